"""Pages of personal links and proposed corrections, for the office and for the person."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.table_files import leaf, page_asked
from khaigiang.registry.corrections import access, queries, services
from khaigiang.registry.corrections.forms import DecisionForm, LinkForm, OwnRecordForm
from khaigiang.registry.corrections.models import CorrectionLink
from khaigiang.registry.units.acting import ActingRequest

PER_PAGE: Final = 50


@require_safe
def waiting(request: ActingRequest) -> HttpResponse:
    """Proposals that wait, the oldest first."""
    shown = leaf(access.waiting(request.actor), PER_PAGE, page_asked(request))
    context = {"shown": shown, "rows": queries.proposal_rows(list(shown), reader=request.actor)}
    return page(request, "corrections/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: ActingRequest, correction_id: int) -> HttpResponse:
    """One proposal, old and new side by side; each fact is accepted or refused."""
    found = access.get_correction(request.actor, correction_id)
    (row,) = queries.proposal_rows([found], reader=request.actor)
    form = DecisionForm(request.POST or None, facts=row.facts)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        try:
            services.decide_correction(found, form.decisions(), answer=answer, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The person sees it under the personal link."))
            return go(request, "corrections:waiting")
    return page(request, "corrections/correction.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: ActingRequest, official_id: int) -> HttpResponse:
    """The personal link of an official, and what they proposed."""
    official = access.get_official(request.actor, official_id)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        services.make_link(official, days=form.cleaned_data["days"], by=request.user, at=clock.now())
        messages.success(request, _("The link is made. Hand it to the person alone: whoever has it sees the record."))
        return go(request, "corrections:person", official.pk)
    context = {
        "official": official,
        "form": form,
        "link": queries.link_row(official, clock.today()),
        "rows": queries.proposal_rows(queries.proposals_of(official), reader=request.actor),
    }
    return page(request, "corrections/person.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: ActingRequest, link_id: int) -> HttpResponse:
    """A link shows nothing any more."""
    link = access.get_link(request.actor, link_id)
    services.withdraw_link(link, by=request.user, at=clock.now())
    messages.success(request, _("The link shows nothing any more."))
    return go(request, "corrections:person", link.official_id)


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The own record under a personal link: look, correct, and read what became of it."""
    link = access.get_own_link(secret)
    if queries.is_over(link, clock.today()):
        return page(request, "corrections/over.html", status=410)
    form = _own_form(request, link)
    if form.is_valid():
        try:
            services.propose(link, form.proposed(), note=form.cleaned_data["note"], at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your proposal is sent. Come back to this page to see what became of it."))
            return go(request, "corrections:own", secret)
    rows = queries.proposal_rows(queries.proposals_of(link.official), reader=None)
    context = {"form": form, "link": link, "rows": rows}
    return page(request, "corrections/own.html", context, status=422 if form.errors else 200)


def _own_form(request: HttpRequest, link: CorrectionLink) -> OwnRecordForm:
    official = link.official
    return OwnRecordForm(
        request.POST or None,
        masked_number=official.masked_number,
        **queries.what_the_person_sees(official),
    )
