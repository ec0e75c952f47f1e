"""docs/moves.md is the tables of the code: which act leads from which state to which, and who may do it."""

import importlib
import importlib.util
from collections.abc import Iterator

import pytest
from django.db import models
from django.utils import translation

from khaigiang.config.features import FEATURE_APPS
from khaigiang.config.policy import POLICY
from khaigiang.ground.shared.lives import Move
from tests.docs.pages import text_of


def lives() -> dict[str, tuple[Move, ...]]:
    """The table of every feature that has one, by the feature's name."""
    found = {app: f"{app}.states" for app in FEATURE_APPS if importlib.util.find_spec(f"{app}.states")}
    tables = {app.removeprefix("khaigiang."): importlib.import_module(name) for app, name in found.items()}
    return {feature: module.LIFE for feature, module in tables.items() if hasattr(module, "LIFE")}


def chapter(feature: str, life: tuple[Move, ...]) -> Iterator[str]:
    """A feature's table as the page prints it."""
    yield f"## {feature}"
    yield "| act | from | to | who may |"
    yield "|---|---|---|---|"
    for move in life:
        starts = ", ".join(label(state) for state in states_of(move) if state in move.starts)
        yield f"| `{move.act}` | {starts} | {label(move.end)} | {', '.join(who(move))} |"


def states_of(move: Move) -> list[models.TextChoices]:
    """Every state of the thing, in the order of its life."""
    assert isinstance(move.end, models.TextChoices)
    return list(type(move.end))


def label(state: str) -> str:
    """A state as the English pages call it."""
    assert isinstance(state, models.TextChoices)
    return str(state.label)


def who(move: Move) -> list[str]:
    """The roles to which the policy opens the page of an act."""
    return [str(role.label) for role in type(next(iter(POLICY[move.page].write))) if role in POLICY[move.page].write]


@pytest.mark.parametrize("feature", lives())
def test_the_page_prints_the_table_of_the_code(feature: str) -> None:
    with translation.override("en"):
        expected = "\n".join(chapter(feature, lives()[feature]))

    assert expected in text_of("docs/moves.md"), f"docs/moves.md should say:\n{expected}"


def test_the_page_has_no_chapter_beyond_the_code() -> None:
    chapters = [line.removeprefix("## ") for line in text_of("docs/moves.md").splitlines() if line.startswith("## ")]

    assert chapters == list(lives())


@pytest.mark.parametrize("feature", lives())
def test_every_act_is_a_service_of_its_feature(feature: str) -> None:
    services = importlib.import_module(f"khaigiang.{feature}.services")

    assert [move.act for move in lives()[feature] if not callable(getattr(services, move.act, None))] == []
