"""Running classes with sessions to record, for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.cells import Typed
from khaigiang.teaching.attendance import services
from khaigiang.teaching.attendance.models import LeaveRequest
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_open_class
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import make_session

AT: Final = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)


def make_running(people: int = 2, *, teacher: User | None = None) -> Session:
    """The first morning of a running class with so many people on its list."""
    training_class = make_open_class(people, state=ClassState.RUNNING)
    training_class.teacher = teacher
    training_class.save()
    return make_session(training_class)


def trainees(training_class: TrainingClass) -> list[Enrolment]:
    """Who is on the list, in the order in which they were listed."""
    return list(training_class.enrolments.order_by("pk"))


def letters(entries: Mapping[Enrolment, str], *, seen: Mapping[int, str] | None = None) -> dict[int, Typed]:
    """Letters as they are typed into the sheet, over the cells as they were seen."""
    return {enrolment.pk: Typed(text=text, seen=(seen or {}).get(enrolment.pk)) for enrolment, text in entries.items()}


def stamps(session: Session) -> dict[int, str]:
    """What the sheet of a session shows now, as whoever opens it has seen it."""
    return {entry.enrolment_id: entry.stamp for entry in session.attendances.all()}


def record(session: Session, *texts: str) -> None:
    """The same order of letters as of trainees, recorded."""
    entries = dict(zip(trainees(session.training_class), texts, strict=True))
    assert services.record_attendance(session, letters(entries), by=make_user(), at=AT).is_whole


def ask(enrolment: Enrolment, first: Session, last: Session | None = None, *, by: User | None = None) -> LeaveRequest:
    """Leave asked for one session or for several."""
    return services.ask_leave(
        enrolment, first_session=first, last_session=last or first, reason="Con ốm", by=by or make_user(), at=AT
    )
