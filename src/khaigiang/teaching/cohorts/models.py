"""Training classes: who is placed in them, who is on their list as of a day, their discussion groups."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import valid_on
from khaigiang.teaching.cohorts.states import ENDS, IS_OVER, LIST_MAY_CHANGE, ClassState
from khaigiang.teaching.runs.models import Run


class TrainingClass(models.Model):
    """One class of a plan, pinned to one version of the programme."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="classes")
    version = models.ForeignKey(
        "curriculum.ProgrammeVersion",
        models.PROTECT,
        related_name="classes",
        verbose_name=_("programme"),
    )
    number = models.PositiveSmallIntegerField(_("class number"))
    name = models.CharField(_("name of the class"), max_length=160)
    code = models.CharField(_("code"), max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=ClassState, default=ClassState.TENTATIVE)
    hall = models.ForeignKey(
        "venues.Hall", models.PROTECT, null=True, blank=True, related_name="classes", verbose_name=_("hall")
    )
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="classes_taught",
        verbose_name=_("class teacher"),
    )
    wanted_size = models.PositiveSmallIntegerField(_("wanted size"))
    min_size = models.PositiveSmallIntegerField(_("smallest size"))
    max_size = models.PositiveSmallIntegerField(_("largest size"))
    # Hours of its own; empty, it has those of its school.
    morning_from = models.TimeField(_("morning from"), null=True, blank=True)
    morning_until = models.TimeField(_("morning until"), null=True, blank=True)
    afternoon_from = models.TimeField(_("afternoon from"), null=True, blank=True)
    afternoon_until = models.TimeField(_("afternoon until"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "training classes"
        constraints = [
            models.UniqueConstraint(name="class_number_once_per_plan", fields=["plan", "number"]),
            models.CheckConstraint(
                name="class_size_between_smallest_and_largest",
                condition=Q(min_size__lte=F("wanted_size"), wanted_size__lte=F("max_size")),
            ),
            models.CheckConstraint(
                name="class_has_hours_of_its_own_whole_or_none",
                condition=Q(
                    morning_from__isnull=True,
                    morning_until__isnull=True,
                    afternoon_from__isnull=True,
                    afternoon_until__isnull=True,
                )
                | Q(
                    morning_from__isnull=False,
                    morning_until__isnull=False,
                    afternoon_from__isnull=False,
                    afternoon_until__isnull=False,
                    morning_from__lt=F("morning_until"),
                    morning_until__lte=F("afternoon_from"),
                    afternoon_from__lt=F("afternoon_until"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_own_hours(self) -> bool:
        """Does it sit at hours of its own, whatever those of its school?"""
        return self.morning_from is not None

    @property
    def has_open_list(self) -> bool:
        """Is there a list, and may it still change?"""
        return self.state in LIST_MAY_CHANGE

    @property
    def has_ended(self) -> bool:
        """Is the teaching over?"""
        return self.state in ENDS

    @property
    def is_cancelled(self) -> bool:
        """Will it never meet?"""
        return self.state == ClassState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Is it closed or cancelled, so that nothing about it changes?"""
        return self.state in IS_OVER


class ClassDay(models.Model):
    """A day on which a class meets."""

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="days")
    on = models.DateField(_("day"))

    class Meta:
        constraints = [models.UniqueConstraint(name="class_meets_once_a_day", fields=["training_class", "on"])]

    def __str__(self) -> str:
        return f"{self.training_class} {self.on:%d/%m/%Y}"


class Wish(models.Model):
    """A committee pins one of its people to a class, or prefers one."""

    class Kind(models.TextChoices):
        PINNED = "pinned", _("only this class")
        PREFERS = "prefers", _("rather this class")

    nomination = models.OneToOneField("nominations.Nomination", models.CASCADE, related_name="wish")
    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="wishes")
    kind = models.CharField(_("wish"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # Empty where it was set before the product kept it.
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return f"{self.nomination}: {self.training_class}"


class ClassPlaces(models.Model):
    """Places that one committee has in one class, to be filled with names by it.

    A committee with no row in any class of a plan has no places by class: its people are placed directly.
    """

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="committee_places")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="class_places")
    places = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name_plural = "class places"
        constraints = [
            models.UniqueConstraint(
                name="committee_has_places_once_in_a_class", fields=["training_class", "committee"]
            ),
            models.CheckConstraint(name="class_places_are_not_negative", condition=Q(places__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.training_class}: {self.places}"


class PlacesChange(models.Model):
    """Places by class of many committees set at once; what they were before, so that it is undone.

    `before` and `after` are committee → class → places, of every committee of the plan that has any.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="places_changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.plan} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"


class PinChange(models.Model):
    """Many people pinned to the class they have, or unpinned, at once; what they wished before, so that it is undone."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="pin_changes")
    is_pinning = models.BooleanField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.plan} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"


class AllocationRun(Run):
    """One proposal of the allocation solver with its price, its proof and, when applied, what it changed."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="allocation_runs")
    assignment = models.JSONField(default=dict)
    before = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name or f"{self.plan} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"


class Placement(models.Model):
    """An accepted nomination placed in a class, before (and under) the class decision."""

    nomination = models.OneToOneField("nominations.Nomination", models.PROTECT, related_name="placement")
    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="placements")
    # Set where the waiting list gave the place; nobody chose it by hand or by an allocation.
    promoted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.nomination}: {self.training_class}"


class WaitingList(models.Model):
    """The office lets free places of a plan go by themselves to accepted people who wait, in the written order."""

    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="waiting_list")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.plan}, {timezone.localtime(self.opened_at):%d/%m/%Y}"


class ClassDecision(models.Model):
    """The decision that opens a class with its list, or a later one that amends the list."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opens the class")
        SUPPLEMENTARY = "supplementary", _("amends the list")
        RESCHEDULING = "rescheduling", _("changes the days")
        CANCELLING = "cancelling", _("cancels the class")

    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="decisions")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="class_decision")
    kind = models.CharField(max_length=14, choices=Kind)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    # Why a class changes; only decisions that an approved change of the class drew up say it.
    because = models.CharField(_("reason"), max_length=300, blank=True)
    # The decision on another class that comes into force the same day: people go from one list to the other.
    goes_with = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="comes_with")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_that_changes_a_class_says_why",
                condition=~Q(kind__in=["rescheduling", "cancelling"]) | ~Q(because=""),
            ),
            models.UniqueConstraint(
                name="class_opened_by_one_decision",
                fields=["training_class"],
                condition=Q(kind="opening"),
            ),
            models.UniqueConstraint(
                name="class_has_one_decision_in_draft",
                fields=["training_class"],
                condition=Q(effective_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by day."""

    def listed_on(self, day: date) -> "EnrolmentQuerySet":
        """On the list as the decisions in force at the end of the day make it."""
        return self.filter(valid_on(day))

    def in_class_on(self, day: date) -> "EnrolmentQuerySet":
        """On the list, or let in and still waiting for a decision at the end of the day."""
        waiting = Q(let_in_on__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
        return self.filter(valid_on(day) | waiting)


class Enrolment(models.Model):
    """One official in a class: listed by a decision, perhaps taken off by a later one.

    While the decision that adds (or removes) them is a draft, `valid_from` (or `valid_until`) is empty. Somebody let
    in on a morning without being listed is provisional until a decision lists them or they are turned away.
    """

    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="enrolments")
    official = models.ForeignKey("officials.Official", models.PROTECT, related_name="enrolments")
    target_post = models.ForeignKey("plans.TargetPost", models.PROTECT, related_name="enrolments")
    nomination = models.ForeignKey(
        "nominations.Nomination",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
    )
    added_by = models.ForeignKey(ClassDecision, models.PROTECT, null=True, blank=True, related_name="added")
    removed_by = models.ForeignKey(ClassDecision, models.PROTECT, null=True, blank=True, related_name="removed")
    removal_reason = models.CharField(max_length=300, blank=True)
    let_in_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    # True from the day a decision lists them until one takes them off or their post is freed: the seat of the post.
    is_current = models.BooleanField(default=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="official_enrolled_once_per_class",
                fields=["training_class", "official"],
                condition=Q(valid_until__isnull=True),
            ),
            models.UniqueConstraint(
                name="post_enrolled_in_one_class_at_a_time",
                fields=["target_post"],
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(
                name="enrolled_by_a_decision_or_let_in",
                condition=Q(added_by__isnull=False) | Q(let_in_on__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_is_listed_by_a_decision",
                condition=Q(valid_from__isnull=True) | Q(added_by__isnull=False),
            ),
            models.CheckConstraint(
                name="enrolment_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="enrolment_is_ended_with_a_reason",
                condition=Q(valid_until__isnull=True, removed_by__isnull=True) | ~Q(removal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.training_class}"


class GroupSeat(models.Model):
    """In which group (tổ, from 1) somebody sits in one discussion of the programme (from 1).

    `is_pinned`: the class teacher wants them there, whatever is made anew.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="seats")
    discussion = models.PositiveSmallIntegerField()
    group = models.PositiveSmallIntegerField(_("group"))
    is_pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_group_in_each_discussion", fields=["enrolment", "discussion"]),
            models.CheckConstraint(name="groups_count_from_one", condition=Q(discussion__gte=1, group__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.discussion}, {self.group}"


class GroupChange(models.Model):
    """A proposal for the groups of a class until somebody agrees (`done_at`), then what it changed, so as to undo it.

    `before` and `after` are the seats it touches: [enrolment, discussion, group, is pinned] each.
    """

    class Kind(models.TextChoices):
        MADE = "made", _("groups made")
        SWAPPED = "swapped", _("two people swapped")
        MOVED = "moved", _("a person moved")
        DISSOLVED = "dissolved", _("groups dissolved")

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="group_changes")
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_proposal_for_the_groups_of_a_class",
                fields=["training_class"],
                condition=Q(done_at__isnull=True),
            ),
            models.CheckConstraint(
                name="only_what_was_done_is_undone", condition=Q(undone_at__isnull=True) | Q(done_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class}: {self.get_kind_display()}"


class Summons(models.Model):
    """The paper that calls the listed people of one class; it quotes the class decision it stands on.

    What it says of days and place is kept when it is issued: a class that changes later leaves the paper as it is.
    """

    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="summonses")
    decision = models.ForeignKey(ClassDecision, models.PROTECT, related_name="summonses")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="summons")
    gather_at = models.TimeField(_("be there at"), default="07:30")
    enrolments = models.ManyToManyField(Enrolment, related_name="summonses")
    says_from = models.DateField(null=True, editable=False)
    says_until = models.DateField(null=True, editable=False)
    says_where = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "summonses"
        constraints = [
            models.CheckConstraint(
                name="summons_keeps_both_its_days",
                condition=Q(says_from__isnull=True, says_until__isnull=True)
                | Q(says_from__isnull=False, says_until__isnull=False, says_until__gte=F("says_from")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)
