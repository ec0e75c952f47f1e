"""The coverage ledger: on the page and as a workbook."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, page
from khaigiang.ground.web.table_files import EXCEL, leaf, page_asked
from khaigiang.oversight.coverage import access, queries, workbook
from khaigiang.oversight.coverage.as_of import AsOfForm
from khaigiang.oversight.coverage.forms import DivisionForm, LedgerForm
from khaigiang.oversight.coverage.states import Division, Reached
from khaigiang.registry.mandates.http import ActorRequest

PAGE_SIZE = 100


@require_safe
def plan_list(request: ActorRequest) -> HttpResponse:
    """The plans whose ledger may be read."""
    return page(request, "coverage/plans.html", {"plans": access.visible_plans(request.actor)})


@require_safe
def ledger(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Every post in exactly one state, as of a day."""
    plan = access.get_plan(request.actor, plan_id)
    on = AsOfForm(request.GET).day(clock.today())
    ledger = queries.ledger_of(plan, on, committees=access.visible_committees(request.actor))
    form = LedgerForm(request.GET or {"on": on})
    form.offer(ledger.groups)
    found = form.narrowed(ledger.groups)
    shown, by = leaf(ledger.rows(found), PAGE_SIZE, page_asked(request)), form.division()
    context = {
        "plan": plan,
        "on": on,
        "form": form,
        "counts": queries.counts_by_state(ledger.groups),
        "total": ledger.posts,
        "shown": shown,
        "lines": queries.with_remarks(plan, list(shown), on),
        "found": shown.paginator.count,
        "share": queries.share_label(found[0], by) if found and by else "",
    }
    return page(request, "coverage/ledger.html", context, partial="rows")


@require_safe
def sums(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The posts added up by committee, district, quarter or kind of unit."""
    plan = access.get_plan(request.actor, plan_id)
    on = AsOfForm(request.GET).day(clock.today())
    by = DivisionForm(request.GET).division()
    ledger = queries.ledger_of(plan, on, committees=access.visible_committees(request.actor))
    shares, planned_by = queries.shares_of(ledger, by)
    context = {
        "plan": plan,
        "on": on,
        "by": by,
        "form": AsOfForm(initial={"on": on}),
        "divisions": Division,
        "columns": Reached,
        "shares": shares,
        "planned_by": planned_by,
        "whole": queries.whole(ledger.groups),
    }
    return page(request, "coverage/sums.html", context)


@require_safe
def as_workbook(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The same rows as an Excel workbook."""
    plan = access.get_plan(request.actor, plan_id)
    on = AsOfForm(request.GET).day(clock.today())
    ledger = queries.ledger_of(plan, on, committees=access.visible_committees(request.actor))
    form = LedgerForm(request.GET)
    form.offer(ledger.groups)
    content = workbook.ledger_xlsx(plan, on, list(ledger.rows(form.narrowed(ledger.groups))))
    return file(content, name=f"{plan.code}-{on:%Y-%m-%d}.xlsx", content_type=EXCEL)
