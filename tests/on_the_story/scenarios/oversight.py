"""Reforms of units."""

from datetime import date
from typing import Final

from khaigiang.oversight.reforms.models import Reform, ReformMove
from khaigiang.oversight.reforms.services import confirm_reform, enter_reform
from khaigiang.oversight.reforms.states import MoveState
from khaigiang.registry.units.models import Unit
from tests.on_the_story.scenarios.second_plan import by
from tests.on_the_story.scenarios.sending import Table, post, when

DAY: Final = date(2025, 7, 1)


def _draft() -> Reform:
    return enter_reform(resolution="1656/NQ-UBTVQH15", effective_on=DAY, **by("demo-office"))


def _confirmed() -> Reform:
    return confirm_reform(_draft(), **by("demo-office"))


def _waiting() -> ReformMove:
    return _confirmed().moves.filter(state=MoveState.WAITING).order_by("pk")[0]


def _ward() -> Unit:
    return Unit.objects.on(DAY).filter(name="Phường Hồng Hà").get()


TABLE: Final[Table] = {
    "reforms:new": when("demo-office", lambda: post(resolution="1656/NQ-UBTVQH15", effective_on="1/7/2025")),
    "reforms:confirm": when("demo-office", lambda: post(_draft().pk)),
    "reforms:undo": when("demo-office", lambda: post(_confirmed().pk)),
    "reforms:decide": when("demo-office", lambda: post(_waiting().pk, unit=_ward().pk)),
}
