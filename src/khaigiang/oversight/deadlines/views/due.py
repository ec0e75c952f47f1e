"""Who falls due on a day, in a list and by person."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import EXCEL, leaf, page_asked
from khaigiang.oversight.deadlines import access, charts, queries, workbook
from khaigiang.oversight.deadlines.forms import DueForm
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.officials.access import get_official

PER_PAGE: Final = 50


@require_safe
def due_list(request: ActorRequest) -> HttpResponse:
    """Everybody whom requirements reach, as of a day, each in exactly one state."""
    form, lines, worded = _asked(request)
    found = form.narrowed(worded)
    counted = sum(one.count for one in found)
    context = {
        "form": form,
        "people": queries.people_of(form.day, form.choice, lines) if form.may_repeat else counted,
        "shown": leaf(form.listed(found, lines), PER_PAGE, page_asked(request)),
        "counts": form.with_addresses(queries.counts_by_state(form.narrowed(worded, but="state"))),
        "chart": charts.quarters_chart(queries.counts_by_quarter(form.narrowed(worded, but="quarter"), form.day)),
        "address": request.GET.urlencode(),
        "may_group": may_open(request, "deadlines:choose_plan"),
    }
    return page(request, "deadlines/due.html", context, partial="rows")


@require_safe
def due_workbook(request: ActorRequest) -> HttpResponse:
    """Everybody whom the choices leave, as an Excel workbook that is written row by row."""
    form, lines, worded = _asked(request)
    written = workbook.due_xlsx(form.listed(form.narrowed(worded), lines), form.day)
    return file(written, name=f"den-han-boi-duong-{form.day:%Y-%m-%d}.xlsx", content_type=EXCEL)


@require_safe
def person(request: ActorRequest, official_id: int) -> HttpResponse:
    """What one official owes, was granted and has handed in."""
    official = get_official(request.actor, official_id)
    context = {
        "official": official,
        "rows": queries.due_of(official, request.actor.on).values(),
        "reliefs": queries.relief_rows(access.reliefs_of(request.actor, official)),
        "proofs": queries.proof_rows(access.proofs_of(request.actor, official)),
        "may_extend": may_open(request, "deadlines:extend"),
        "may_hand_in": may_open(request, "deadlines:hand_in"),
    }
    return page(request, "deadlines/person.html", context)


def _asked(request: ActorRequest) -> tuple[DueForm, list[queries.Line], list[queries.Figure]]:
    """What is asked, the requirements of the day, and the figures of everybody whose name or unit fits."""
    form = DueForm(request.GET, today=clock.today(), committees=access.whose_people(request.actor))
    lines = queries.lines_on(form.day)
    everybody = queries.figures(form.day, committees=form.committees, lines=lines)
    form.offer(everybody, queries.names_in(everybody, lines))
    if not form.words:
        return form, lines, everybody
    return form, lines, queries.figures(form.day, committees=form.committees, words=form.words, lines=lines)
