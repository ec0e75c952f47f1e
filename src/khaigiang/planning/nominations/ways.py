"""Other ways of naming people: features above say here which they have, and a committee's page leads to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from khaigiang.planning.plans.models import Quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page by which a committee names people; its address takes the plan's id and the committee's."""

    url_name: str
    label: Promise | str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Something of such a way that is not finished, with how much of it waits."""

    title: str
    note: str
    link: str
    count: int


_ways: dict[str, Way] = {}
_begun: list[Callable[[Quota], Iterable[Begun]]] = []


def register(way: Way, begun: Callable[[Quota], Iterable[Begun]]) -> None:
    """Lead committees to a way of naming, and show them what of it is not finished (call it in `AppConfig.ready`)."""
    if way.url_name not in _ways:
        _begun.append(begun)
    _ways[way.url_name] = way


def ways_to_name() -> list[Way]:
    """Every way that there is."""
    return list(_ways.values())


def begun_by(quota: Quota) -> list[Begun]:
    """What a committee has begun under a plan and not finished."""
    return [one for provider in _begun for one in provider(quota)]
