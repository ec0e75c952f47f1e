"""Sessions as the pages of halls tell them."""

from collections.abc import Collection

from django.urls import reverse

from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.venues.uses import Told


def sessions_in_halls(session_ids: Collection[int]) -> dict[int, Told]:
    """Sessions by id: the class, what it is taught, and the page of its timetable; one statement."""
    found = Session.objects.filter(pk__in=session_ids).select_related("training_class", "item")
    return {
        one.pk: Told(
            title=one.training_class.name,
            note=one.item.title,
            url=reverse("timetable:class", args=[one.training_class_id]),
        )
        for one in found
    }
