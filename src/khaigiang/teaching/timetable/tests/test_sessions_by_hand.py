from datetime import date, time
from typing import Any

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.errors import DomainError
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.errors import (
    ChangedMeanwhile,
    ClassBusy,
    EndsBeforeItBegins,
    HallBusy,
    HoursUnknown,
    ItemAlreadyScheduled,
    ItemOfAnotherProgramme,
    LecturerBusy,
    OutsideTheHalfDay,
    SessionHeld,
    SessionsOfTwoClasses,
)
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import remove_session, save_session, swap_sessions
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, hold, item_of, make_session
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
TUESDAY = date(2023, 3, 14)


def save(session: Session | None = None, **wanted: Any) -> Session:
    training_class = wanted.pop("training_class", None) or (session.training_class if session else make_class())
    assert isinstance(training_class, TrainingClass)
    training_class.refresh_from_db()
    facts: dict[str, Any] = {
        "training_class": training_class,
        "item": session.item if session else item_of(training_class),
        "on": session.on if session else MONDAY,
        "half_day": session.half_day if session else HalfDay.MORNING,
        "hall": session.hall if session else training_class.hall,
        "lecturer": session.lecturer if session else None,
    }
    return save_session(session, **{**facts, **wanted}, by=make_user(), at=BEFORE)


def test_a_session_has_the_usual_hours_of_its_class() -> None:
    morning = save()
    afternoon = save(half_day=HalfDay.AFTERNOON)

    assert (morning.starts_at, morning.ends_at) == (time(8), time(11, 30))
    assert (afternoon.starts_at, afternoon.ends_at) == (time(14), time(17))


def test_two_pieces_share_a_half_day_one_after_the_other() -> None:
    training_class = make_class()
    opening = item_of(training_class, "opening")

    save(training_class=training_class, item=opening, starts_at=time(7, 30), ends_at=time(8, 30))
    save(training_class=training_class, starts_at=time(8, 30), ends_at=time(11))

    assert training_class.sessions.filter(on=MONDAY, half_day=HalfDay.MORNING).count() == 2


def test_an_evening_needs_its_hours() -> None:
    with pytest.raises(HoursUnknown):
        save(half_day=HalfDay.EVENING)

    assert save(half_day=HalfDay.EVENING, starts_at=time(18), ends_at=time(20)).half_day == "evening"


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"starts_at": time(9), "ends_at": time(9)}, EndsBeforeItBegins),
        ({"starts_at": time(14), "ends_at": time(15)}, OutsideTheHalfDay),
    ],
)
def test_odd_times_are_refused(wanted: dict[str, Any], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        save(**wanted)

    assert not Session.objects.exists()


def test_an_item_of_another_programme_is_refused() -> None:
    with pytest.raises(ItemOfAnotherProgramme):
        save(item=make_version().items.first())


def test_an_item_that_stands_already_is_refused_with_its_day() -> None:
    training_class = make_class()
    save(training_class=training_class)

    with pytest.raises(ItemAlreadyScheduled, match="13/3/2023"):
        save(training_class=training_class, on=TUESDAY)


def test_a_busy_class_lecturer_or_hall_is_told_with_who_and_what() -> None:
    lecturer, hall = make_lecturer("Lý Thanh Tâm"), make_hall("Hội trường A")
    taken = make_session(lecturer=lecturer, hall=hall)
    item = item_of(taken.training_class, number=2)

    with pytest.raises(ClassBusy, match=taken.item.title):
        save(training_class=taken.training_class, item=item, hall=make_hall())
    with pytest.raises(LecturerBusy, match="Lý Thanh Tâm"):
        save(lecturer=lecturer)
    with pytest.raises(HallBusy, match="Hội trường A"):
        save(hall=hall)


def test_moving_onto_a_busy_hall_changes_nothing() -> None:
    hall = make_hall()
    make_session(hall=hall)
    session = make_session(half_day=HalfDay.AFTERNOON, hall=hall)

    with pytest.raises(HallBusy):
        save(session, half_day=HalfDay.MORNING)

    session.refresh_from_db()
    assert (session.half_day, session.version) == ("afternoon", 1)


def test_the_second_of_two_writers_is_told() -> None:
    session = make_session()
    save(session, lecturer=make_lecturer(), seen=1)

    with pytest.raises(ChangedMeanwhile):
        save(session, lecturer=make_lecturer(), seen=1)

    assert save(session, lecturer=make_lecturer(), seen=2).version == 3


def test_after_the_lesson_its_lecturer_may_be_corrected_but_not_its_day() -> None:
    session, substitute = make_session(), make_lecturer()
    hold(session)

    save(session, lecturer=substitute)

    session.refresh_from_db()
    assert session.lecturer == substitute
    with pytest.raises(SessionHeld):
        save(session, on=TUESDAY)
    with pytest.raises(SessionHeld):
        remove_session(session, by=make_user(), at=BEFORE)
    assert Session.objects.filter(pk=session.pk, on=MONDAY).exists()


def test_two_sessions_change_their_times_and_stay_themselves() -> None:
    training_class = make_class()
    sessions = fill(training_class, [make_lecturer(), make_lecturer()])
    first, second = sessions[1], sessions[4]

    swap_sessions(first, second, by=make_user(), at=BEFORE)

    for session, other in ((first, second), (second, first)):
        now = Session.objects.get(pk=session.pk)
        assert (now.on, now.half_day, now.starts_at) == (other.on, other.half_day, other.starts_at)
        assert (now.item, now.lecturer, now.hall) == (session.item, session.lecturer, session.hall)
    assert training_class.sessions.count() == len(sessions)


def test_a_swap_that_double_books_a_lecturer_is_refused_and_undone() -> None:
    lecturer = make_lecturer()
    sessions = fill(make_class(), [lecturer])
    elsewhere = make_session(on=sessions[4].on, half_day=HalfDay(sessions[4].half_day), hall=make_hall())
    save(elsewhere, lecturer=make_lecturer())
    busy = make_lecturer()
    save(sessions[1], lecturer=busy)
    save(elsewhere, lecturer=busy)

    with pytest.raises(DomainError, match="vừa xếp"):
        swap_sessions(sessions[1], sessions[4], by=make_user(), at=BEFORE)

    assert Session.objects.get(pk=sessions[1].pk).on == sessions[1].on


def test_sessions_of_two_classes_and_held_ones_are_not_swapped() -> None:
    first, second = make_session(), make_session()
    same_class = make_session(first.training_class, half_day=HalfDay.AFTERNOON)
    hold(same_class)

    with pytest.raises(SessionsOfTwoClasses):
        swap_sessions(first, second, by=make_user(), at=BEFORE)
    with pytest.raises(SessionHeld):
        swap_sessions(first, same_class, by=make_user(), at=BEFORE)


def test_what_is_taken_off_can_be_set_again() -> None:
    session = make_session()
    item, training_class = session.item, session.training_class

    remove_session(session, by=make_user(), at=BEFORE)
    save(training_class=training_class, item=item)

    assert training_class.sessions.get().item == item


def test_each_act_leaves_one_audit_entry() -> None:
    sessions = fill(make_class())

    save(sessions[1], lecturer=make_lecturer())
    swap_sessions(sessions[1], sessions[2], by=make_user(), at=BEFORE)
    remove_session(sessions[1], by=make_user(), at=BEFORE)

    acts = list(Entry.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["save_session", "swap_sessions", "remove_session"]
