"""Training plans: who is to come, from where, when, and by which papers."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.planning.plans.states import (
    BEFORE_APPROVAL,
    MAY_CHANGE,
    QUARTERLY,
    AmendedField,
    Answer,
    PlacesRule,
    PlanState,
)

if TYPE_CHECKING:
    from khaigiang.registry.officials.models import Post


class Plan(models.Model):
    """One training plan: its paper, its target group as a rule, its two offices and its days."""

    title = models.CharField(_("title of the plan"), max_length=300)
    code = models.SlugField(_("short code for classes"), max_length=20)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="plan", verbose_name=_("document")
    )
    organiser = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("organiser"))
    school = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("school"))
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)

    # The rule of the target group: holders of these posts in units of these kinds on this day. The database lets no plan
    # be sent up without a post (`a_plan_sent_up_has_a_post`, migration 0012).
    rule_posts: "models.ManyToManyField[Post, RulePost]" = models.ManyToManyField(
        "officials.Post", through="RulePost", related_name="+", verbose_name=_("posts")
    )
    target_kinds = models.JSONField(_("kinds of units"), default=list)
    target_on = models.DateField(_("as of"))
    born_not_before = models.DateField(_("only people born on or after"), null=True, blank=True)

    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    nominations_due_on = models.DateField(_("lists due on"), null=True, blank=True)

    rolled_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="rolled_to")
    places_rule = models.CharField(_("places"), max_length=10, choices=PlacesRule, default=PlacesRule.ALL)
    places_number = models.PositiveIntegerField(_("percent or number"), null=True, blank=True)
    # The own number of each committee, by its id, where the rule is that each has one.
    places_given = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_rule_has_its_number",
                condition=Q(places_rule__in=[PlacesRule.ALL, PlacesRule.GIVEN], places_number__isnull=True)
                | Q(places_rule=PlacesRule.SHARE, places_number__isnull=False, places_number__range=(1, 100))
                | Q(places_rule=PlacesRule.FIXED, places_number__isnull=False, places_number__gte=1),
            ),
            models.UniqueConstraint(name="plan_code_once", fields=["code"]),
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                condition=Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """May the target group still change?"""
        return self.state in MAY_CHANGE

    @property
    def is_approved(self) -> bool:
        """Are its posts and places fixed?"""
        return self.state not in BEFORE_APPROVAL

    @property
    def is_open(self) -> bool:
        """Does the plan run?"""
        return self.state == PlanState.OPEN


class RulePost(models.Model):
    """One of the posts whose holders are the target group of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_post_once_in_a_rule", fields=["plan", "post"])]

    def __str__(self) -> str:
        return str(self.post)


class TargetException(models.Model):
    """A post of a unit that belongs to the target group although the rule does not find it, or does not although it does."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="exceptions")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    adds = models.BooleanField(_("adds the post to the group"))
    official = models.ForeignKey(
        "officials.Official", models.PROTECT, null=True, blank=True, related_name="target_exceptions"
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_exception_per_plan_and_post", fields=["plan", "post", "unit"]),
            models.CheckConstraint(name="an_exception_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.unit}: {self.reason}"


class SubmissionFacts(models.Model):
    """When something was sent up to be approved and by whom, and what was answered; the features above use it too."""

    sent_up_at = models.DateTimeField(_("sent up at"))
    sent_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        abstract = True


class Submission(SubmissionFacts):
    """A plan that was sent up to be approved, and what came of it; the history of its approval."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_plan_waits_for_one_answer_at_a_time", fields=["plan"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="nobody_answers_what_they_sent_up",
                condition=Q(answer__in=["", Answer.TAKEN_BACK]) | ~Q(answered_by=models.F("sent_up_by")),
            ),
            models.CheckConstraint(
                name="an_answer_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_plan_is_sent_back_with_a_reason", condition=~Q(answer=Answer.RETURNED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.sent_up_at:%d/%m/%Y}"


class TargetPostQuerySet(models.QuerySet["TargetPost"]):
    """Posts of target groups by day."""

    def on(self, day: date) -> "TargetPostQuerySet":
        """Those that belong to the group on a day."""
        since, until = Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True)
        return self.filter(since, until | Q(valid_until__gt=day))

    def standing(self) -> "TargetPostQuerySet":
        """Those that no amendment took out: the group as it is now, for an amendment is entered when it is in force."""
        return self.filter(valid_until__isnull=True)


class TargetPost(models.Model):
    """One post of the target group in one unit, fixed by the approval or an amendment; every figure counts these.

    The database lets a post of a unit belong to a plan once on a day (`target_post_once_on_a_day`, migration 0014).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="target_posts")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="+")
    # Empty: since the approval, and to the end of the plan.
    valid_from = models.DateField(_("added from"), null=True, blank=True)
    valid_until = models.DateField(_("taken out from"), null=True, blank=True)

    objects = TargetPostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="post_once_per_plan", fields=["plan", "post", "unit"], condition=Q(valid_until__isnull=True)
            ),
            models.CheckConstraint(
                name="target_post_belongs_for_a_day_at_least",
                condition=Q(valid_from__isnull=True) | ends_after_it_begins(),
            ),
        ]
        indexes = [models.Index(name="target_post_by_committee", fields=["plan", "committee"])]

    def __str__(self) -> str:
        return f"{self.post}, {self.unit}"


class QuarterTarget(models.Model):
    """Classes and places that the plan wants in one quarter."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="quarters")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    classes = models.PositiveSmallIntegerField(_("classes"))
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="quarter_once_per_plan", fields=["plan", "year", "quarter"]),
            models.CheckConstraint(name="quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}/{self.year}"


class Quota(models.Model):
    """Places that the plan asks one nominating committee to fill."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="quotas")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="quotas")
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [models.UniqueConstraint(name="quota_once_per_plan_and_committee", fields=["plan", "committee"])]

    def __str__(self) -> str:
        return f"{self.committee}: {self.places}"


class QuarterShare(models.Model):
    """Those of a committee's places that are to be filled in one quarter; a quarter without a row has none of them."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="shares")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="committee_shares_once_in_a_quarter", fields=["quota", "year", "quarter"]),
            models.CheckConstraint(name="shared_quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
            models.CheckConstraint(name="a_share_has_places", condition=Q(places__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.quota.committee}: {self.places} ({self.quarter}/{self.year})"


class QuartersSpread(models.Model):
    """Places of all committees spread over the quarters at once, with what they were, so that it can be taken back."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="spreads")
    before = models.JSONField()
    after = models.JSONField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "quarters spread"

    def __str__(self) -> str:
        return f"{self.plan}, {self.set_at:%d/%m/%Y}"


class PlacesByRule(models.Model):
    """Places of all committees set at once by a rule, with what they were, so that it can be taken back."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="places_set")
    rule = models.CharField(max_length=10, choices=PlacesRule)
    number = models.PositiveIntegerField(null=True, blank=True)
    was_rule = models.CharField(max_length=10, choices=PlacesRule)
    was_number = models.PositiveIntegerField(null=True, blank=True)
    was_given = models.JSONField(default=dict, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    shares_before = models.JSONField(default=dict, blank=True)
    shares_after = models.JSONField(default=dict, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "places by rule"

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_rule_display()}"


class PlanAmendment(models.Model):
    """A later document that changes single items of an approved plan from a day on."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="amendments_of_plans")
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    in_force_on = models.DateField(_("in force from"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_document_amends_a_plan_once_a_day", fields=["plan", "document", "in_force_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.in_force_on:%d/%m/%Y}"


class AmendedItem(models.Model):
    """One item of a plan that an amendment changed, with what it was."""

    amendment = models.ForeignKey(PlanAmendment, models.CASCADE, related_name="items")
    field = models.CharField(max_length=20, choices=AmendedField)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    committee = models.ForeignKey("units.Office", models.PROTECT, null=True, blank=True, related_name="+")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_day_is_amended_once_by_an_amendment",
                fields=["amendment", "field"],
                condition=Q(year__isnull=True, committee__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_quarter_is_amended_once_by_an_amendment",
                fields=["amendment", "field", "year", "quarter"],
                condition=Q(year__isnull=False, committee__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_committee_is_amended_once_by_an_amendment",
                fields=["amendment", "committee"],
                condition=Q(year__isnull=True, committee__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_committees_quarter_is_amended_once_by_an_amendment",
                fields=["amendment", "committee", "year", "quarter"],
                condition=Q(year__isnull=False, committee__isnull=False),
            ),
            models.CheckConstraint(name="an_amended_item_changes", condition=~Q(before=models.F("after"))),
            models.CheckConstraint(
                name="an_amended_item_names_its_quarter_or_committee",
                condition=Q(field__in=QUARTERLY, year__isnull=False, quarter__isnull=False, committee__isnull=True)
                | Q(field=AmendedField.PLACES, year__isnull=True, quarter__isnull=True, committee__isnull=False)
                | Q(field=AmendedField.CELLS, year__isnull=False, quarter__isnull=False, committee__isnull=False)
                | Q(
                    ~Q(field__in=[*QUARTERLY, AmendedField.PLACES, AmendedField.CELLS]),
                    year__isnull=True,
                    quarter__isnull=True,
                    committee__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.before} → {self.after}"


class AmendedPost(models.Model):
    """A post that an amendment adds to the target group or takes out of it: whom it concerns, and why."""

    amendment = models.ForeignKey(PlanAmendment, models.CASCADE, related_name="posts")
    target_post = models.ForeignKey(TargetPost, models.PROTECT, related_name="amended")
    adds = models.BooleanField(_("adds the post to the group"))
    official = models.ForeignKey("officials.Official", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_post_is_amended_once_by_an_amendment", fields=["amendment", "target_post"]),
            models.CheckConstraint(name="an_amended_post_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.target_post}: {self.reason}"


class PlanPaper(models.Model):
    """The paper that sets a plan out for its committees, drawn up from the plan."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="paper")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="plan_paper")

    def __str__(self) -> str:
        return str(self.document)


class PaperDuty(models.Model):
    """Who drafts, initials, signs, numbers, seals and receives one kind of paper under a plan."""

    class Paper(models.TextChoices):
        PLAN = "plan", _("plan")
        REQUEST = "request", _("request to nominate")
        RETURNING_LETTER = "returning_letter", _("letter returning people")
        SUBSTITUTION_NOTICE = "substitution_notice", _("notice of substitution")
        CLASS_DECISION = "class_decision", _("class decision")
        SUMMONS = "summons", _("summons")
        RESULT_DECISION = "result_decision", _("decision recognising results")
        CERTIFICATE = "certificate", _("certificate")
        REPORT = "report", _("report of the programme")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    paper = models.CharField(_("paper"), max_length=20, choices=Paper)
    office = models.ForeignKey(
        "units.Office", models.PROTECT, related_name="+", verbose_name=_("signed and numbered by")
    )
    signer_prefix = models.CharField(_("signed on behalf of (T/M, TM., K/T…)"), max_length=60, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=160)
    signer_name = models.CharField(_("name of the signer"), max_length=120)
    recipients = models.TextField(_("recipients, one a line"), blank=True)
    drafter = models.CharField(_("drafted by"), max_length=120, blank=True)
    initialler = models.CharField(_("to be initialled by"), max_length=120, blank=True)
    sealer = models.CharField(_("sealed by"), max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="duty_once_per_plan_and_paper", fields=["plan", "paper"])]
        verbose_name_plural = "paper duties"

    def __str__(self) -> str:
        return self.get_paper_display()


class DutySubstitute(models.Model):
    """Who signs in the signer's place from a day until before another: for the superior (KT.), by order (TL.).

    The database lets one alone sign on a day (`one_substitute_signs_on_a_day`, migration 0006).
    """

    duty = models.ForeignKey(PaperDuty, models.CASCADE, related_name="substitutes")
    valid_from = models.DateField(_("first day"))
    valid_until = models.DateField(_("first day after"))
    signer_prefix = models.CharField(_("signed on behalf of (T/M, TM., K/T…)"), max_length=60, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=160)
    signer_name = models.CharField(_("name of the signer"), max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitute_signs_on_one_day_at_least",
                condition=Q(valid_until__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_title} {self.signer_name}"

    @property
    def last_day(self) -> date:
        """The last day on which they sign."""
        return self.valid_until - timedelta(days=1)


class Excuse(models.Model):
    """A post that need not be trained under the plan, with the reason, from the day it was accepted until taken back."""

    target_post = models.ForeignKey(TargetPost, models.PROTECT, related_name="excuses")
    reason = models.CharField(_("reason"), max_length=300)
    excused_on = models.DateField(_("accepted on"))
    excused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_excuse_per_post",
                fields=["target_post"],
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="excuse_taken_back_after_it_was_accepted",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("excused_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
