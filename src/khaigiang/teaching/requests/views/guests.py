"""The pages of a lecturer without an account: let in by a personal link, and nothing but their own."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.requests import access, queries, services
from khaigiang.teaching.requests.errors import LinkIsOver
from khaigiang.teaching.requests.forms import AnswerForm
from khaigiang.teaching.requests.states import Via
from khaigiang.teaching.requests.views.saying import said

# By which link this browser was let in.
INSIDE: Final = "guest_link"


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, secret: str) -> HttpResponse:
    """A link is opened by a press, since programs that look through mail follow links too."""
    link = access.get_link(secret)
    if request.session.get(INSIDE) == link.pk and link.is_inside_at(clock.now()):
        return go(request, "requests:guest")
    if request.method == "POST" and link.opens_at(clock.now()):
        services.open_guest_link(link, at=clock.now())
        request.session.cycle_key()
        request.session[INSIDE] = link.pk
        return go(request, "requests:guest")
    is_open = link.opens_at(clock.now())
    return page(
        request, "requests/guest_door.html", {"is_open": is_open, "secret": secret}, status=200 if is_open else 410
    )


@login_not_required
@cache_control(no_store=True, private=True)
@require_POST
def again(request: HttpRequest, secret: str) -> HttpResponse:
    """Have a new link sent to the address on record."""
    link = access.get_link(secret)
    try:
        services.send_guest_link(link.lecturer, by=None, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("A new link is on its way to the e-mail address that the school knows."))
    return go(request, "requests:guest_door", secret)


@login_not_required
@cache_control(no_store=True, private=True)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What a guest is asked, teaches and needs for it; whoever is not let in any more is told to open their link."""
    try:
        lecturer = access.guest_inside(request.session.get(INSIDE), clock.now())
    except Http404:
        # Whoever was never let in here is a stranger and is told nothing.
        if INSIDE in request.session:
            messages.info(request, str(LinkIsOver()))
        return go(request, "accounts:sign_in")
    return page(request, "requests/guest.html", {"home": queries.home_of(lecturer, now=clock.now())})


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def guest_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request to a guest, read and answered."""
    lecturer = access.guest_inside(request.session.get(INSIDE), clock.now())
    found = access.get_request_of_guest(lecturer, request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, seen=queries.seen_of(found))
    if form.is_valid():
        try:
            said(found, form, via=Via.LINK, by=None)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer is kept. Who asked is told."))
            return go(request, "requests:guest_request", request_id)
    context = {**queries.own_page(found, today=clock.today()), "form": form}
    return page(request, "requests/guest_request.html", context, status=422 if form.errors else 200)


@login_not_required
@cache_control(no_store=True, private=True)
@require_safe
def material(request: HttpRequest, material_version_id: int) -> HttpResponse:
    """A file of a topic that the guest teaches."""
    lecturer = access.guest_inside(request.session.get(INSIDE), clock.now())
    stored = access.get_material_of_guest(lecturer, material_version_id)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End what the link opened in this browser."""
    access.guest_inside(request.session.pop(INSIDE, None), clock.now())
    request.session.cycle_key()
    return go(request, "accounts:sign_in")


@require_POST
def send_link(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """The office has a link sent to a lecturer without an account."""
    lecturer = access.get_lecturer_to_link(request.actor, lecturer_id)
    try:
        services.send_guest_link(lecturer, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("A link is on its way to %(address)s.") % {"address": lecturer.email})
    return go(request, "lecturers:lecturer", lecturer_id)


@require_POST
def revoke_links(request: ActorRequest, lecturer_id: int) -> HttpResponse:
    """The office lets no link of a lecturer open anything any more."""
    lecturer = access.get_lecturer_to_link(request.actor, lecturer_id)
    try:
        services.revoke_guest_links(lecturer, by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("No link of this lecturer opens anything any more."))
    return go(request, "lecturers:lecturer", lecturer_id)
