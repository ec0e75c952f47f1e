"""Views, forms and templates show what queries gave them; they ask the database nothing themselves."""

import ast
import re
from collections.abc import Iterable

from tests.architecture.calls import calls, dotted, method
from tests.architecture.source import Module, Template, planted, product, templates

DO_NOT_QUERY = frozenset({"urls", "views", "forms", "api", "templatetags"})
ASKS = frozenset(
    {
        "filter", "exclude", "all", "annotate", "aggregate", "select_related", "prefetch_related", "order_by", "exists",
        "values_list", "raw", "get_object_or_404", "get_list_or_404", "execute",
    },
)  # fmt: skip
# Python's own, and the decorator of template filters.
NOT_QUERIES = frozenset({"all", "filter", "register.filter"})
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
QUERY_IN_TAG = re.compile(r"\.(?:all|objects|exists|\w+_set)\b")


def queries_in_code(modules: Iterable[Module]) -> list[str]:
    """Managers touched and querysets built where only rows should be shown."""
    asking = [module for module in modules if module.part in DO_NOT_QUERY]
    managers = [
        f"{module.at(node)} {dotted(node)}"
        for module in asking
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    built = [
        f"{module.at(call)} {dotted(call.func)}()"
        for module in asking
        for call in calls(module.tree)
        if method(call) in ASKS and dotted(call.func) not in NOT_QUERIES
    ]
    return managers + built


def queries_in_templates(found: Iterable[Template]) -> list[str]:
    """Tags that walk from a model to its related rows."""
    return [
        f"{template.path}: {inside.strip()}"
        for template in found
        for inside in TAG.findall(template.text)
        if QUERY_IN_TAG.search(inside)
    ]


def test_views_and_forms_do_not_query() -> None:
    assert queries_in_code(product()) == []


def test_templates_do_not_query() -> None:
    assert queries_in_templates(templates()) == []


def test_a_query_in_a_view_is_seen() -> None:
    text = "def plans(request):\n    return page(request, {'plans': Plan.objects.filter(state='open')})\n"

    assert queries_in_code([planted(text, name="khaigiang.planning.plans.views")]) == [
        "khaigiang.planning.plans.views:2 Plan.objects",
        "khaigiang.planning.plans.views:2 Plan.objects.filter()",
    ]


def test_a_query_in_a_template_is_seen() -> None:
    text = (
        "{% for quota in plan.quotas.all %}{{ quota.places }}{% endfor %} {{ plan.nomination_set.count }} {{ allowed }}"
    )

    assert queries_in_templates([Template("plan.html", text)]) == [
        "plan.html: for quota in plan.quotas.all",
        "plan.html: plan.nomination_set.count",
    ]
