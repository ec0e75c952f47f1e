"""What the closing report of one class says beside its figures: who missed how much, who taught what."""

from collections import defaultdict
from dataclasses import dataclass

from khaigiang.teaching.attendance.models import Attendance, LeaveRequest
from khaigiang.teaching.attendance.states import ABSENT, LeaveState, Presence
from khaigiang.teaching.cohorts.models import TrainingClass
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
class TeachingRow:
    """One lecturer of a class: half-days given, and the topics in their order."""

    lecturer: str
    half_days: int
    topics: str


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


def _reasons_of_leave(training_class: TrainingClass) -> dict[int, list[str]]:
    granted = LeaveRequest.objects.filter(enrolment__training_class=training_class, state=LeaveState.GRANTED)
    reasons: dict[int, list[str]] = defaultdict(list)
    for enrolment_id, reason in granted.order_by("asked_at").values_list("enrolment_id", "reason"):
        reasons[enrolment_id].append(reason)
    return reasons
