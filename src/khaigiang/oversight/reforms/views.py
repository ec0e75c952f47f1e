"""Pages of reforms."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.ground.web.table_files import EXCEL, leaf, page_asked
from khaigiang.oversight.reforms import access, queries, services
from khaigiang.oversight.reforms.forms import DecisionForm, ReformForm
from khaigiang.oversight.reforms.rules import template
from khaigiang.oversight.reforms.sheets import workbook
from khaigiang.oversight.reforms.states import ReformState
from khaigiang.registry.mandates.http import ActorRequest

PER_PAGE: Final = 50


@require_safe
def reform_list(request: ActorRequest) -> HttpResponse:
    """Every reform, the newest first."""
    context = {"rows": queries.reform_rows(), "may_enter": access.may_enter(request.actor)}
    return page(request, "reforms/reforms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_reform(request: ActorRequest) -> HttpResponse:
    """Enter a reform from a sheet, from typed lines or from the registry."""
    form = ReformForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("resolution", "effective_on")}
        try:
            reform = services.enter_reform(**given, sheet=form.sheet, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "reforms:reform", reform.pk)
    return page(request, "reforms/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def sheet(request: ActorRequest) -> HttpResponse:
    """The sheet to fill in, as a workbook or as text."""
    if request.GET.get("kind") == "xlsx":
        return file(workbook(), name=_("Reform lines") + ".xlsx", content_type=EXCEL)
    content = ("\ufeff" + template()).encode()
    return file(content, name=_("Reform lines") + ".csv", content_type="text/csv; charset=utf-8")


@require_safe
def reform_page(request: ActorRequest, reform_id: int) -> HttpResponse:
    """One reform: what it would do while it is a draft, its people once it is confirmed."""
    reform = access.get_reform(request.actor, reform_id)
    is_draft, moves = reform.state == ReformState.DRAFT, queries.move_rows(reform)
    context = {
        "reform": reform,
        "is_draft": is_draft,
        "is_confirmed": reform.state == ReformState.CONFIRMED,
        "preview": queries.preview(reform) if is_draft else None,
        "lines": leaf(queries.line_rows(reform), PER_PAGE, page_asked(request)),
        "people": len(moves),
        "waiting": sum(move.is_waiting for move in moves),
        "may_enter": access.may_enter(request.actor),
    }
    return page(request, "reforms/reform.html", context)


@require_POST
def confirm(request: ActorRequest, reform_id: int) -> HttpResponse:
    """Carry out a draft."""
    services.confirm_reform(access.get_reform(request.actor, reform_id), by=request.user, at=clock.now())
    messages.success(request, _("The reform is confirmed. Decide for those who wait."))
    return go(request, "reforms:people", reform_id)


@require_POST
def undo(request: ActorRequest, reform_id: int) -> HttpResponse:
    """Give everything back as it was."""
    services.undo_reform(access.get_reform(request.actor, reform_id), by=request.user, at=clock.now())
    messages.success(request, _("The reform is undone: people and units are as they were."))
    return go(request, "reforms:reform", reform_id)


@require_safe
def people(request: ActorRequest, reform_id: int) -> HttpResponse:
    """The work list: who waits, and where everybody else went."""
    reform = access.get_reform(request.actor, reform_id)
    context = {
        "reform": reform,
        "rows": leaf(queries.move_rows(reform), PER_PAGE, page_asked(request)),
        "may_enter": access.may_enter(request.actor),
    }
    return page(request, "reforms/people.html", context)


@require_POST
def decide(request: ActorRequest, move_id: int) -> HttpResponse:
    """Place somebody who waits, or say that they hold the post no longer."""
    move = access.get_move(request.actor, move_id)
    form = DecisionForm(request.POST, units=access.units_to_choose(request.actor, move))
    if form.is_valid():
        services.decide_move(move, unit=form.cleaned_data["unit"], by=request.user, at=clock.now())
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose the unit first."))
    return go(request, "reforms:people", move.reform_id)
