"""Lists that offices sent: the file, its rows as they were read, the doubts about them, and what was done with them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.files.models import StoredFile
from khaigiang.planning.rosters.states import Outcome, Proof, RosterState
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Office, Unit


class Roster(models.Model):
    """One list of people as an office sent it, on the day for which it holds."""

    title = models.CharField(_("title"), max_length=160)
    sender = models.ForeignKey(Office, models.PROTECT, related_name="rosters", verbose_name=_("sent by"))
    holds_on = models.DateField(_("day of the list"))
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post of everybody in it")
    )
    # A list of names: its sender, a committee, puts these people forward under the plan. None: a list of the register.
    plan = models.ForeignKey("plans.Plan", models.PROTECT, null=True, blank=True, related_name="rosters")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    letter_number = models.CharField(_("number of the official letter"), max_length=60, blank=True)
    letter_on = models.DateField(_("day of the official letter"), null=True, blank=True)
    newer_than = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="newer_versions")
    state = models.CharField(max_length=10, choices=RosterState, default=RosterState.STAGED)

    # How it was read: columns and notices of the reader, as it gave them.
    columns = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    # Columns as a person explained them: by sheet and letters the fact, or "" for none.
    explained = models.JSONField(default=dict)
    is_typed = models.BooleanField(default=False)

    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    staged_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="roster_letter_has_number_and_day",
                condition=Q(letter_number="", letter_on__isnull=True)
                | (~Q(letter_number="") & Q(letter_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="roster_taken_over_cites_its_letter",
                condition=~Q(state=RosterState.APPLIED) | ~Q(letter_number="") | Q(plan__isnull=False),
            ),
            models.CheckConstraint(
                name="roster_is_ended_by_somebody",
                condition=Q(state=RosterState.STAGED, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state=RosterState.STAGED) & Q(ended_at__isnull=False, ended_by__isnull=False)),
            ),
            models.CheckConstraint(name="roster_is_not_newer_than_itself", condition=~Q(newer_than=F("pk"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_for_letter(self) -> bool:
        """Has the signed letter's number not been entered yet ("chờ công văn")? Names are sent with theirs later."""
        return not self.letter_number and not self.names_people

    @property
    def state_in_words(self) -> str:
        """Where the list stands; a list of names is not taken over, its people are named."""
        is_named = self.names_people and self.state == RosterState.APPLIED
        return gettext("people named") if is_named else self.get_state_display()

    @property
    def names_people(self) -> bool:
        """Is it a list by which a committee names people under a plan?"""
        return self.plan_id is not None


class RosterRowQuerySet(models.QuerySet["RosterRow"]):
    """Rows by what has become of them."""

    def with_doubts(self) -> "RosterRowQuerySet":
        """Rows that wait for a person's answer."""
        return self.filter(Exists(RosterDoubt.objects.still_open().filter(row=OuterRef("pk"))), is_left_out=False)

    def taken(self) -> "RosterRowQuerySet":
        """Rows that are taken over."""
        return self.filter(is_left_out=False)


class RosterRow(models.Model):
    """One row of a list: as it stood, as it was read, and whom and what it is about.

    `raw` names for every fact its cells and their text; `values` holds what is known, in the forms of docs/lists.md;
    `changes` what the register says otherwise, as [registered, listed] by the official's field.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField()
    raw = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    repairs = models.JSONField(default=list)
    is_left_out = models.BooleanField(default=False)

    official = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="roster_rows")
    proof = models.CharField(max_length=8, choices=Proof, default=Proof.NONE)
    score = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    # In a list of names: the post of the plan for which the person is put forward.
    target_post = models.ForeignKey("plans.TargetPost", models.SET_NULL, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict)
    appoints = models.BooleanField(default=False)
    ends = models.ForeignKey(Appointment, models.SET_NULL, null=True, blank=True, related_name="+")
    displaces = models.ForeignKey(Appointment, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.NEW)

    objects = RosterRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="roster_has_each_row_once", fields=["roster", "sheet", "number"]),
        ]
        indexes = [models.Index(name="roster_row_by_outcome", fields=["roster", "outcome"])]

    def __str__(self) -> str:
        return f"{self.values.get('full_name', '')} ({self.roster}, {self.number})"


class RosterDoubtQuerySet(models.QuerySet["RosterDoubt"]):
    """Doubts by whether somebody has answered."""

    def still_open(self) -> "RosterDoubtQuerySet":
        return self.filter(settled_at__isnull=True)


class RosterDoubt(models.Model):
    """What a person must say about a row, and what was said; a value corrected unasked is kept as one too.

    `alike` is what rows have in common that can be answered at once: the text of the cell.
    """

    row = models.ForeignKey(RosterRow, models.CASCADE, related_name="doubts")
    field = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=24)
    detail = models.CharField(max_length=300, blank=True)
    alike = models.CharField(max_length=300, blank=True)
    # Doubts that matching raised are raised anew when something else of the row is answered.
    is_of_matching = models.BooleanField(default=False)
    answer = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = RosterDoubtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="roster_doubt_once_per_row", fields=["row", "field", "code"]),
            models.CheckConstraint(
                name="roster_doubt_is_settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, answer="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.code}"


class ReturnedWorkbook(models.Model):
    """A correction workbook that the sender filled in and sent back, and who took its answers in."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="returned")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    came_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    came_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="returned_workbook_is_applied_by_somebody",
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)


class RosterDeed(models.Model):
    """What taking one row over did, so that taking it back undoes that and no more."""

    row = models.OneToOneField(RosterRow, models.CASCADE, related_name="deed")
    official = models.ForeignKey(Official, models.PROTECT, related_name="roster_deeds")
    made_official = models.BooleanField(default=False)
    changes = models.JSONField(default=dict)
    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    ended_was_until = models.DateField(null=True, blank=True)
    displaced = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    displaced_was_until = models.DateField(null=True, blank=True)
    nomination = models.OneToOneField(
        "nominations.Nomination", models.PROTECT, null=True, blank=True, related_name="roster_deed"
    )

    def __str__(self) -> str:
        return str(self.official)


class SenderHabit(models.Model):
    """How the lists of one sender are to be read: a layout of columns, or a word for a post, as a person once said."""

    sender = models.ForeignKey(Office, models.CASCADE, related_name="roster_habits")
    layout = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    position = models.CharField(max_length=200, blank=True)
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sender_has_one_reading_of_a_layout", fields=["sender", "layout"], condition=~Q(layout="")
            ),
            models.UniqueConstraint(
                name="sender_has_one_post_for_a_word", fields=["sender", "position"], condition=~Q(position="")
            ),
            models.CheckConstraint(
                name="sender_habit_is_of_a_layout_or_of_a_word",
                condition=(~Q(layout="") & Q(position="", post__isnull=True))
                | (Q(layout="") & ~Q(position="") & Q(post__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.position or self.layout}"
