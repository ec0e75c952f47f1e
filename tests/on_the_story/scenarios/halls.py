"""Bookings of halls, and the hours of their school."""

from datetime import time
from typing import Any, Final

from khaigiang.teaching.timetable.services import set_school_hours
from khaigiang.teaching.venues.hours import HoursTable, SeasonHours
from khaigiang.teaching.venues.models import Booking, Hall, SchoolHours, ServiceKind, ServiceRequest
from khaigiang.teaching.venues.services import (
    Asked,
    Wanted,
    accept_service,
    approve_booking,
    ask_for_hall,
    ask_for_service,
    save_service_kind,
)
from tests.on_the_story.scenarios.second_plan import TODAY, by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when


def hall() -> Hall:
    """A hall that nobody in particular looks after."""
    return Hall.objects.filter(is_active=True).order_by("pk")[0]


def wanted(**other: Any) -> Wanted:
    """The hall for two hours of the evening, in which no class is taught."""
    facts: dict[str, Any] = {
        "hall": hall(),
        "title": "Họp giao ban",
        "on": TODAY,
        "starts_at": time(18),
        "ends_at": time(20),
        "people": 20,
    }
    return Wanted(**facts | other)


def asked() -> Booking:
    """A class teacher asks for a hall."""
    return ask_for_hall(wanted(), **by("demo-teacher"))


def given() -> Booking:
    """The training office gives it."""
    return approve_booking(asked(), **by("demo-office"))


def _typed() -> Sent:
    return post(hall=hall().pk, title="Họp", on=f"{TODAY:%d/%m/%Y}", half_day="evening", people="20")


def sound() -> ServiceKind:
    """What the school offers."""
    facts: dict[str, Any] = {"office": hall().office, "name": "Âm thanh", "valid_from": TODAY}
    return save_service_kind(None, **facts, **by("demo-office"))


def service_asked() -> ServiceRequest:
    """A class teacher asks for it."""
    asked = Asked(kind=sound(), about="Họp giao ban", on=TODAY, at=time(17))
    return ask_for_service(asked, **by("demo-teacher"))


def service_accepted() -> ServiceRequest:
    """The training office promises it."""
    return accept_service(service_asked(), **by("demo-office"))


ALL_YEAR: Final = SeasonHours(
    name="Cả năm", begins=(1, 1), morning=(time(7, 30), time(11)), afternoon=(time(13, 30), time(16, 30))
)


def _hours_typed() -> Sent:
    values = {
        "name": "Cả năm",
        "first": "1/1",
        "last": "31/12",
        "morning_from": "07:30",
        "morning_until": "11:00",
        "afternoon_from": "13:30",
        "afternoon_until": "16:30",
    }
    typed = {f"season-0-{name}": text for name, text in values.items()}
    facts = {"valid_from": f"{TODAY:%d/%m/%Y}", "source": "Thông báo 12/TB-TCT", "is_confirmed": "on"}
    return post(hall().office_id, **facts, **typed)


def _hours_set() -> SchoolHours:
    table = HoursTable(valid_from=TODAY, seasons=(ALL_YEAR,))
    return set_school_hours(hall().office, table, source="Thông báo 12/TB-TCT", **by("demo-office"))


TABLE: Final[Table] = {
    "timetable:set_hours": when("demo-office", _hours_typed),
    "timetable:take_hours_away": when("demo-office", lambda: post(_hours_set().pk)),
    "venues:ask": when("demo-teacher", _typed),
    "venues:change_booking": when("demo-teacher", lambda: post(given().pk, people="25")),
    "venues:approve_booking": when("demo-office", lambda: post(asked().pk)),
    "venues:refuse_booking": when("demo-office", lambda: post(asked().pk, reason="Đang sửa mái")),
    "venues:ask_service": when(
        "demo-teacher", lambda: post(kind=sound().pk, about="Họp", on=f"{TODAY:%d/%m/%Y}", at="17:00", quantity="2")
    ),
    "venues:accept_service": when("demo-office", lambda: post(service_asked().pk)),
    "venues:refuse_service": when("demo-office", lambda: post(service_asked().pk, reason="Máy hỏng")),
    "venues:finish_service": when("demo-office", lambda: post(service_accepted().pk)),
    "venues:withdraw_service": when("demo-teacher", lambda: post(service_asked().pk)),
    "venues:service_kinds": when(
        "demo-office", lambda: post(office=hall().office_id, name="Xe", valid_from=f"{TODAY:%d/%m/%Y}")
    ),
    "venues:edit_kind": when("demo-office", lambda: post(sound().pk, name="Âm thanh, ánh sáng")),
    "venues:cancel_booking": when("demo-teacher", lambda: post(given().pk, reason="Hoãn họp")),
}
