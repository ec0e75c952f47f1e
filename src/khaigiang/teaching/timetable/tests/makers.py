"""Sessions for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import with_people
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall

MONDAY = date(2023, 3, 13)
BEFORE = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)
HOURS = {
    HalfDay.MORNING: (time(8), time(11, 30)),
    HalfDay.AFTERNOON: (time(14), time(17)),
    HalfDay.EVENING: (time(18), time(20)),
}


def item_of(training_class: TrainingClass, kind: str = "topic", number: int = 1) -> ProgrammeItem:
    """One item of the class's programme."""
    return training_class.version.items.get(kind=kind, number=number)


def make_session(
    training_class: TrainingClass | None = None,
    *,
    item: ProgrammeItem | None = None,
    on: date = MONDAY,
    half_day: HalfDay = HalfDay.MORNING,
    lecturer: Lecturer | None = None,
    hall: Hall | None = None,
) -> Session:
    """A session in the usual hours of its half-day; the first item not yet set when none is given."""
    training_class = training_class or make_class()
    taken = training_class.sessions.values("item")
    item = item or training_class.version.items.exclude(pk__in=taken).order_by("ordinal").first()
    assert item is not None
    starts_at, ends_at = HOURS[half_day]
    return Session.objects.create(
        training_class=training_class,
        item=item,
        on=on,
        half_day=half_day,
        starts_at=starts_at,
        ends_at=ends_at,
        lecturer=lecturer,
        hall=hall or training_class.hall or make_hall(),
    )


def class_with_people(training_class: TrainingClass) -> TrainingClass:
    """A class as its timetable reads it."""
    return with_people(TrainingClass.objects.filter(pk=training_class.pk)).get()


def hold(session: Session) -> None:
    """Record attendance of a session; attendance lies above and is reached by Django's own relation."""
    session.attendances.create(
        enrolment=make_listed(session.training_class),
        presence="present",
        recorded_by=make_user(),
        recorded_at=BEFORE,
    )


def fill(training_class: TrainingClass, lecturers: Sequence[Lecturer] = ()) -> list[Session]:
    """Every item of a class in the order of the programme, the lecturers in turn for its topics."""
    slots = [
        (day, half)
        for day in training_class.days.order_by("on").values_list("on", flat=True)
        for half in (HalfDay.MORNING, HalfDay.AFTERNOON)
    ]
    sessions: list[Session] = []
    for place, item in enumerate(training_class.version.items.order_by("ordinal")):
        on, half = slots[place]
        lecturer = lecturers[place % len(lecturers)] if lecturers and item.kind == "topic" else None
        sessions.append(make_session(training_class, item=item, on=on, half_day=half, lecturer=lecturer))
    return sessions
