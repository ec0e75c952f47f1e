"""Commands, links and settings that the documents name exist."""

import re
from collections.abc import Iterable

import pytest
from django.core.management import get_commands

from khaigiang.__main__ import ON_FILES
from tests.architecture.source import product
from tests.docs.pages import broken_links, rows_of, text_of, tracked_files

MAKE = re.compile(r"`make (\w+)`|^make (\w+)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|^|\s)khaigiang ([a-z_]+)", re.MULTILINE)
VARIABLE = re.compile(r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"")
SET_BY_OTHERS = {"DJANGO_SETTINGS_MODULE", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
DECISION = re.compile(
    r"# \d{4} .+\n\n\* Date: \d{4}-\d\d-\d\d\n\* Status: (?:accepted|superseded by \d{4})\n\n## Decision\n.+\n## Reason\n.+",
    re.DOTALL,
)
DOCUMENTS = sorted(str(path) for path in tracked_files() if path.suffix == ".md")


def unknown_targets(text: str, makefile: str) -> list[str]:
    """`make` commands that the Makefile does not have."""
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    return [found for pair in MAKE.findall(text) if (found := pair[0] or pair[1]) not in targets]


def unknown_commands(text: str, commands: Iterable[str]) -> list[str]:
    """`khaigiang` commands that do not exist."""
    return [found for found in COMMAND.findall(text) if found not in {*commands, *ON_FILES, "help"}]


def variables_read() -> set[str]:
    """Every environment variable that the product looks at."""
    return {name for module in product() for name in VARIABLE.findall(module.text)} - SET_BY_OTHERS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_of_a_document_exist(name: str) -> None:
    text = text_of(name)

    assert unknown_targets(text, text_of("Makefile")) == []
    assert unknown_commands(text, get_commands()) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_of_a_document_lead_somewhere(name: str) -> None:
    assert broken_links(name, text_of(name)) == []


def test_the_two_readmes_have_the_same_chapters_and_commands() -> None:
    english, vietnamese = text_of("README.md"), text_of("README.vi.md")

    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", vietnamese, re.MULTILINE))
    assert re.findall("```.*?```", english, re.DOTALL) == re.findall("```.*?```", vietnamese, re.DOTALL)


def test_operations_explains_every_variable_and_no_other() -> None:
    explained = {
        cells[0].strip("`") for cells in rows_of(text_of("docs/operations.md")) if re.fullmatch(r"`[A-Z_]+`", cells[0])
    }

    assert explained == variables_read()


def test_the_changelog_tells_what_is_coming() -> None:
    unreleased = text_of("CHANGELOG.md").split("## Unreleased", 1)[1].split("\n## ", 1)[0]

    assert re.search(r"^\* .+", unreleased, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith("docs/decisions/")])
def test_a_decision_has_a_date_a_status_and_a_reason(name: str) -> None:
    assert DECISION.match(text_of(name))


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = [
        int(name.removeprefix("docs/decisions/")[:4]) for name in DOCUMENTS if name.startswith("docs/decisions/")
    ]

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 10


def test_the_licence_is_the_one_that_the_package_names() -> None:
    assert 'license = "Apache-2.0"' in text_of("pyproject.toml")
    assert text_of("LICENSE").lstrip().startswith("Apache License\n                           Version 2.0")


def test_commands_and_links_that_are_not_there_are_seen() -> None:
    text = "Type `make tea`, then `khaigiang brew`.\n```\nmake test\n```\n[gone](docs/gone.md) [here](README.md#two)"

    assert unknown_targets(text, "test: ## run\n") == ["tea"]
    assert unknown_commands(text, ["serve"]) == ["brew"]
    assert broken_links("README.md", text) == ["docs/gone.md"]
