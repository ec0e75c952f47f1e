"""What the closing report of one class says: its list by committees, who left it, who missed how much, who taught."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from khaigiang.oversight.reporting.queries.programme import CommitteeReport, Programme
from khaigiang.teaching.attendance.models import Attendance, LeaveRequest
from khaigiang.teaching.attendance.queries import attended_seats
from khaigiang.teaching.attendance.states import ABSENT, LeaveState, Presence
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import summoned_posts_of_class
from khaigiang.teaching.timetable.models import Session


@dataclass(slots=True, kw_only=True)
class AbsentRow:
    """Somebody who missed half-days of a class, and the reasons of the leave that was granted."""

    name: str
    unit: str
    with_leave: int = 0
    without_leave: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingRow:
    """Somebody whom a decision took off the list of a class."""

    name: str
    unit: str
    left_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingRow:
    """One lecturer of a class: half-days given, and the topics in their order."""

    lecturer: str
    half_days: int
    topics: str


def committees_of_class(programme: Programme, training_class: TrainingClass) -> tuple[CommitteeReport, ...]:
    """The committees of a class with every post that was ever on its list, in their order; 3 statements.

    Who left the class counts as planned, not as completed, wherever the course is completed later.
    """
    on = programme.figures.on
    summoned = summoned_posts_of_class(training_class, on)
    attended = {post for post, class_id in attended_seats(programme.plan, on) if class_id == training_class.pk}
    ledger = programme.figures.ledger
    completed = {row.target_post_id for row in ledger if row.is_completed and row.class_id == training_class.pk}
    by_committee: dict[tuple[int, str], set[int]] = defaultdict(set)
    for post, committee_id, committee in _ever_listed(training_class, on):
        by_committee[committee_id, committee].add(post)
    return tuple(
        CommitteeReport(
            committee_id=committee_id,
            committee=committee,
            planned=len(posts),
            summoned=len(posts & summoned),
            attended=len(posts & attended),
            completed=len(posts & completed),
        )
        for (committee_id, committee), posts in by_committee.items()
    )


def leaving_rows(training_class: TrainingClass, on: date) -> list[LeavingRow]:
    """Whom decisions took off the list of a class by a day, in the order in which they left; 1 statement."""
    gone = Enrolment.objects.filter(training_class=training_class, removed_by__isnull=False, valid_until__lte=on)
    together = gone.select_related("official", "target_post__unit")
    return [
        LeavingRow(
            name=one.official.full_name,
            unit=one.target_post.unit.name,
            left_on=one.valid_until,
            reason=one.removal_reason,
        )
        for one in together.order_by("valid_until", "official__sort_key", "pk")
        if one.valid_until is not None
    ]


def absent_rows(training_class: TrainingClass) -> list[AbsentRow]:
    """Who missed half-days of a class, by name; 2 statements."""
    reasons = _reasons_of_leave(training_class)
    entries = Attendance.objects.filter(session__training_class=training_class, presence__in=sorted(ABSENT))
    together = entries.select_related("enrolment__official", "enrolment__target_post__unit")
    rows: dict[int, AbsentRow] = {}
    for entry in together.order_by("enrolment__official__sort_key", "enrolment_id"):
        person = entry.enrolment
        row = rows.setdefault(
            person.pk,
            AbsentRow(
                name=person.official.full_name,
                unit=person.target_post.unit.name,
                reason="; ".join(reasons[person.pk]),
            ),
        )
        row.with_leave += entry.presence == Presence.WITH_LEAVE
        row.without_leave += entry.presence == Presence.WITHOUT_LEAVE
    return list(rows.values())


def teaching_rows(training_class: TrainingClass) -> list[TeachingRow]:
    """Who taught a class, in the order of their first half-day; 1 statement."""
    sessions = Session.objects.filter(training_class=training_class, lecturer__isnull=False)
    given: dict[str, list[Session]] = defaultdict(list)
    for session in sessions.select_related("lecturer", "item").order_by("on", "starts_at"):
        given[str(session.lecturer)].append(session)
    return [
        TeachingRow(
            lecturer=lecturer,
            half_days=len({(one.on, one.half_day) for one in own}),
            topics="; ".join(one.item.title for one in own),
        )
        for lecturer, own in given.items()
    ]


def _ever_listed(training_class: TrainingClass, on: date) -> QuerySet[Enrolment, tuple[int, int, str]]:
    """Post, id and name of its committee for each seat a class has had; who was turned away at the door had none."""
    seats = Q(valid_from__lte=on) | Q(let_in_on__lte=on, valid_until__isnull=True)
    found = Enrolment.objects.filter(seats, training_class=training_class)
    return found.order_by("target_post__committee__sort_key", "target_post_id").values_list(
        "target_post_id", "target_post__committee_id", "target_post__committee__name"
    )


def _reasons_of_leave(training_class: TrainingClass) -> dict[int, list[str]]:
    granted = LeaveRequest.objects.filter(enrolment__training_class=training_class, state=LeaveState.GRANTED)
    reasons: dict[int, list[str]] = defaultdict(list)
    for enrolment_id, reason in granted.order_by("asked_at").values_list("enrolment_id", "reason"):
        reasons[enrolment_id].append(reason)
    return reasons
