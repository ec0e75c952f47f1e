"""Nominations: the request, the committees' letters, the people they put forward."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.models import DocumentState
from khaigiang.planning.nominations.states import LIVE, AboutNames, AwayMeasure, HindranceReason, NominationState
from khaigiang.registry.units.models import UnitKind


class NominationRequest(models.Model):
    """The letter that asks the committees for names, with each one's places."""

    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="request")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="nomination_request")
    due_on = models.DateField(_("lists due on"))

    class Meta:
        verbose_name = _("request to nominate")

    def __str__(self) -> str:
        return str(self.document)

    @property
    def is_sent(self) -> bool:
        """Have the committees got it?"""
        return self.document.state == DocumentState.ISSUED


class CommitteeLetter(models.Model):
    """A committee's letter naming people: its number and date in the committee's own register."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="letters")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="letters")
    number = models.CharField(_("number of the letter"), max_length=40)
    dated_on = models.DateField(_("date of the letter"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_once_per_plan_and_committee",
                fields=["plan", "committee", "number", "dated_on"],
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Nomination(models.Model):
    """One official, put forward by one committee for one post of the plan."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="nominations")
    target_post = models.ForeignKey("plans.TargetPost", models.PROTECT, related_name="nominations")
    official = models.ForeignKey("officials.Official", models.PROTECT, related_name="nominations")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="nominations")
    letter = models.ForeignKey(CommitteeLetter, models.PROTECT, null=True, blank=True, related_name="nominations")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    state = models.CharField(max_length=12, choices=NominationState, default=NominationState.DRAFT)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_nomination_per_post",
                fields=["target_post"],
                condition=Q(state__in=sorted(LIVE)),
            ),
            models.UniqueConstraint(
                name="official_nominated_once_per_plan",
                fields=["plan", "official"],
                condition=Q(state__in=sorted(LIVE)),
            ),
        ]
        indexes = [models.Index(name="nomination_by_committee", fields=["plan", "committee", "state"])]

    def __str__(self) -> str:
        return f"{self.official}"


class NominationMove(models.Model):
    """One step in the life of a nomination, so that its state on any day can be told."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="moves")
    state = models.CharField(max_length=12, choices=NominationState)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(name="move_by_nomination", fields=["nomination", "at"])]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.get_state_display()}"


class LetterAboutNames(models.Model):
    """A paper of the office about people of one committee: it returns them, or tells who comes in whose place."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="letters_about_names")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=AboutNames)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="letter_about_names")
    # The committee says that it has the paper.
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_about_names_is_received_by_somebody",
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)


class ToldMove(models.Model):
    """One person returned or replaced, told once to the committee by a paper."""

    letter = models.ForeignKey(LetterAboutNames, models.CASCADE, related_name="told")
    move = models.OneToOneField(NominationMove, models.CASCADE, related_name="told")

    def __str__(self) -> str:
        return str(self.move)


class Unavailability(models.Model):
    """Days on which a nominated person cannot attend, as the committee stated."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="unavailabilities")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name_plural = "unavailabilities"
        constraints = [
            models.CheckConstraint(
                name="unavailability_ends_after_it_begins",
                condition=Q(last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d/%m} – {self.last_day:%d/%m}"


class QuarterWish(models.Model):
    """The quarter in which a person named would come, as their committee says; once they sit in a class its quarter counts."""

    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="quarter_wish")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "quarter wishes"
        constraints = [
            models.CheckConstraint(name="wished_quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}/{self.year}"


class Hindrance(models.Model):
    """Why an official cannot be named for a post for now, as the committee says before anybody is named."""

    target_post = models.ForeignKey("plans.TargetPost", models.PROTECT, related_name="hindrances")
    official = models.ForeignKey("officials.Official", models.PROTECT, related_name="hindrances")
    why = models.CharField(_("why"), max_length=10, choices=HindranceReason)
    until = models.DateField(_("until, if that is known"), null=True, blank=True)
    note = models.CharField(_("in a few words"), max_length=200, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_hindrance_per_post_and_official",
                fields=["target_post", "official"],
                condition=Q(taken_back_at__isnull=True),
            ),
            models.CheckConstraint(
                name="hindrance_taken_back_at_and_by_together",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
            models.CheckConstraint(
                name="another_hindrance_says_what_it_is", condition=~Q(why=HindranceReason.OTHER) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_why_display())


class Cover(models.Model):
    """Who keeps the office of a person named while they are away: an official of the unit, or a name."""

    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="cover")
    official = models.ForeignKey("officials.Official", models.PROTECT, null=True, blank=True, related_name="covers")
    name = models.CharField(_("name"), max_length=120, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cover_is_an_official_or_a_name",
                condition=Q(official__isnull=False, name="") | (Q(official__isnull=True) & ~Q(name="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.official) if self.official else self.name


class AwayRule(models.Model):
    """From a day on: how many of one unit may be away at once, and whether somebody must keep the office meanwhile.

    The rule of the latest day counts for the units of its kind.
    """

    kind = models.CharField(_("kind of unit"), max_length=30, choices=UnitKind)
    measure = models.CharField(_("limit"), max_length=10, choices=AwayMeasure)
    most = models.PositiveIntegerField(_("percent or number"), null=True, blank=True)
    asks_cover = models.BooleanField(_("somebody must keep the office meanwhile"), default=False)
    valid_from = models.DateField(_("holds from"))
    source = models.CharField(_("by which rule or paper"), max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_away_rule_a_kind_and_day", fields=["kind", "valid_from"]),
            models.CheckConstraint(
                name="away_rule_has_its_number",
                condition=Q(measure=AwayMeasure.NONE, most__isnull=True)
                | Q(measure=AwayMeasure.SHARE, most__isnull=False, most__range=(1, 100))
                | Q(measure=AwayMeasure.NUMBER, most__isnull=False, most__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.valid_from:%d/%m/%Y}"
