"""Papers of an office with which a template is looked at: features above say here how theirs are found."""

from collections.abc import Callable
from dataclasses import dataclass

from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Paper
from khaigiang.registry.units.models import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How to write one paper, and what the last one of an office says, where there is one."""

    paper: Paper
    last_of: Callable[[Office], object | None]


_previews: dict[PaperName, Preview] = {}


def register(name: PaperName, preview: Preview) -> None:
    """Say how papers of a kind are previewed (call it in `AppConfig.ready`)."""
    _previews[name] = preview


def preview_of(name: PaperName) -> Preview | None:
    """How a paper is previewed."""
    return _previews.get(name)
