"""Pages about one plan: features above say here which they have, and every plan page links to them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from khaigiang.ground.web.navigation import may_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page about a plan; its address takes the plan's id alone."""

    url_name: str
    label: Promise | str
    order: int


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Link every plan page to a page of the plan in another feature (call it in `AppConfig.ready`)."""
    _sections[section.url_name] = section


def sections_for(request: HttpRequest) -> list[Section]:
    """The pages that this person may open, in order."""
    found = sorted(_sections.values(), key=lambda section: section.order)
    return [section for section in found if may_open(request, section.url_name)]
