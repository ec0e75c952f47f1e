"""The entries of the side bar, registered by the features that own them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way into a feature. `badge` counts what waits there for the person who asks."""

    url_name: str
    label: Promise | str
    icon: str
    order: int
    section: Promise | str = ""
    badge: Callable[[HttpRequest], int] | None = None


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
    open_to = [entry for entry in registered() if may_open(request, entry.url_name)]
    active = _active(open_to, request)
    grouped = groupby(open_to, key=lambda entry: str(entry.section))
    return tuple(
        Section(title=title, links=tuple(_link(entry, request, is_active=entry.url_name == active) for entry in group))
        for title, group in grouped
    )


def _place(entry: Entry) -> tuple[int, int, str]:
    first_of_section = min(other.order for other in _entries.values() if str(other.section) == str(entry.section))
    return (first_of_section, entry.order, entry.url_name)


def _active(entries: list[Entry], request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if any(entry.url_name == match.view_name for entry in entries):
        return match.view_name
    of_the_feature = [entry.url_name for entry in entries if entry.url_name.startswith(f"{match.namespace}:")]
    around = [name for name in of_the_feature if request.path.startswith(reverse(name))]
    return max(around, key=lambda name: len(reverse(name)), default="")


def _link(entry: Entry, request: HttpRequest, *, is_active: bool) -> Link:
    return Link(
        url=reverse(entry.url_name),
        label=str(entry.label),
        icon=entry.icon,
        count=entry.badge(request) if entry.badge else 0,
        is_active=is_active,
    )
