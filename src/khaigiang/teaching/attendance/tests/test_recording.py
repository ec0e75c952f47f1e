"""Recording a session: whole or not at all, and never over somebody else's entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.cells import Saved
from khaigiang.teaching.attendance import services
from khaigiang.teaching.attendance.errors import (
    ClassHasNotBegun,
    ClassIsClosed,
    NotALetter,
    SessionIsInTheFuture,
)
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.queries.shares import absence_share, absence_shares, attended_posts
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.attendance.tests.makers import AT, letters, make_running, record, stamps, trainees
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_let_in
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import MONDAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("text", "presence"), [("x", "present"), (" K ", "without_leave"), ("P", "with_leave")])
def test_a_letter_stands_for_a_presence_in_either_case(text: str, presence: str) -> None:
    assert services.presence_from_letter(text) == Presence(presence)


@pytest.mark.parametrize("text", ["", "xx", "v", "1", "<b>"])
def test_anything_else_is_not_a_letter(text: str) -> None:
    with pytest.raises(NotALetter):
        services.presence_from_letter(text)


def test_a_sheet_is_saved_with_one_entry_of_the_audit() -> None:
    session = make_running(2)
    before = Entry.objects.count()

    record(session, "x", "k")

    assert list(Attendance.objects.order_by("enrolment").values_list("presence", "version")) == [
        ("present", 1),
        ("without_leave", 1),
    ]
    assert Entry.objects.count() == before + 1


def test_one_bad_letter_saves_nothing() -> None:
    session = make_running(2)
    first, second = trainees(session.training_class)

    saved = services.record_attendance(session, letters({first: "x", second: "z"}), by=make_user(), at=AT)

    assert set(saved.refused) == {second.pk}
    assert not Attendance.objects.exists()


def test_somebody_of_another_class_is_refused() -> None:
    session, other = make_running(1), make_running(1)
    (stranger,) = trainees(other.training_class)

    saved = services.record_attendance(session, letters({stranger: "x"}), by=make_user(), at=AT)

    assert set(saved.refused) == {stranger.pk}


def test_somebody_let_in_is_recorded_like_the_others() -> None:
    session = make_running(1)
    newcomer = make_let_in(session.training_class, on=MONDAY)

    assert services.record_attendance(session, letters({newcomer: "x"}), by=make_user(), at=AT).count == 1


def test_the_second_of_two_writers_is_told_and_overwrites_nothing() -> None:
    session = make_running(2)
    first, second = trainees(session.training_class)
    record(session, "x", "x")
    seen = stamps(session)
    services.record_attendance(session, letters({first: "m"}, seen=seen), by=make_user(), at=AT)

    saved = services.record_attendance(session, letters({first: "k", second: "k"}, seen=seen), by=make_user(), at=AT)

    assert {key: str(entry) for key, entry in saved.conflicts.items()} == {first.pk: f"{first}: {Presence.LATE.label}"}
    assert set(Attendance.objects.values_list("presence", flat=True)) == {"late", "present"}


def test_who_types_the_same_as_the_other_is_in_nobodys_way() -> None:
    session = make_running(1)
    (one,) = trainees(session.training_class)
    record(session, "x")

    assert services.record_attendance(session, letters({one: "x"}), by=make_user(), at=AT).is_whole


def test_an_emptied_cell_removes_its_entry() -> None:
    session = make_running(1)
    (one,) = trainees(session.training_class)
    record(session, "k")

    services.record_attendance(session, letters({one: ""}, seen=stamps(session)), by=make_user(), at=AT)

    assert not Attendance.objects.exists()


def _type(session: Session, text: str, seen: Mapping[int, str]) -> Saved[int, Attendance]:
    (one,) = trainees(session.training_class)
    return services.record_attendance(session, letters({one: text}, seen=seen), by=make_user(), at=AT)


def test_who_types_over_a_cell_emptied_meanwhile_is_told() -> None:
    session = make_running(1)
    record(session, "k")
    seen = stamps(session)
    _type(session, "", seen)

    late = _type(session, "x", seen)

    assert list(late.conflicts.values()) == [None]
    assert not Attendance.objects.exists()


def test_who_empties_a_cell_written_meanwhile_is_told() -> None:
    session = make_running(1)
    record(session, "k")
    seen = stamps(session)
    _type(session, "x", seen)

    late = _type(session, "", seen)

    assert len(late.conflicts) == 1
    assert Attendance.objects.get().presence == "present"


@pytest.mark.parametrize("text", ["m", ""])
def test_a_stale_sheet_never_takes_a_cell_emptied_and_filled_anew_for_the_one_it_shows(text: str) -> None:
    session = make_running(1)
    record(session, "k")
    seen = stamps(session)
    _type(session, "", seen)
    _type(session, "x", {})

    late = _type(session, text, seen)

    assert len(late.conflicts) == 1
    assert Attendance.objects.get().presence == "present"


def test_who_was_told_saves_over_it_the_second_time() -> None:
    session = make_running(1)
    record(session, "k")
    seen = stamps(session)
    _type(session, "", seen)
    _type(session, "x", seen)

    assert _type(session, "x", stamps(session)).is_whole
    assert Attendance.objects.get().presence == "present"


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(ClassState.OPEN, ClassHasNotBegun), (ClassState.CLOSED, ClassIsClosed)],
)
def test_a_class_that_is_not_on_has_no_attendance(state: ClassState, refusal: type[Exception]) -> None:
    session = make_running(1)
    type(session.training_class).objects.update(state=state)

    with pytest.raises(refusal):
        services.record_attendance(session, {}, by=make_user(), at=AT)


def test_a_session_to_come_is_not_recorded() -> None:
    session = make_running(1)

    with pytest.raises(SessionIsInTheFuture):
        services.record_attendance(session, {}, by=make_user(), at=AT - timedelta(days=1))


def test_absence_counts_with_or_without_leave_and_coming_late_does_not() -> None:
    session = make_running(3)
    record(session, "p", "k", "m")
    one, two, three = trainees(session.training_class)

    shares = absence_shares(session.training_class)

    assert [shares[who.pk].absent for who in (one, two, three)] == [1, 1, 0]
    assert shares[one.pk] == replace(shares[two.pk], total=1)
    assert [absence_share(who) for who in (one, two, three)] == [shares[who.pk] for who in (one, two, three)]
    assert attended_posts(session.training_class.plan, MONDAY) == {three.target_post_id}
    assert attended_posts(session.training_class.plan, MONDAY - timedelta(days=1)) == frozenset()
