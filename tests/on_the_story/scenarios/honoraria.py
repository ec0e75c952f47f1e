"""Load and honoraria: figures, statements, corrections."""

from decimal import Decimal
from typing import Final

from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumStatement
from khaigiang.teaching.honoraria.services import approve_statement, correct_line, make_statement, save_rate
from tests.on_the_story.scenarios.second_plan import TODAY, by, story
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

SOURCE: Final = "Quyết định số 12/QĐ-TĐT ngày 03/01/2023"


def _rates() -> None:
    for kind in ("topic", "discussion"):
        save_rate(
            school=story().school,
            kind=kind,
            title="",
            paid_by="hour",
            amount=400_000,
            citation=SOURCE,
            valid_from=TODAY.replace(month=1, day=1),
            **by("demo-office"),
        )


def statement() -> HonorariumStatement:
    """A draft of all that was taught this year, made by the training office."""
    _rates()
    first_day = TODAY.replace(month=1, day=1)
    return make_statement(story().school, first_day=first_day, last_day=TODAY, **by("demo-office"))


def approved() -> HonorariumStatement:
    return approve_statement(statement(), number="12/BK-TĐT", **by("demo-head"))


def _line() -> HonorariumLine:
    return approved().lines.order_by("pk")[0]


def correction() -> HonorariumStatement:
    return correct_line(_line(), amount=100_000, reason="Ghi nhầm số giờ", **by("demo-office"))


def _to_make() -> Sent:
    _rates()
    return post(school=story().school_id, first_day="1/1/2023", last_day=f"{TODAY:%d/%m/%Y}")


def _figure(**values: object) -> Sent:
    return post(school=story().school_id, citation=SOURCE, valid_from="1/1/2023", **values)


TABLE: Final[Table] = {
    "honoraria:add_rate": when("demo-office", lambda: _figure(kind="topic", paid_by="hour", amount="400000")),
    "honoraria:add_tax": when("demo-office", lambda: _figure(percent="10", threshold="2000000")),
    "honoraria:add_factor": when("demo-office", lambda: _figure(kind="discussion", factor=Decimal("0.5"))),
    "honoraria:add_norm": when("demo-office", lambda: _figure(title="TS.", hours="270")),
    "honoraria:new": when("demo-office", _to_make),
    "honoraria:reckon": when("demo-office", lambda: post(statement().pk)),
    "honoraria:discard": when("demo-office", lambda: post(statement().pk)),
    "honoraria:approve": when("demo-head", lambda: post(statement().pk, number="12/BK-TĐT")),
    "honoraria:correct": when("demo-office", lambda: post(_line().pk, amount="100000", reason="Ghi nhầm số giờ")),
}
