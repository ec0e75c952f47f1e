"""When lecturers can teach."""

from collections.abc import Collection

from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import Times


def times_of(lecturer_ids: Collection[int]) -> dict[int, Times]:
    """What is known of when each of these lecturers can teach, by their id; three statements."""
    found = Lecturer.objects.filter(pk__in=lecturer_ids).prefetch_related("absences", "said_half_days")
    return {one.pk: one.times for one in found}
