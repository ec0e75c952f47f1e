"""The tabs that every page about one class shows."""

from typing import Any

from django import template

from khaigiang.teaching.cohorts.tabs import tabs_for

register = template.Library()


@register.inclusion_tag("cohorts/tabs.html", takes_context=True)
def class_tabs(context: template.Context, class_id: int, here: str) -> dict[str, Any]:
    """`{% class_tabs training_class.pk "timetable:class" %}`: links to the pages of the class this person may open."""
    return {"class_id": class_id, "here": here, "tabs": tabs_for(context["request"])}
