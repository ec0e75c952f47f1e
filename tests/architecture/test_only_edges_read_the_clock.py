"""Promise 4: only edges read the clock; everything else is told when it happens."""

import ast
from collections.abc import Iterable

from tests.architecture.calls import calls, dotted, imported
from tests.architecture.source import Module, planted, product

# `clock` is where a feature offers a clock of its own (a rehearsal's day).
EDGES = frozenset({"views", "api", "jobs", "management", "middleware", "context", "clock"})
READS_THE_CLOCK = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time", "clock.now",
    "clock.today",
)  # fmt: skip
WITHOUT_ARGUMENTS = ("timezone.localdate", "timezone.localtime")
THE_CLOCK = "khaigiang.ground.web.clock"


def clock_readings(modules: Iterable[Module]) -> list[str]:
    """Places beside the edges that look at the clock, or import the one clock there is."""
    inner = [module for module in modules if not _is_edge(module)]
    called = [
        f"{module.at(call)} {dotted(call.func)}()" for module in inner for call in calls(module.tree) if _reads(call)
    ]
    brought_in = [
        f"{module.at(node)} imports {name}"
        for module in inner
        for node, name in imported(module.tree)
        if name.startswith(f"{THE_CLOCK}.") and not name.endswith(".use") and module.feature != "ground.web"
    ]
    return called + brought_in


def _is_edge(module: Module) -> bool:
    return module.part in EDGES or module.steps[:2] == ("config", "management")


def _reads(call: ast.Call) -> bool:
    name = dotted(call.func)
    if name.endswith(WITHOUT_ARGUMENTS):
        return not call.args and not call.keywords
    return any(name == reading or name.endswith(f".{reading}") for reading in READS_THE_CLOCK)


def test_only_edges_read_the_clock() -> None:
    assert clock_readings(product()) == []


def test_a_service_that_reads_the_clock_is_seen() -> None:
    text = """
from datetime import date
from django.utils import timezone
from khaigiang.ground.web.clock import today
def close(plan, *, at):
    plan.closed_at = timezone.now()
    plan.closed_on = date.today()
    plan.day = timezone.localdate(at)
"""
    found = clock_readings([planted(text, name="khaigiang.planning.plans.services")])

    assert [line.split(maxsplit=1)[1] for line in found] == [
        "timezone.now()",
        "date.today()",
        "imports khaigiang.ground.web.clock.today",
    ]


def test_a_view_may_read_the_clock() -> None:
    text = "from khaigiang.ground.web import clock\ndef show(request):\n    return clock.today()\n"

    assert clock_readings([planted(text, name="khaigiang.planning.plans.views")]) == []
