"""Pages about one class: features above say here which they have, and every class page links to them."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise

from khaigiang.ground.web.navigation import may_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One page about a class; its address takes the class's id alone."""

    url_name: str
    label: Promise | str
    order: int


_tabs: Final[dict[str, Tab]] = {}


def register(tab: Tab) -> None:
    """Link every class page to a page of the class in another feature (call it in `AppConfig.ready`)."""
    _tabs[tab.url_name] = tab


def tabs_for(request: HttpRequest) -> tuple[Tab, ...]:
    """The pages that the person of this request may open, in order."""
    return tuple(tab for tab in sorted(_tabs.values(), key=lambda tab: tab.order) if may_open(request, tab.url_name))
