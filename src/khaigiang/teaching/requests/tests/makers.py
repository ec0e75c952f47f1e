"""Requests to lecturers for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.requests import services
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.services import Wanted
from khaigiang.teaching.requests.states import Via
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import save_session
from khaigiang.teaching.timetable.tests.makers import MONDAY, make_session

# A week before the class meets.
AT = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)
DUE = date(2023, 3, 10)


def make_teacher(name: str = "", **facts: str) -> Lecturer:
    """A lecturer who signs in."""
    lecturer = make_lecturer(name, user=make_mandate(Role.LECTURER).user)
    for field, value in facts.items():
        setattr(lecturer, field, value)
    lecturer.save()
    return lecturer


def make_office_user(training_class: TrainingClass) -> User:
    """Somebody of the training office of the class's school."""
    return make_mandate(Role.OFFICE, office=training_class.plan.school).user


def make_sessions(
    count: int, lecturer: Lecturer | None = None, training_class: TrainingClass | None = None
) -> list[Session]:
    """Morning after morning of one class from Monday on."""
    training_class = training_class or make_class(version=make_version(blocks=(max(count, 3),)))
    items = training_class.version.items.filter(kind="topic").order_by("ordinal")
    return [
        make_session(training_class, item=item, on=MONDAY + timedelta(days=place), lecturer=lecturer)
        for place, item in enumerate(items[:count])
    ]


def make_request(
    sessions: Sequence[Session], lecturer: Lecturer | None = None, *, by: User | None = None, note: str = ""
) -> TeachingRequest:
    """A lecturer asked to teach these sessions."""
    lecturer = lecturer or make_teacher()
    wanted = [Wanted(lecturer=lecturer, session_ids=tuple(one.pk for one in sessions))]
    training_class = sessions[0].training_class
    by = by or make_office_user(training_class)
    asking = services.ask_lecturers(training_class, wanted, due_on=DUE, note=note, by=by, at=AT)
    return asking.requests.get()


def seen(request: TeachingRequest) -> dict[int, int]:
    """All sessions of a request as its page shows them now."""
    return dict(request.sessions.values_list("pk", "version"))


def accepted(request: TeachingRequest) -> list[AskedSession]:
    """The lecturer accepts everything."""
    return services.accept_request(request, seen(request), via=Via.SIGNED_IN, by=request.lecturer.user, at=AT)


def declined(request: TeachingRequest, reason: str = "Đi công tác") -> list[AskedSession]:
    """The lecturer declines everything."""
    return services.decline_request(
        request, seen(request), reason=reason, via=Via.SIGNED_IN, by=request.lecturer.user, at=AT
    )


def states(request: TeachingRequest) -> list[str]:
    """Where the sessions of a request stand, in the order of time."""
    return list(request.sessions.order_by("on", "pk").values_list("state", flat=True))


def move(session: Session, *, on: date | None = None, half_day: HalfDay = HalfDay.MORNING, by: User) -> Session:
    """Write a session to another half-day by hand."""
    return _written(session, by, on=on or session.on, half_day=half_day, lecturer=session.lecturer)


def give(session: Session, lecturer: Lecturer | None, *, by: User) -> Session:
    """Name another lecturer for a session by hand."""
    return _written(session, by, on=session.on, half_day=HalfDay(session.half_day), lecturer=lecturer)


def _written(session: Session, by: User, *, on: date, half_day: HalfDay, lecturer: Lecturer | None) -> Session:
    session = Session.objects.select_related("training_class__plan", "item", "hall").get(pk=session.pk)
    return save_session(
        session, training_class=session.training_class, item=session.item, on=on, half_day=half_day.value,
        hall=session.hall, lecturer=lecturer, by=by, at=AT,
    )  # fmt: skip
