"""The map of the house equals features.py and the folders."""

import re

from khaigiang.config.features import FLOORS
from tests.architecture.source import SRC
from tests.docs.pages import text_of

FLOOR = re.compile(r"^## (\w+)", re.MULTILINE)
FEATURE = re.compile(r"^\* `(\w+)` — \S.*$", re.MULTILINE)
BESIDE_THE_FLOORS = {"config", "solvers", "papers", "lists", "vietnamese"}


def drawn(text: str) -> dict[str, tuple[str, ...]]:
    """Floors and their features from the ground up, as the map draws them from the top down."""
    parts = FLOOR.split(text)[1:]
    floors = dict(zip(parts[::2], parts[1::2], strict=True))
    return {
        floor: tuple(reversed(FEATURE.findall(body)))
        for floor, body in reversed(floors.items())
        if floor not in BESIDE_THE_FLOORS
    }


def folders() -> dict[str, set[str]]:
    """What really lies in the house: folders that Python can import."""
    return {
        floor.name: {feature.name for feature in floor.iterdir() if (feature / "__init__.py").exists()}
        for floor in (SRC / "khaigiang").iterdir()
        if (floor / "__init__.py").exists() and floor.name not in BESIDE_THE_FLOORS
    }


def test_the_map_draws_the_floors_and_features_in_their_order() -> None:
    assert drawn(text_of("docs/map.md")) == dict(FLOORS)
    assert list(drawn(text_of("docs/map.md"))) == list(FLOORS)


def test_the_folders_are_the_features() -> None:
    assert folders() == {floor: set(features) for floor, features in FLOORS.items()}


def test_a_feature_that_is_not_drawn_is_seen() -> None:
    text = "# Map\n## planning\nWho is to come.\n* `plans` — plans\n## ground\n* `web` — pages\n* `shared` — words\n"

    assert drawn(text) == {"ground": ("shared", "web"), "planning": ("plans",)}
