"""The attendance book, one session of it, and the first morning."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.cells import Saved, Typed
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.attendance import access, services
from khaigiang.teaching.attendance.forms import typed_letters
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.queries import book as books
from khaigiang.teaching.attendance.queries import mornings
from khaigiang.teaching.attendance.queries.missing import missing_people
from khaigiang.teaching.attendance.queries.sheet import Sheet, session_sheet, with_everybody_present
from khaigiang.teaching.timetable.models import Session


@require_safe
def book(request: ActorRequest, class_id: int) -> HttpResponse:
    """Everybody against every half-day."""
    training_class = access.get_class(request.actor, class_id)
    found = books.attendance_book(training_class, clock.today())
    may_record = access.may_record(request.actor, training_class)
    context = {"training_class": training_class, "book": found, "may_record": may_record}
    return page(request, "attendance/book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: ActorRequest, session_id: int) -> HttpResponse:
    """One session: letters typed for everybody, saved together."""
    get = access.get_session_to_record if request.method == "POST" else access.get_session
    found = get(request.actor, session_id)
    sheet, saved, status = session_sheet(found), None, 200
    if request.method == "POST":
        typed = typed_letters(request.POST.dict(), sheet)
        saved = _record(request, found, typed)
        if saved.is_whole:
            messages.success(request, _("Attendance is saved."))
            return go(request, "attendance:session", session_id)
        sheet, status = session_sheet(found, typed=typed, saved=saved), 422
    elif "everybody" in request.GET:
        sheet = session_sheet(found, typed=with_everybody_present(sheet))
    return page(request, "attendance/session.html", _context(request, sheet, saved=saved), status=status)


@require_safe
def first_morning(request: ActorRequest, class_id: int) -> HttpResponse:
    """Who is here, who is missing with the committee's telephone, who stands at the door."""
    training_class = access.get_class(request.actor, class_id)
    morning = mornings.first_morning(training_class)
    may_record = access.may_record(request.actor, training_class)
    context = {"training_class": training_class, "morning": morning, "may_record": may_record}
    return page(request, "attendance/first_morning.html", context)


@require_safe
def missing(request: ActorRequest) -> HttpResponse:
    """A committee's own people who are missing without leave today."""
    on = clock.today()
    people = missing_people(access.people_of_committees(request.actor), on)
    return page(request, "attendance/missing.html", {"on": on, "missing": people})


def _record(request: ActorRequest, found: Session, typed: dict[int, Typed]) -> Saved[int, Attendance]:
    try:
        return services.record_attendance(found, typed, by=request.user, at=clock.now())
    except DomainError as refusal:
        return Saved(refusal=str(refusal))


def _context(request: ActorRequest, sheet: Sheet, *, saved: Saved[int, Attendance] | None) -> dict[str, object]:
    return {
        "sheet": sheet,
        "session": sheet.session,
        "saved": saved,
        "is_filled": "everybody" in request.GET,
        "may_record": access.may_record(request.actor, sheet.session.training_class),
        "text": mornings.text_to_send(sheet.session),
    }
