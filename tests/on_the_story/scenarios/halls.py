"""Bookings of halls."""

from datetime import time
from typing import Any, Final

from khaigiang.teaching.venues.models import Booking, Hall
from khaigiang.teaching.venues.services import Wanted, approve_booking, ask_for_hall
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


TABLE: Final[Table] = {
    "venues:ask": when("demo-teacher", _typed),
    "venues:change_booking": when("demo-teacher", lambda: post(given().pk, people="25")),
    "venues:approve_booking": when("demo-office", lambda: post(asked().pk)),
    "venues:refuse_booking": when("demo-office", lambda: post(asked().pk, reason="Đang sửa mái")),
    "venues:cancel_booking": when("demo-teacher", lambda: post(given().pk, reason="Hoãn họp")),
}
