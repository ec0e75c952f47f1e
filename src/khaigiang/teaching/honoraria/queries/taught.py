"""Sessions really taught: released, with a lecturer, and past."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from khaigiang.ground.shared.dates import HANOI
from khaigiang.registry.units.models import Office
from khaigiang.teaching.timetable.models import ReleasedSession
from khaigiang.teaching.timetable.queries.released import released_sessions


def taught_sessions(school: Office, first_day: date, last_day: date, *, now: datetime) -> QuerySet[ReleasedSession]:
    """Sessions of a school in these days that are released and over, in order of time; sessions nobody leads are left out."""
    local = now.astimezone(HANOI)
    is_past = Q(on__lt=local.date()) | Q(on=local.date(), ends_at__lte=local.time().replace(tzinfo=None))
    return (
        released_sessions()
        .filter(is_past, release__training_class__plan__school=school, on__range=(first_day, last_day))
        .filter(lecturer__isnull=False)
    )
