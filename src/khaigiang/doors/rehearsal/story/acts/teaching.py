"""The class runs: attendance by half-day, leave."""

from random import Random
from typing import Final

from khaigiang.doors.rehearsal.story.acts.courses import LAST_CLASS, missing_at_first
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.cells import Typed
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.services import ask_leave, decide_leave, record_attendance
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.timetable.models import Session

# How often somebody is late, leaves early, is away with leave, is away without: our guess of an ordinary class.
ODDS: Final = (("m", 0.02), ("s", 0.005), ("p", 0.006), ("k", 0.001))
PRESENT: Final = "x"
WITHOUT_LEAVE: Final = "k"
AWAY: Final = frozenset({"p", WITHOUT_LEAVE})
LEAVE_DAYS: Final = (2, 5)


def run_day(stage: Stage, number: int) -> None:
    """One day of a class: leave is asked on some mornings, both half-days are recorded."""
    training_class = stage.training_class(number)
    sessions = list(Session.objects.filter(training_class=training_class, on=stage.day).order_by("starts_at"))
    day = training_class.days.filter(on__lte=stage.day).count()
    if day in LEAVE_DAYS:
        _leave(stage, training_class, sessions[-1], day=day)
    for session in sessions:
        _record(stage, session, is_first_day=day == 1)


def _record(stage: Stage, session: Session, *, is_first_day: bool) -> None:
    training_class = session.training_class
    draw = Random(f"{training_class.number} {session.on} {session.half_day}")  # noqa: S311  invented absences
    is_last_opening = is_first_day and _last(training_class)
    missing = {enrolment.pk for enrolment in missing_at_first(training_class)} if is_last_opening else set()
    known = set(Attendance.objects.filter(session=session).values_list("enrolment_id", flat=True))
    typed = {}
    for enrolment_id in _sitting(session):
        letter = _letter(draw)
        if is_last_opening and (letter in AWAY or enrolment_id in missing):
            letter = WITHOUT_LEAVE if enrolment_id in missing else PRESENT
        if enrolment_id not in known:
            typed[enrolment_id] = Typed(text=letter, seen=None)
    hour = 8 if session.half_day == HalfDay.MORNING else 14
    record_attendance(session, typed, by=_teacher(training_class), at=stage.at(hour, 15))


def _letter(draw: Random) -> str:
    place = draw.random()
    for letter, odds in ODDS:
        if place < odds:
            return letter
        place -= odds
    return PRESENT


def _sitting(session: Session) -> list[int]:
    sitting = Enrolment.objects.filter(training_class=session.training_class).in_class_on(session.on)
    return list(sitting.order_by("official__sort_key", "pk").values_list("pk", flat=True))


def _leave(stage: Stage, training_class: TrainingClass, session: Session, *, day: int) -> None:
    enrolment = Enrolment.objects.filter(training_class=training_class, is_current=True).order_by("pk")[day * 3]
    request = ask_leave(
        enrolment,
        first_session=session,
        last_session=session,
        reason="Dự họp Ban Thường vụ Đảng ủy",
        by=stage.officer,
        at=stage.at(7, 45),
    )
    decide_leave(request, granted=True, answer="Đồng ý", by=_teacher(training_class), at=stage.at(7, 50))


def _teacher(training_class: TrainingClass) -> User:
    assert training_class.teacher is not None
    return training_class.teacher


def _last(training_class: TrainingClass) -> bool:
    return training_class.number == LAST_CLASS
