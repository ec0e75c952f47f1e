"""What no module of this house contains: rooms without a subject, hidden callers, casts, unexplained exceptions."""

import re
from collections.abc import Iterable

import pytest

from tests.architecture.calls import imported
from tests.architecture.source import Module, modules, planted

ROOMS_WITHOUT_A_SUBJECT = frozenset({"utils", "util", "common", "helpers", "helper", "misc", "base", "core", "lib"})
SETTINGS_BASE = "khaigiang.config.settings.base"
BANNED = ("typing.cast", "django.db.models.signals", "django.dispatch", "django.core.signals", "django.test.signals")
EXCEPTION_WITHOUT_REASON = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\])?(?P<reason>.*)"
)
SHORTEST_REASON = 2


def nameless_rooms(found: Iterable[Module]) -> list[str]:
    """Modules and folders named for no subject."""
    return [
        module.name
        for module in found
        if module.name != SETTINGS_BASE and not ROOMS_WITHOUT_A_SUBJECT.isdisjoint(module.steps)
    ]


def banned_imports(found: Iterable[Module]) -> list[str]:
    """Signals and casts."""
    return [
        f"{module.at(node)} {name}"
        for module in found
        for node, name in imported(module.tree)
        if name in BANNED or name.startswith(tuple(f"{banned}." for banned in BANNED))
    ]


def unexplained_exceptions(found: Iterable[Module]) -> list[str]:
    """Lines on which a check is switched off without a code and a reason behind it."""
    lines = ((module, number, line) for module in found for number, line in enumerate(module.text.splitlines(), 1))
    return [f"{module.name}:{number}" for module, number, line in lines if _is_unexplained(line)]


def _is_unexplained(line: str) -> bool:
    match = EXCEPTION_WITHOUT_REASON.search(line)
    return match is not None and len(match["reason"].strip(" #").split()) < SHORTEST_REASON


def test_every_module_is_named_for_its_subject() -> None:
    assert nameless_rooms(modules()) == []


def test_nothing_listens_to_signals_and_nothing_is_cast() -> None:
    assert banned_imports(modules()) == []


def test_every_switched_off_check_has_a_reason() -> None:
    assert unexplained_exceptions(modules()) == []


def test_a_room_without_a_subject_is_seen() -> None:
    assert nameless_rooms([planted("", name="khaigiang.planning.plans.utils")]) == ["khaigiang.planning.plans.utils"]


@pytest.mark.parametrize(
    "line",
    [
        "from typing import cast",
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
    ],
)
def test_a_banned_import_is_seen(line: str) -> None:
    assert len(banned_imports([planted(line, name="khaigiang.planning.plans.models")])) == 1


def test_an_unexplained_exception_is_seen() -> None:
    off, ignored = "# no" + "qa: S105", "# type: " + "ignore[arg-type]"
    text = (
        f"a = 1  {off}\nb = 2  {off}  the tests' own key\nc = 3  {ignored}\nd = 4  {ignored}  # generic in the stubs\n"
    )

    assert unexplained_exceptions([planted(text, name="khaigiang.config.x")]) == [
        "khaigiang.config.x:1",
        "khaigiang.config.x:3",
    ]
