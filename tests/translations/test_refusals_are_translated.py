"""What is said to a person is a text that gettext knows: refusals and messages above the page."""

import ast
from collections.abc import Iterable

from tests.architecture.calls import calls, dotted
from tests.architecture.source import Module, planted, product

MESSAGES = frozenset({"messages.success", "messages.info", "messages.warning", "messages.error"})


def untranslated_sentences(found: Iterable[Module]) -> list[str]:
    """Sentences of refusals and messages that are plain literals."""
    return [f"{module.at(node)} {node.value!r}" for module in found for node in _sentences(module) if _is_plain(node)]


def _sentences(module: Module) -> Iterable[ast.Constant]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign) and [dotted(target) for target in node.targets] == ["sentence"]:
            yield from _constants(node.value)
    for call in calls(module.tree):
        if dotted(call.func) in MESSAGES and len(call.args) > 1:
            yield from _constants(call.args[1])


def _constants(node: ast.expr) -> Iterable[ast.Constant]:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return (part for part in parts if isinstance(part, ast.Constant))


def _is_plain(node: ast.Constant) -> bool:
    return isinstance(node.value, str) and bool(node.value.strip())


def test_every_sentence_said_to_a_person_is_translated() -> None:
    assert untranslated_sentences(product()) == []


def test_a_plain_sentence_is_seen() -> None:
    text = """
class PlanClosed(DomainError):
    sentence = "This plan is closed."
class PlanOpen(DomainError):
    sentence = _("This plan is open.")
def show(request):
    messages.success(request, "Saved.")
    messages.error(request, f"Lost {x}")
    messages.info(request, _("Kept."))
"""
    found = untranslated_sentences([planted(text, name="khaigiang.planning.plans.errors")])

    assert [line.split(" ", 1)[1] for line in found] == ["'This plan is closed.'", "'Saved.'", "'Lost '"]
