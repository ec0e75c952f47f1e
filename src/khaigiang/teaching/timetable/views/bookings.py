"""Timetables of lecturers and halls, and one's own."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, queries


@require_safe
def lecturer_list(request: ActorRequest) -> HttpResponse:
    """What every lecturer teaches from today on."""
    rows = queries.load_rows(access.lecturers_seen(request.actor), since=clock.today(), now=clock.now())
    return page(request, "timetable/lecturers.html", {"rows": rows, "today": clock.today()})


@require_safe
def hall_list(request: ActorRequest) -> HttpResponse:
    """How much every hall is booked from today on."""
    rows = queries.occupancy_rows(access.halls_seen(request.actor), since=clock.today(), now=clock.now())
    return page(request, "timetable/halls.html", {"rows": rows, "today": clock.today()})


@require_safe
def lecturer_page(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """What one lecturer teaches."""
    lecturer = access.get_lecturer(request.actor, lecturer_id)
    since = date.min if "all" in request.GET else clock.today()
    context = {
        "lecturer": lecturer,
        "shown": queries.bookings_of(lecturer, since=since, today=clock.today(), now=clock.now()),
        "feed": queries.feed_row(lecturer) if access.may_have_feed(request.actor, lecturer) else None,
    }
    return page(request, "timetable/lecturer.html", context)


@require_safe
def hall_page(request: ActorRequest, hall_id: int) -> HttpResponse:
    """What sits in one hall."""
    hall = access.get_hall(request.actor, hall_id)
    since = date.min if "all" in request.GET else clock.today()
    context = {
        "hall": hall,
        "shown": queries.bookings_of(hall, since=since, today=clock.today(), now=clock.now()),
        "feed": queries.feed_row(hall) if access.may_have_feed(request.actor, hall) else None,
    }
    return page(request, "timetable/hall.html", context)


@require_safe
def mine(request: ActorRequest) -> HttpResponse:
    """What I teach or attend, as it is public."""
    since = date.min if "all" in request.GET else clock.today()
    own = access.own_sessions(request.actor)
    context = {
        "shown": queries.public_bookings(own, since=since, today=clock.today(), now=clock.now()),
        "feed": queries.feed_row(request.user) if access.has_a_calendar(request.actor) else None,
    }
    return page(request, "timetable/mine.html", context)
