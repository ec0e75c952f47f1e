"""The time in a rehearsal: the end of the story's last played day."""

from datetime import datetime, time

from django.conf import settings
from django.utils import timezone

from khaigiang.doors.rehearsal.queries import rehearsal
from khaigiang.ground.shared.dates import at_time

END_OF_OFFICE_HOURS = time(17, 30)


def rehearsal_clock() -> datetime:
    """Half past five in the afternoon of the story's last played day; the machine's time outside a rehearsal."""
    mark = rehearsal() if settings.REHEARSAL_ALLOWED else None
    return at_time(mark.played_until, END_OF_OFFICE_HOURS) if mark else timezone.now()
