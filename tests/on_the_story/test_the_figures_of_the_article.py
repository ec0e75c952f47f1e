"""The programme of the source article, played through the services, gives the figures that the article prints."""

import json
from itertools import pairwise
from typing import Any

from tests.on_the_story.playing import Installation

SHARES = {
    "summoned": "planned",
    "attended": "planned",
    "completed": "planned",
    "remaining": "planned",
    "excellent": "completed",
    "good": "completed",
    "other": "completed",
}


def figures(installation: Installation, day: str) -> dict[str, Any]:
    done = installation.run("report", "figures", "--as-of", day, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_on_24_may_2023_the_twelve_figures_are_those_of_the_article(demo: Installation) -> None:
    found = figures(demo, "2023-05-24")

    article = {
        "planned": 579,
        "completed": 427,
        "remaining": 152,
        "excellent": 59,
        "good": 302,
        "other": 66,
        "classes": 5,
        "topics": 17,
        "discussions": 3,
        "days": 11,
    }
    assert {key: found[key]["value"] for key in article} == article
    assert set(found) == {*article, "summoned", "attended"}
    assert (found["excellent"]["percent"], found["good"]["percent"]) == (13.8, 70.7)


def test_planned_summoned_attended_and_completed_are_four_different_numbers(demo: Installation) -> None:
    found = figures(demo, "2023-05-24")

    row = [found[key]["value"] for key in ("planned", "summoned", "attended", "completed")]
    assert all(more > fewer for more, fewer in pairwise(row)), row


def test_each_share_says_of_what_it_is_one(demo: Installation) -> None:
    found = figures(demo, "2023-05-24")

    assert {key: found[key].get("of") for key in SHARES} == {
        key: found[whole]["value"] for key, whole in SHARES.items()
    }
    assert all(set(found[key]) == {"value"} for key in set(found) - set(SHARES))


def test_before_the_classes_nobody_has_completed(demo: Installation) -> None:
    found = figures(demo, "2023-03-01")

    assert found["planned"]["value"] == 579
    assert [found[key]["value"] for key in ("summoned", "attended", "completed")] == [0, 0, 0]
    assert found["excellent"] == {"value": 0, "of": 0, "percent": 0.0}
