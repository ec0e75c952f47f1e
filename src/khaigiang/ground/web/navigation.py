"""The entries of the side bar, registered by the features that own them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import get_language

# "01/12/2026".
LONGEST_DAY: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way into a feature. `badge` counts what waits there for the person who asks.

    Between entries that keep the day, the day that one looks at (`?on=`) stays.
    """

    url_name: str
    label: Promise | str
    icon: str
    order: int
    section: Promise | str = ""
    badge: Callable[[HttpRequest], int] | None = None
    keeps_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry as the side bar shows it."""

    url: str
    label: str
    icon: str
    count: int
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Entries under one heading; the first section has none."""

    title: str
    links: tuple[Link, ...]


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add an entry, or put it in the place of the one with the same view."""
    _entries[entry.url_name] = entry
    registered.cache_clear()
    _sections.cache_clear()


@cache
def registered() -> tuple[Entry, ...]:
    """Every entry of the product, in order."""
    return tuple(sorted(_entries.values(), key=_place))


def may_open(request: HttpRequest, url_name: str) -> bool:
    """Does the policy let this person in? Where no policy is in force, every signed-in person may."""
    gate: Callable[[str], bool] | None = getattr(request, "may_open", None)
    return gate(url_name) if gate else True


def sections_for(request: HttpRequest) -> tuple[Section, ...]:
    """What this person may open, in order, under its headings."""
    open_to = tuple(entry.url_name for entry in registered() if may_open(request, entry.url_name))
    waiting = tuple(_waiting(name, request) for name in open_to)
    active = _active(open_to, request)
    return _sections(open_to, waiting, active, _day_kept(active, request), get_language())


@lru_cache(maxsize=256)
def _sections(
    open_to: tuple[str, ...], waiting: tuple[int, ...], active: str, day: str, _language: str | None
) -> tuple[Section, ...]:
    """The side bar follows from these alone: it is put together once for all who see the same."""
    links = zip(open_to, waiting, strict=True)
    grouped = groupby(links, key=lambda link: str(_entries[link[0]].section))
    return tuple(
        Section(
            title=title,
            links=tuple(_link(_entries[name], count, day, is_active=name == active) for name, count in group),
        )
        for title, group in grouped
    )


def _waiting(url_name: str, request: HttpRequest) -> int:
    badge = _entries[url_name].badge
    return badge(request) if badge else 0


def _place(entry: Entry) -> tuple[int, int, str]:
    first_of_section = min(other.order for other in _entries.values() if str(other.section) == str(entry.section))
    return (first_of_section, entry.order, entry.url_name)


def _active(open_to: tuple[str, ...], request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if match.view_name in open_to:
        return match.view_name
    of_the_feature = [name for name in open_to if name.startswith(f"{match.namespace}:")]
    around = [name for name in of_the_feature if request.path.startswith(reverse(name))]
    return max(around, key=lambda name: len(reverse(name)), default="")


def _day_kept(active: str, request: HttpRequest) -> str:
    day = request.GET.get("on", "")
    return day if active and _entries[active].keeps_day and len(day) <= LONGEST_DAY else ""


def _link(entry: Entry, count: int, day: str, *, is_active: bool) -> Link:
    kept = f"?{urlencode({'on': day})}" if day and entry.keeps_day else ""
    return Link(
        url=reverse(entry.url_name) + kept,
        label=str(entry.label),
        icon=entry.icon,
        count=count,
        is_active=is_active,
    )
