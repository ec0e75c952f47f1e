"""What lecturers are told to teach: the hook under which lecturers ask for it."""

from datetime import date

from django.urls import reverse

from khaigiang.teaching.lecturers.taught import Taught
from khaigiang.teaching.timetable.queries.released import released_sessions


def taught_by(lecturer_id: int, first: date, last: date) -> list[Taught]:
    """The sessions of current releases that a lecturer teaches in these days, in order; one statement."""
    found = released_sessions().filter(lecturer=lecturer_id, on__range=(first, last))
    return [
        Taught(
            on=one.on,
            half_day=one.half_day,
            what=f"{one.item.title} ({one.release.training_class.name})",
            link=reverse("timetable:class", args=[one.release.training_class_id]),
            office=str(one.release.training_class.plan.school),
        )
        for one in found.select_related("release__training_class__plan__school", "item").order_by("on", "starts_at")
    ]
