"""Sessions of a class, by hand: add, change, swap, take off."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, queries, services
from khaigiang.teaching.timetable.forms import SessionForm, SlotForm, SwapForm
from khaigiang.teaching.timetable.models import Session


@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: ActorRequest, class_id: int) -> HttpResponse:
    """Set an item of the programme into the timetable of a class."""
    training_class = access.get_class_to_write(request.actor, class_id)
    form = _form(request, queries.session_to_begin_with(training_class), is_sent=request.method == "POST")
    if form.is_valid():
        try:
            services.save_session(
                None, training_class=training_class, **form.cleaned_data, by=request.user, at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "timetable:class", training_class.pk)
    context = {"training_class": training_class, "session": None, "form": form}
    return page(request, "timetable/session.html", context, partial="form", status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_session(request: ActorRequest, session_id: int) -> HttpResponse:
    """Change a session: its time, its lecturer, its hall."""
    session = access.get_session_to_write(request.actor, session_id)
    training_class, form = session.training_class, _form(request, session, is_sent=request.method == "POST")
    if form.is_valid():
        try:
            services.save_session(
                session, training_class=training_class, **form.cleaned_data, by=request.user, at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. People see it once the timetable is made public again."))
            return go(request, "timetable:class", training_class.pk)
    swap = SwapForm(
        sessions=queries.sessions_to_swap_with(session),
        initial={"other": queries.session_of_item(session, request.GET.get("other", ""))},
    )
    return _shown(request, session, form, swap)


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: ActorRequest, session_id: int) -> HttpResponse:
    """Let two sessions of a class change their times; a refusal stands on the page of the session."""
    session = access.get_session_to_write(request.actor, session_id)
    if request.method != "POST":
        return go(request, "timetable:session", session.pk)
    swap = SwapForm(request.POST, sessions=queries.sessions_to_swap_with(session))
    if swap.is_valid():
        try:
            services.swap_sessions(session, swap.cleaned_data["other"], by=request.user, at=clock.now())
        except DomainError as refusal:
            swap.add_error("other", str(refusal))
        else:
            messages.success(request, _("The two sessions have changed their times."))
            return go(request, "timetable:class", session.training_class_id)
    return _shown(request, session, _form(request, session, is_sent=False), swap)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActorRequest, session_id: int) -> HttpResponse:
    """Take a session off the timetable."""
    session = access.get_session_to_write(request.actor, session_id)
    if request.method != "POST":
        return page(request, "timetable/remove.html", {"session": session})
    training_class = services.remove_session(session, by=request.user, at=clock.now())
    messages.success(request, _("The session is off the timetable."))
    return go(request, "timetable:class", training_class.pk)


def _shown(request: ActorRequest, session: Session, form: SessionForm, swap: SwapForm) -> HttpResponse:
    context = {"training_class": session.training_class, "session": session, "form": form, "swap": swap}
    status = 422 if form.errors or swap.errors else 200
    return page(request, "timetable/session.html", context, partial="form", status=status)


def _form(request: ActorRequest, session: Session, *, is_sent: bool) -> SessionForm:
    """The form of a session; what is typed so far decides who is shown as free."""
    typed = request.POST if is_sent else request.GET
    items = queries.items_to_set(session.training_class, besides=session)
    slot = SlotForm(typed, items=items)
    looked_at = queries.session_at(session, slot.cleaned_data if slot.is_valid() else {})
    halls = access.halls_to_use(request.actor)
    return SessionForm(
        typed if is_sent else None,
        initial={**queries.typed_values(session), **request.GET.dict()},
        items=items,
        lecturers=access.lecturers_to_ask(request.actor),
        halls=halls,
        lecturer_choices=queries.lecturer_choices(looked_at),
        hall_choices=queries.hall_choices(looked_at, halls),
    )
