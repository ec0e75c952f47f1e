"""The page under a personal link, without an account."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.teaching.answers import access, letters, services
from khaigiang.teaching.answers.forms import OpenForm, say_form
from khaigiang.teaching.answers.models import AnswerLink
from khaigiang.teaching.answers.services.linking import is_over
from khaigiang.teaching.answers.states import Via
from khaigiang.teaching.answers.views.saying import call_context, said

# Which links this browser has opened.
OPENED: Final = "answer_links"
CALENDAR: Final = "text/calendar; charset=utf-8"


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The summons of one person: opened once by the link, then answered."""
    link = access.get_own_link(secret)
    if is_over(link, clock.now()):
        return page(request, "answers/over.html", {"link": link}, status=410)
    if link.pk not in request.session.get(OPENED, []):
        return _door(request, link, secret)
    form = None
    if request.method == "POST":
        form = say_form(request.POST, request.FILES, has_begun=False)
        if form.is_valid() and said(request, link.answer, form, via=Via.LINK, by=None):
            return go(request, "answers:own", secret)
        link = access.get_own_link(secret)
    context = {**call_context(link.answer, form), "secret": secret, "link": link}
    return page(request, "answers/own.html", context, status=422 if form else 200)


@login_not_required
@cache_control(no_store=True, private=True)
@require_safe
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The days of the class as a calendar file, where the link was opened."""
    link = access.get_own_link(secret)
    if link.pk not in request.session.get(OPENED, []) or is_over(link, clock.now()):
        raise Http404
    return file(letters.calendar_file(link.answer), name="trieu-tap.ics", content_type=CALENDAR)


def _door(request: HttpRequest, link: AnswerLink, secret: str) -> HttpResponse:
    """The link is opened by a press, since programs that look through mail follow links too."""
    was_opened = link.opened_at is not None
    form = OpenForm(request.POST if request.method == "POST" and was_opened else None)
    if request.method == "POST" and (form.is_valid() or not was_opened):
        try:
            services.open_answer_link(link, birthday=_birthday(form), at=clock.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            request.session.cycle_key()
            request.session[OPENED] = [*request.session.get(OPENED, []), link.pk]
            return go(request, "answers:own", secret)
    context = {"form": form if was_opened else None, "link": link}
    return page(request, "answers/door.html", context, status=422 if form.errors else 200)


def _birthday(form: OpenForm) -> date | None:
    birthday: date | None = form.cleaned_data.get("birthday") if form.is_bound else None
    return birthday
