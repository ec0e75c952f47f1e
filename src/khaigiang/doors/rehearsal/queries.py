"""Is this database a rehearsal, and which day is it there?"""

from datetime import datetime, time

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from khaigiang.doors.rehearsal.models import Rehearsal
from khaigiang.ground.shared.dates import at_time

END_OF_OFFICE_HOURS = time(17, 30)


def rehearsal() -> Rehearsal | None:
    """The mark of a story database; None in every other, and in one whose tables are not made yet."""
    try:
        with transaction.atomic():
            return Rehearsal.objects.first()
    except DatabaseError:
        return None


def rehearsal_clock() -> datetime:
    """Half past five in the afternoon of the story's last played day; the machine's time outside a rehearsal."""
    mark = rehearsal() if settings.REHEARSAL_ALLOWED else None
    return at_time(mark.played_until, END_OF_OFFICE_HOURS) if mark else timezone.now()
