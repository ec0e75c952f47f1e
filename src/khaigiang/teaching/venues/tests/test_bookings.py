"""Halls are asked for by whoever may, and given by whoever answers for them (F8)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.queries import actor_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, make_mandate, sign_in
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues import access
from khaigiang.teaching.venues.errors import (
    BookingEndsBeforeItBegins,
    BookingIsPast,
    BookingStateForbids,
    HallClosedThen,
    HallHasTooFewSeats,
    HallOutOfUse,
    HallTaken,
    HoursMissing,
)
from khaigiang.teaching.venues.models import Booking, Hall, HallUse
from khaigiang.teaching.venues.rules import half_days_touched
from khaigiang.teaching.venues.services import (
    Wanted,
    approve_booking,
    ask_for_hall,
    cancel_booking,
    change_booking,
    move_booking,
    refuse_booking,
)
from khaigiang.teaching.venues.states import BookingState
from khaigiang.teaching.venues.tests.makers import make_booking, make_closure, make_hall

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 20, 1, 0, tzinfo=UTC)
DAY = date(2023, 4, 3)


def wanted(hall: Hall, **other: Any) -> Wanted:
    facts: dict[str, Any] = {
        "hall": hall,
        "title": "Họp giao ban",
        "on": DAY,
        "starts_at": time(8),
        "ends_at": time(10),
        "people": 20,
    }
    return Wanted(**facts | other)


def office_of(hall: Hall) -> User:
    return make_mandate(Role.OFFICE, office=hall.office).user


def titles_told(user: User) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("title", flat=True))


def test_a_hall_is_asked_for_given_and_taken() -> None:
    hall, asker = make_hall("Hội trường B"), make_user()
    office = office_of(hall)

    booking = ask_for_hall(wanted(hall), by=asker, at=AT)
    assert (booking.state, HallUse.objects.count()) == (BookingState.ASKED, 0)
    assert titles_told(office) == ["Có người đề nghị mượn hội trường"]

    approve_booking(booking, by=office, at=AT)
    (use,) = HallUse.objects.all()
    assert (use.hall, use.on, use.starts_at, use.ends_at, use.booking) == (hall, DAY, time(8), time(10), booking)
    told = Notice.objects.get(to=asker)
    assert told.title == "Đã duyệt hội trường bạn đề nghị"
    assert told.body == "Hội trường B: Họp giao ban, 8:00–10:00, 3/4/2023"
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == ["ask_for_hall", "approve_booking"]


def test_whoever_answers_for_the_hall_has_it_at_once_and_tells_nobody() -> None:
    hall = make_hall()

    booking = ask_for_hall(
        wanted(hall, starts_at=None, ends_at=None, half_day="afternoon"), decides=True, by=make_user(), at=AT
    )

    assert (booking.state, booking.half_day) == (BookingState.APPROVED, "afternoon")
    assert (booking.starts_at, booking.ends_at) == (time(12), time(17, 30))
    assert not Notice.objects.exists()


def test_a_refusal_gives_its_reason_and_takes_nothing() -> None:
    asker = make_user()
    booking = ask_for_hall(wanted(make_hall()), by=asker, at=AT)

    refuse_booking(booking, reason="Đang sửa mái", by=make_user(), at=AT)

    assert not HallUse.objects.exists()
    assert Notice.objects.get(to=asker).body.endswith("3/4/2023 – Đang sửa mái")


def test_the_second_who_asks_for_the_same_hours_is_told_who_has_them() -> None:
    hall = make_hall("Hội trường B")
    make_booking(hall, on=DAY, title="Họp giao ban")
    first_waits = make_booking(hall, on=DAY, hours=(time(13), time(14)), state=BookingState.ASKED)

    with pytest.raises(HallTaken, match="Hội trường B: Họp giao ban, 8:00–10:00 ngày 3/4/2023"):
        ask_for_hall(wanted(hall, starts_at=time(9), ends_at=time(11)), by=make_user(), at=AT)
    second_waits = ask_for_hall(wanted(hall, starts_at=time(13), ends_at=time(15)), by=make_user(), at=AT)
    approve_booking(first_waits, by=make_user(), at=AT)
    with pytest.raises(HallTaken):
        approve_booking(second_waits, by=make_user(), at=AT)

    second_waits.refresh_from_db()
    assert second_waits.state == BookingState.ASKED


def test_what_cannot_be_is_refused_in_words_before_anything_is_kept() -> None:
    hall = make_hall(capacity=30)
    make_closure(hall, DAY, half_day=HalfDay.AFTERNOON, reason="Cắt điện")
    refused: list[tuple[type[Exception], dict[str, Any]]] = [
        (HoursMissing, {"starts_at": None, "ends_at": None}),
        (HoursMissing, {"ends_at": None}),
        (BookingEndsBeforeItBegins, {"ends_at": time(8)}),
        (BookingIsPast, {"on": date(2023, 3, 19)}),
        (HallHasTooFewSeats, {"people": 31}),
        (HallClosedThen, {"starts_at": time(11), "ends_at": time(13)}),
        (HallOutOfUse, {}),
    ]
    for refusal, typed in refused:
        asked_for = make_hall(is_active=False) if refusal is HallOutOfUse else hall
        with pytest.raises(refusal):
            ask_for_hall(wanted(asked_for, **typed), by=make_user(), at=AT)

    assert not Booking.objects.exists()
    assert ask_for_hall(wanted(hall, people=30), by=make_user(), at=AT).people == 30


def test_a_change_waits_for_an_answer_again_and_frees_what_was_given() -> None:
    hall, asker = make_hall(), make_user()
    booking = make_booking(hall, on=DAY, asked_by=asker)
    other_hall = make_hall(office=hall.office)

    changed = change_booking(booking, wanted(other_hall, people=25), by=asker, at=AT)

    assert (changed.state, changed.hall, changed.people) == (BookingState.ASKED, other_hall, 25)
    assert not HallUse.objects.exists()


def test_a_booking_corrected_by_whoever_answers_stays_given_and_its_asker_is_told() -> None:
    booking = make_booking(on=DAY)

    moved = move_booking(booking, wanted(booking.hall, starts_at=time(9), ends_at=time(11)), by=make_user(), at=AT)

    assert (moved.state, HallUse.objects.get().starts_at) == (BookingState.APPROVED, time(9))
    assert titles_told(booking.asked_by) == ["Lượt đặt hội trường của bạn đã được sửa"]


def test_a_cancelled_booking_frees_the_hall_and_the_other_side_is_told() -> None:
    hall = make_hall()
    office = office_of(hall)
    by_asker, by_office = make_booking(hall, on=DAY), make_booking(hall, on=DAY + timedelta(days=1))

    cancel_booking(by_asker, reason="Hoãn họp", by=by_asker.asked_by, at=AT)
    cancel_booking(by_office, reason="Có đoàn kiểm tra", by=office, at=AT)

    assert not HallUse.objects.exists()
    assert titles_told(office) == titles_told(by_office.asked_by) == ["Một lượt đặt hội trường đã bị hủy"]
    with pytest.raises(BookingStateForbids):
        cancel_booking(by_asker, reason="Hoãn họp", by=office, at=AT)


def test_whoever_looks_after_a_hall_answers_and_the_office_when_nobody_does_or_they_left() -> None:
    school = make_office()
    keeper = make_actor(Role.TEACHER, office=school)
    office, head = make_actor(Role.OFFICE, office=school), make_actor(Role.HEAD, office=school)
    kept, free = make_hall(office=school), make_hall(office=school)
    Hall.objects.filter(pk=kept.pk).update(keeper=keeper.user)
    kept.refresh_from_db()
    of_kept, of_free = (make_booking(hall, on=DAY, state=BookingState.ASKED) for hall in (kept, free))

    assert [access.answers_for(one, kept) for one in (keeper, office, head)] == [True, True, False]
    assert list(access.bookings_to_answer(keeper)) == [of_kept]
    assert list(access.bookings_to_answer(office)) == [of_free]

    keeper.user.mandates.update(valid_until=date(2023, 3, 1))
    assert list(access.bookings_to_answer(office)) == [of_kept, of_free]
    assert not access.answers_for(actor_of(keeper.user, date(2023, 4, 1)), kept)


def test_a_half_day_is_touched_by_what_lasts_into_it() -> None:
    assert half_days_touched(time(8), time(12)) == ("morning",)
    assert half_days_touched(time(11), time(14)) == ("morning", "afternoon")
    assert half_days_touched(time(17, 30), time(20)) == ("evening",)
    assert half_days_touched(time(7), time(22)) == ("morning", "afternoon", "evening")


def test_a_class_teacher_asks_the_office_gives_and_both_see_it(client: Client) -> None:
    school, day = make_office(), clock.today() + timedelta(days=7)
    hall = make_hall("Hội trường B", office=school)
    teacher, office = make_actor(Role.TEACHER, office=school), make_actor(Role.OFFICE, office=school)
    typed = {
        "hall": hall.pk,
        "title": "Họp ban cán sự",
        "on": f"{day:%d/%m/%Y}",
        "starts_at": "8:00",
        "ends_at": "9:30",
        "people": 12,
    }

    client.force_login(teacher.user)
    client.post(reverse("venues:ask"), typed)
    booking = Booking.objects.get()
    assert client.post(reverse("venues:approve_booking", args=[booking.pk])).status_code == 404
    client.force_login(office.user)
    assert "Chờ bạn trả lời" in client.get(reverse("venues:bookings")).content.decode()
    client.post(reverse("venues:approve_booking", args=[booking.pk]))

    booking.refresh_from_db()
    assert (booking.state, booking.asked_by, booking.answered_by) == ("approved", teacher.user, office.user)
    assert "8:00–9:30" in client.get(reverse("venues:hall", args=[hall.pk])).content.decode()


def test_a_taken_hall_is_told_on_the_page_and_what_was_typed_stays(client: Client) -> None:
    school, day = make_office(), clock.today() + timedelta(days=7)
    hall = make_hall("Hội trường B", office=school)
    make_booking(hall, on=day, title="Họp giao ban")
    sign_in(client, Role.TEACHER, office=school)
    typed = {"hall": hall.pk, "title": "Tập huấn", "on": f"{day:%d/%m/%Y}", "half_day": "morning", "people": 12}

    response = client.post(reverse("venues:ask"), typed)

    shown = response.content.decode()
    assert response.status_code == 422
    assert "Hội trường B: Họp giao ban, 8:00–10:00" in shown
    assert 'value="Tập huấn"' in shown


def test_an_auditor_reads_bookings_and_asks_for_nothing(client: Client) -> None:
    booking = make_booking(on=DAY)
    sign_in(client, Role.AUDITOR)

    assert client.get(reverse("venues:booking", args=[booking.pk])).status_code == 200
    assert client.get(reverse("venues:ask")).status_code == 404
