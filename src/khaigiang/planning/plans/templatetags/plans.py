"""The tabs that every page about one plan shows."""

from typing import Any

from django import template

from khaigiang.planning.plans.sections import sections_for

register = template.Library()


@register.inclusion_tag("plans/tabs.html", takes_context=True)
def plan_tabs(context: template.Context, plan_id: int, here: str) -> dict[str, Any]:
    """`{% plan_tabs plan.pk "cohorts:classes" %}`: links to the pages of the plan that this person may open."""
    return {"plan_id": plan_id, "here": here, "sections": sections_for(context["request"])}
