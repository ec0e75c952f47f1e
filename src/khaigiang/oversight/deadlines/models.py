"""Requirements of training by date, what single officials are granted, and what they learned elsewhere."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import ends_after_it_begins, valid_on
from khaigiang.oversight.deadlines.states import STANDING, ProofState, ReliefKind, ReliefState


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Requirements by day."""

    def on(self, day: date) -> "RequirementQuerySet":
        return self.filter(valid_on(day))


class Requirement(models.Model):
    """Holders of these posts in units of these kinds learn a programme in time after their appointment, or again.

    A change ends one row and begins another, so what was due on a past day stays true; `line` is the first of them.
    """

    title = models.CharField(_("title"), max_length=200)
    programme = models.ForeignKey(
        "curriculum.Programme", models.PROTECT, related_name="requirements", verbose_name=_("programme")
    )
    posts = models.ManyToManyField("officials.Post", related_name="requirements", verbose_name=_("posts"))
    kinds = models.JSONField(_("kinds of units"), default=list)
    within = models.PositiveSmallIntegerField(_("within"), null=True, blank=True)
    in_months = models.BooleanField(default=True)
    again_years = models.PositiveSmallIntegerField(_("again every … years"), null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=0)
    counts_anew = models.BooleanField(_("counts anew after an interruption"), default=False)
    source = models.CharField(_("legal source"), max_length=200)
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    line = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="changed")
    changes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="changed_by")

    objects = RequirementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="requirement_ends_after_it_begins", condition=ends_after_it_begins()),
            models.CheckConstraint(
                name="requirement_says_when_it_falls_due",
                condition=Q(within__isnull=False, within__gte=1) | Q(within__isnull=True, again_years__isnull=False),
            ),
            models.CheckConstraint(
                name="requirement_comes_again_after_a_year_or_more",
                condition=Q(again_years__isnull=True) | Q(again_years__gte=1),
            ),
            models.CheckConstraint(name="requirement_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="a_changed_requirement_belongs_to_its_line",
                condition=Q(line__isnull=True, changes__isnull=True) | Q(line__isnull=False, changes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def line_id_of_all(self) -> int:
        """The first requirement of the line; reliefs and proofs hang on that."""
        return self.line_id or self.pk

    @property
    def last_day(self) -> date | None:
        """The last day on which it is in force."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None


class Relief(models.Model):
    """One official gets more time for a requirement, or need not fulfil it; with the reason and its paper."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="reliefs")
    official = models.ForeignKey("officials.Official", models.PROTECT, related_name="reliefs")
    kind = models.CharField(_("kind"), max_length=10, choices=ReliefKind)
    state = models.CharField(max_length=10, choices=ReliefState)
    until = models.DateField(_("until and including"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    paper = models.CharField(_("paper"), max_length=200)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("reason of the answer"), max_length=300, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_extension_says_until_when", condition=Q(kind=ReliefKind.EXEMPTION) | Q(until__isnull=False)
            ),
            models.CheckConstraint(name="a_relief_has_its_reason_and_paper", condition=~Q(reason="") & ~Q(paper="")),
            models.CheckConstraint(
                name="nobody_approves_the_exemption_they_asked_for",
                condition=Q(kind=ReliefKind.EXTENSION) | Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="a_relief_holds_from_the_day_it_was_granted",
                condition=~Q(state=ReliefState.GRANTED) | Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_relief_is_taken_back_on_a_day",
                condition=Q(state=ReliefState.TAKEN_BACK, taken_back_on__isnull=False)
                | (~Q(state=ReliefState.TAKEN_BACK) & Q(taken_back_on__isnull=True)),
            ),
            models.UniqueConstraint(
                name="one_exemption_of_an_official_at_a_time",
                fields=["requirement", "official"],
                condition=Q(kind=ReliefKind.EXEMPTION, state__in=sorted(STANDING)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.get_kind_display()}"

    @property
    def is_standing(self) -> bool:
        """Does it hold, or wait for its answer?"""
        return self.state in STANDING


class Proof(models.Model):
    """A certificate of another school, handed in so that it counts for a requirement; a clerk accepts or refuses it."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="proofs")
    official = models.ForeignKey("officials.Official", models.PROTECT, related_name="proofs")
    course = models.CharField(_("course"), max_length=200)
    school = models.CharField(_("school"), max_length=200)
    number = models.CharField(_("number of the certificate"), max_length=60)
    learned_on = models.DateField(_("date of the certificate"))
    hours = models.PositiveSmallIntegerField(_("hours of lessons"), null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ProofState, default=ProofState.HANDED_IN)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_answers_the_proof_they_handed_in",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("handed_in_by")),
            ),
            models.CheckConstraint(
                name="an_answered_proof_says_who_and_when",
                condition=Q(state__in=[ProofState.HANDED_IN, ProofState.TAKEN_BACK], answered_on__isnull=True)
                | Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_proof_is_refused_with_a_reason", condition=~Q(state=ProofState.REFUSED) | ~Q(reason="")
            ),
            models.UniqueConstraint(
                name="a_certificate_is_handed_in_once",
                fields=["requirement", "official", "school", "number"],
                condition=Q(state__in=[ProofState.HANDED_IN, ProofState.ACCEPTED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}: {self.number}, {self.school}"


class ProofAccepted(models.Model):
    """From when until when an accepted proof counted; what was told of those days stays true after it is taken back."""

    proof = models.ForeignKey(Proof, models.PROTECT, related_name="acceptances")
    accepted_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "accepted proofs"
        constraints = [
            models.UniqueConstraint(
                name="a_proof_is_accepted_once_at_a_time", fields=["proof"], condition=Q(taken_back_on__isnull=True)
            ),
            models.CheckConstraint(
                name="a_proof_is_taken_back_after_it_was_accepted",
                condition=Q(taken_back_on__isnull=True) | Q(taken_back_on__gte=F("accepted_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proof}, {self.accepted_on:%d/%m/%Y}"


class ProofExcuse(models.Model):
    """A post of an open plan that an accepted proof excused; taking the proof back takes the excuse back."""

    acceptance = models.ForeignKey(ProofAccepted, models.CASCADE, related_name="excuses")
    excuse = models.OneToOneField("plans.Excuse", models.PROTECT, related_name="proof")

    def __str__(self) -> str:
        return str(self.excuse)
