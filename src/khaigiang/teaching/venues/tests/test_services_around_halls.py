"""Sound, cars, catering: asked for, accepted or refused by somebody, done (F8)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues import access
from khaigiang.teaching.venues.errors import (
    BookingIsPast,
    ServiceEndsBeforeItBegins,
    ServiceNameTaken,
    ServiceNotOffered,
    ServiceStateForbids,
)
from khaigiang.teaching.venues.models import ServiceKind, ServiceRequest
from khaigiang.teaching.venues.queries import service_lists
from khaigiang.teaching.venues.services import (
    Asked,
    accept_service,
    ask_for_service,
    finish_service,
    refuse_service,
    save_service_kind,
    withdraw_service,
)
from khaigiang.teaching.venues.states import ServiceState
from khaigiang.teaching.venues.tests.makers import make_booking, make_hall

pytestmark = pytest.mark.django_db
AT = datetime(2023, 4, 3, 1, 0, tzinfo=UTC)
DAY = date(2023, 4, 3)


def make_kind(office: Office | None = None, name: str = "Âm thanh", **other: Any) -> ServiceKind:
    facts: dict[str, Any] = {"valid_from": date(2023, 1, 1)} | other
    return ServiceKind.objects.create(office=office or make_office(), name=name, **facts)


def asked(kind: ServiceKind, **other: Any) -> Asked:
    facts: dict[str, Any] = {"about": "Họp giao ban", "on": DAY, "at": time(7, 30), "quantity": 2}
    return Asked(kind=kind, **facts | other)


def titles_told(user: Any) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("pk").values_list("title", flat=True))


def test_a_service_is_asked_for_accepted_and_done_and_each_side_is_told() -> None:
    school = make_office()
    office, asker = make_actor(Role.OFFICE, office=school).user, make_user()

    request = ask_for_service(asked(make_kind(school)), by=asker, at=AT)
    accept_service(request, by=office, at=AT)
    finish_service(request, by=office, at=AT)

    request.refresh_from_db()
    assert (request.state, request.answered_by) == (ServiceState.DONE, office)
    assert titles_told(office) == ["Có đề nghị phục vụ"]
    assert titles_told(asker) == ["Dịch vụ bạn đề nghị đã được nhận", "Dịch vụ bạn đề nghị đã xong"]
    assert Notice.objects.filter(to=office).get().body == "Âm thanh × 2: Họp giao ban, 07:30, 3/4/2023"


def test_a_refusal_gives_its_reason_and_nothing_is_done_afterwards() -> None:
    asker = make_user()
    request = ask_for_service(asked(make_kind()), by=asker, at=AT)

    refuse_service(request, reason="Máy hỏng", by=make_user(), at=AT)

    assert Notice.objects.get(to=asker).body.endswith("3/4/2023 – Máy hỏng")
    for act in (accept_service, finish_service, withdraw_service):
        with pytest.raises(ServiceStateForbids):
            act(request, by=make_user(), at=AT)


def test_what_is_no_longer_needed_is_told_to_whoever_looks_after_it() -> None:
    school = make_office()
    keeper, office = make_actor(Role.TEACHER, office=school).user, make_actor(Role.OFFICE, office=school).user
    asker = make_user()

    withdraw_service(ask_for_service(asked(make_kind(school, keeper=keeper)), by=asker, at=AT), by=asker, at=AT)

    assert titles_told(keeper) == ["Có đề nghị phục vụ", "Một dịch vụ không còn cần nữa"]
    assert titles_told(office) == []


def test_a_service_is_offered_from_a_day_until_another() -> None:
    kind = make_kind(valid_from=DAY, valid_until=DAY + timedelta(days=2))

    for offset, is_offered in ((-1, None), (0, True), (1, True), (2, False)):
        day = DAY + timedelta(days=offset)
        if is_offered:
            assert ask_for_service(asked(kind, on=day), by=make_user(), at=AT).on == day
        else:
            with pytest.raises(BookingIsPast if is_offered is None else ServiceNotOffered):
                ask_for_service(asked(kind, on=day), by=make_user(), at=AT)


def test_a_school_offers_a_name_once_and_for_at_least_a_day() -> None:
    school = make_office()
    facts: dict[str, Any] = {"office": school, "by": make_user(), "at": AT}
    kind = save_service_kind(None, name="Xe  ô tô", valid_from=DAY, **facts)

    with pytest.raises(ServiceNameTaken):
        save_service_kind(None, name="Xe ô tô", valid_from=DAY, **facts)
    with pytest.raises(ServiceEndsBeforeItBegins):
        save_service_kind(kind, name="Xe ô tô", valid_from=DAY, valid_until=DAY, **facts)
    ended = save_service_kind(kind, name="Xe ô tô", valid_from=DAY, valid_until=DAY + timedelta(days=1), **facts)
    assert (ServiceKind.objects.get(), ended.valid_until) == (kind, DAY + timedelta(days=1))


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_tells_what_is_overdue_at_the_same_cost(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kind, asker = make_kind(), make_user()
    for _ in range(count):
        for offset in (0, 1, 5):
            ask_for_service(asked(kind, on=DAY + timedelta(days=offset)), by=asker, at=AT)
    everything = ServiceRequest.objects.all()

    with django_assert_num_queries(2):  # those served, the rows; nothing of one's own, no session among them
        lists = service_lists(everything, served=everything, own=everything.none(), on=DAY + timedelta(days=1))

    assert [len(lists.now), len(lists.coming), len(lists.over)] == [2 * count, count, 0]
    assert [row.is_overdue for row in lists.now] == [True] * count + [False] * count
    assert all(row.is_today for row in lists.now[count:])


def test_whoever_looks_after_a_service_has_it_to_do_and_the_office_what_nobody_looks_after() -> None:
    school = make_office()
    keeper, office = make_actor(Role.TEACHER, office=school), make_actor(Role.OFFICE, office=school)
    kept = ask_for_service(asked(make_kind(school, keeper=keeper.user)), by=make_user(), at=AT)
    free = ask_for_service(asked(make_kind(school, "Xe")), by=make_user(), at=AT)

    assert list(access.services_waiting(keeper)) == [kept]
    assert list(access.services_waiting(office)) == [free]
    assert set(access.services_to_serve(office)) == {kept, free}
    assert list(access.services_to_serve(keeper)) == [kept]


def test_a_service_is_asked_for_with_a_booking_and_accepted_from_the_list(client: Client) -> None:
    school, day = make_office(), clock.today() + timedelta(days=3)
    kind = make_kind(school)
    booking = make_booking(make_hall("Hội trường B", office=school), on=day)
    office = make_actor(Role.OFFICE, office=school, on=clock.today())
    sign_in(client, Role.TEACHER, office=school)

    form = client.get(reverse("venues:ask_service"), {"booking": booking.pk}).content.decode()
    assert 'value="Hội trường B: Họp giao ban"' in form
    typed = {"kind": kind.pk, "about": "Họp giao ban", "on": f"{day:%d/%m/%Y}", "at": "7:30", "quantity": "3"}
    client.post(reverse("venues:ask_service"), typed | {"booking": booking.pk})
    request = ServiceRequest.objects.get()
    assert client.post(reverse("venues:accept_service", args=[request.pk])).status_code == 404
    client.force_login(office.user)
    client.post(reverse("venues:accept_service", args=[request.pk]))

    request.refresh_from_db()
    assert (request.booking, request.quantity, request.state) == (booking, 3, "accepted")
    assert "đã nhận phục vụ" in client.get(reverse("venues:services")).content.decode().lower()


def test_the_office_says_what_is_offered(client: Client) -> None:
    school = make_office()
    sign_in(client, Role.OFFICE, office=school)
    typed = {"office": school.pk, "name": "Âm thanh", "valid_from": "1/1/2023"}

    client.post(reverse("venues:service_kinds"), typed)
    kind = ServiceKind.objects.get()
    client.post(reverse("venues:edit_kind", args=[kind.pk]), typed | {"valid_until": "1/6/2023"})

    kind.refresh_from_db()
    assert (kind.valid_from, kind.valid_until) == (date(2023, 1, 1), date(2023, 6, 1))
    twice = client.post(reverse("venues:service_kinds"), typed)
    assert (twice.status_code, ServiceKind.objects.count()) == (422, 1)
