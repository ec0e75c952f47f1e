"""The tabs that every page about one class shows; the groups of a person in a list."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from khaigiang.ground.web.templatetags.khaigiang import drawn_once
from khaigiang.teaching.cohorts.tabs import tabs_for

register = template.Library()


@register.simple_tag(takes_context=True)
def class_tabs(context: template.Context, class_id: int, here: str) -> SafeString:
    """`{% class_tabs training_class.pk "timetable:class" %}`: links to the pages of the class this person may open."""
    return drawn_once("cohorts/tabs.html", class_id=class_id, here=here, tabs=tabs_for(context["request"]))


@register.filter
def of_person(groups: Mapping[int, str], enrolment_id: int) -> str:
    """The groups of one person, of those of a whole class."""
    return groups.get(enrolment_id, "")
