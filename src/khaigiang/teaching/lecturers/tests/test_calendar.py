"""A lecturer's calendar: half-days marked, repeated, taken back, and those already taught kept (F5)."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.teaching.lecturers.errors import MarkedMeanwhile, NoHalfDayChosen, NothingToUndo, RepeatedTooLong
from khaigiang.teaching.lecturers.models import SaidHalfDay
from khaigiang.teaching.lecturers.queries import times_of
from khaigiang.teaching.lecturers.rules import CAN, CANNOT, RATHER_NOT, availability
from khaigiang.teaching.lecturers.services import mark_half_days, undo_calendar_step
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer

pytestmark = pytest.mark.django_db
AT = datetime(2023, 2, 20, 1, 0, tzinfo=UTC)
WEDNESDAY = date(2023, 3, 15)


def test_a_half_day_marked_every_week_is_closed_up_to_the_day_named() -> None:
    lecturer = make_lecturer()

    mark_half_days(
        lecturer, half_days=[(WEDNESDAY, "morning")], verdict=CANNOT, until=date(2023, 3, 29), by=make_user(), at=AT
    )

    times = times_of([lecturer.pk])[lecturer.pk]
    mornings = [date(2023, 3, day) for day in (8, 15, 22, 29)]
    assert [availability(times, on, "morning") for on in mornings] == [CAN, CANNOT, CANNOT, CANNOT]
    assert availability(times, WEDNESDAY, "afternoon") == CAN
    assert availability(times, date(2023, 4, 5), "morning") == CAN


def test_free_after_all_counts_before_days_away_and_leaves_no_trace_where_nothing_was_closed() -> None:
    lecturer = make_lecturer()
    make_absence(lecturer, WEDNESDAY, WEDNESDAY)

    mark_half_days(
        lecturer,
        half_days=[(WEDNESDAY, "morning"), (date(2023, 3, 16), "morning")],
        verdict=CAN,
        by=make_user(),
        at=AT,
    )

    times = times_of([lecturer.pk])[lecturer.pk]
    assert availability(times, WEDNESDAY, "morning") == CAN
    assert availability(times, WEDNESDAY, "afternoon") == CANNOT
    assert SaidHalfDay.objects.get().on == WEDNESDAY


def test_steps_are_taken_back_one_by_one() -> None:
    lecturer, user = make_lecturer(), make_user()
    mark_half_days(lecturer, half_days=[(WEDNESDAY, "morning")], verdict=RATHER_NOT, by=user, at=AT)
    mark_half_days(lecturer, half_days=[(WEDNESDAY, "morning")], verdict=CANNOT, by=user, at=AT)

    undo_calendar_step(lecturer, by=user, at=AT)
    after_one = availability(times_of([lecturer.pk])[lecturer.pk], WEDNESDAY, "morning")
    undo_calendar_step(lecturer, by=user, at=AT)

    assert after_one == RATHER_NOT
    assert not SaidHalfDay.objects.exists()
    with pytest.raises(NothingToUndo):
        undo_calendar_step(lecturer, by=user, at=AT)


def test_a_step_whose_half_days_were_changed_otherwise_is_not_taken_back() -> None:
    lecturer, user = make_lecturer(), make_user()
    mark_half_days(lecturer, half_days=[(WEDNESDAY, "morning")], verdict=CANNOT, by=user, at=AT)
    lecturer.said_half_days.update(verdict=RATHER_NOT)

    with pytest.raises(MarkedMeanwhile):
        undo_calendar_step(lecturer, by=user, at=AT)

    assert lecturer.said_half_days.get().verdict == RATHER_NOT


def test_nothing_chosen_and_too_much_chosen_are_refused() -> None:
    lecturer = make_lecturer()

    with pytest.raises(NoHalfDayChosen):
        mark_half_days(lecturer, half_days=[], verdict=CANNOT, by=make_user(), at=AT)
    with pytest.raises(RepeatedTooLong):
        mark_half_days(
            lecturer,
            half_days=[(WEDNESDAY, "morning")],
            verdict=CANNOT,
            until=date(2090, 1, 1),
            by=make_user(),
            at=AT,
        )

    assert not lecturer.said_half_days.exists()


def test_half_day_said_once_of_a_lecturer() -> None:
    lecturer = make_lecturer()
    lecturer.said_half_days.create(on=WEDNESDAY, half_day="morning", verdict=CAN)

    with pytest.raises(IntegrityError, match=r"half_day_said_once_of_a_lecturer|UNIQUE"), transaction.atomic():
        lecturer.said_half_days.create(on=WEDNESDAY, half_day="morning", verdict=CANNOT)


def test_a_lecturer_marks_the_own_calendar_and_nobody_elses(client: Client) -> None:
    user = make_mandate(Role.LECTURER).user
    own, other = make_lecturer(user=user), make_lecturer()
    client.force_login(user)
    address = reverse("lecturers:calendar", args=[own.pk])

    response = client.post(f"{address}?month=2023-03", {"half_days": ["2023-03-15 morning"], "verdict": "cannot"})

    assert (response.status_code, response["Location"]) == (302, f"{address}?month=2023-03")
    assert own.said_half_days.get().verdict == CANNOT
    assert client.get(reverse("lecturers:calendar", args=[other.pk])).status_code == 404


def test_what_cannot_be_read_is_said_and_nothing_is_marked(client: Client) -> None:
    lecturer = make_lecturer()
    sign_in(client, Role.OFFICE)
    address = reverse("lecturers:calendar", args=[lecturer.pk])

    empty = client.post(f"{address}?month=2023-03", {"verdict": "cannot"})
    foreign = client.post(f"{address}?month=2023-03", {"half_days": ["2023-09-15 morning"], "verdict": "cannot"})
    odd_month = client.get(f"{address}?month=0001-01")

    assert (empty.status_code, foreign.status_code, odd_month.status_code) == (422, 422, 200)
    assert "Chưa chọn buổi nào" in empty.content.decode()
    assert not lecturer.said_half_days.exists()
