"""Promise 2: only services write."""

import ast
from collections.abc import Iterable

from tests.architecture.calls import calls, dotted
from tests.architecture.source import PURE, Module, planted, product

MAY_WRITE = frozenset({"services", "solver_bridge"})
ALWAYS_A_WRITE = frozenset(
    {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "create"},
)
QUERYSET = frozenset({"objects", "filter", "exclude", "all", "select_for_update", "order_by"})
# Written elsewhere all the same, each for a reason.
EXCEPTIONS = {
    "khaigiang.ground.accounts.models user.save()": "the manager whose create_user Django's own commands call",
}
WRITING_SQL = ("insert ", "update ", "delete ", "replace ", "truncate ")


def writes_outside_services(modules: Iterable[Module]) -> list[str]:
    """Calls that write to the database from where nothing may be written."""
    return [
        f"{module.at(call)} {dotted(call.func)}()"
        for module in modules
        if module.feature not in PURE and module.part not in MAY_WRITE
        for call in writes_in(module.tree)
        if f"{module.name} {dotted(call.func)}()" not in EXCEPTIONS
    ]


def writes_in(tree: ast.AST) -> list[ast.Call]:
    """Calls below a node that write to the database."""
    return [call for call in calls(tree) if isinstance(call.func, ast.Attribute) and _is_a_write(call, call.func)]


def _is_a_write(call: ast.Call, callee: ast.Attribute) -> bool:
    if callee.attr == "update":
        return bool(call.keywords) or not QUERYSET.isdisjoint(dotted(callee.value).split("."))
    if callee.attr == "execute":
        return _sql(call).startswith(WRITING_SQL)
    return callee.attr in ALWAYS_A_WRITE


def _sql(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return str(first.value).strip().lower() if isinstance(first, ast.Constant) else ""


def test_only_services_write() -> None:
    assert writes_outside_services(product()) == []


def test_a_write_in_a_view_is_seen() -> None:
    text = """
def open_class(request, pk):
    plan = get_plan(request.user, pk)
    plan.save()
    Plan.objects.filter(pk=pk).update(state="open")
    plan.quotas.create(places=3)
    cursor.execute("UPDATE plans SET state = 'open'")
    values = {}
    values.update(other)
"""
    found = writes_outside_services([planted(text, name="khaigiang.planning.plans.views")])

    assert [line.split()[1] for line in found] == [
        "plan.save()",
        "Plan.objects.filter.update()",
        "plan.quotas.create()",
        "cursor.execute()",
    ]


def test_the_same_write_in_a_service_is_allowed() -> None:
    module = planted("def open_plan(plan):\n    plan.save()\n", name="khaigiang.planning.plans.services.opening")

    assert writes_outside_services([module]) == []
