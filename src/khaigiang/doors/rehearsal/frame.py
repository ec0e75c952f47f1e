"""What a rehearsal adds to every page: its clock, its banner, its persons on the sign-in page."""

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khaigiang.doors.rehearsal.clock import rehearsal_clock
from khaigiang.doors.rehearsal.persons import demo_persons
from khaigiang.doors.rehearsal.queries import rehearsal
from khaigiang.ground.web import clock, frame_parts, sign_in


def put_in_place() -> None:
    """Register the hooks of the frame; outside a rehearsal each of them does nothing."""
    clock.use(rehearsal_clock)
    frame_parts.provide_rehearsal(banner)
    sign_in.register_block(persons_block)


def banner(_request: HttpRequest) -> str:
    """A sentence that says which day the rehearsal stands on."""
    mark = rehearsal() if settings.REHEARSAL_ALLOWED else None
    if mark is None:
        return ""
    day = date_format(mark.played_until, "j/n/Y")
    return _("Rehearsal: invented people, as of the end of %(day)s.") % {"day": day}


def persons_block(request: HttpRequest) -> str:
    """One button for each person of the demo."""
    if not settings.REHEARSAL_ALLOWED or rehearsal() is None:
        return ""
    return render_to_string("rehearsal/persons.html", {"persons": demo_persons()}, request=request)
