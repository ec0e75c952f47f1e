"""The mark grid of a class: typed, pasted, saved whole or not at all."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.cells import Saved, Typed
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.recognition.assessment import access, services
from khaigiang.recognition.assessment.forms import PasteForm, typed_marks
from khaigiang.recognition.assessment.models import Mark, ResultSheet
from khaigiang.recognition.assessment.pasting import pasted
from khaigiang.recognition.assessment.queries import mark_grid, overview
from khaigiang.recognition.assessment.services.marks import read_cells
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def class_list(request: ActorRequest) -> HttpResponse:
    """Every class with how far its marks and results have come."""
    rows = overview.class_rows(access.visible_classes(request.actor))
    context = {"rows": rows, "may_open": access.may_open(request.actor)}
    return page(request, "assessment/classes.html", context)


@require_POST
def open_sheet(request: ActorRequest, class_id: int) -> HttpResponse:
    """Open the marks of a class under the rule in force."""
    training_class = access.get_class(request.actor, class_id)
    services.open_sheet(training_class, overview.rule_on(clock.today()), by=request.user, at=clock.now())
    return go(request, "assessment:marks", class_id)


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: ActorRequest, class_id: int) -> HttpResponse:
    """The grid; what cannot be saved comes back with a sentence at each cell."""
    door = access.get_sheet_to_mark if request.method == "POST" else access.get_sheet
    sheet = door(request.actor, class_id)
    grid = mark_grid.mark_grid(sheet)
    saved = None
    if request.method == "POST":
        typed = typed_marks(request.POST.dict(), grid)
        saved = _enter(request, sheet, typed)
        if saved.is_whole:
            messages.success(request, _saved_sentence(saved.count))
            return go(request, "assessment:marks", class_id)
        grid = mark_grid.mark_grid(sheet, typed=typed, saved=saved)
    may_enter = access.may_enter(request.actor, sheet.training_class)
    is_typed = may_enter and (sheet.state == SheetState.OPEN or saved is not None)
    context = {"sheet": sheet, "grid": grid, "saved": saved, "may_enter": may_enter, "is_typed": is_typed}
    return page(request, "assessment/marks.html", context, partial="grid", status=422 if saved else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: ActorRequest, class_id: int) -> HttpResponse:
    """A block from a spreadsheet, put into the grid to be read before it is saved."""
    sheet = access.get_sheet_to_mark(request.actor, class_id)
    grid = mark_grid.mark_grid(sheet)
    form = PasteForm(request.POST or None)
    if form.is_valid():
        block = pasted(form.cleaned_data["block"], grid, is_open=sheet.state == SheetState.OPEN)
        if not block.refusals:
            filled = mark_grid.mark_grid(sheet, typed=block.typed, saved=Saved(refused=read_cells(block.typed)[1]))
            context = {"sheet": sheet, "grid": filled, "preview": True, "may_enter": True, "is_typed": True}
            return page(request, "assessment/marks.html", context)
        for refusal in block.refusals:
            form.add_error("block", refusal)
    status = 422 if form.errors else 200
    return page(request, "assessment/paste.html", {"sheet": sheet, "grid": grid, "form": form}, status=status)


def _enter(
    request: ActorRequest, sheet: ResultSheet, typed: dict[mark_grid.Cell, Typed]
) -> Saved[mark_grid.Cell, Mark]:
    try:
        return services.enter_marks(sheet.training_class, typed, by=request.user, at=clock.now())
    except DomainError as refusal:
        return Saved(refusal=str(refusal))


def _saved_sentence(count: int) -> str:
    if count == 0:
        return _("Nothing had changed.")
    return ngettext("%(count)s mark saved.", "%(count)s marks saved.", count) % {"count": count}
