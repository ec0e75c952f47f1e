"""Places held without names: the table of a plan, the own quarters of a committee, what lapses."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.needs import queries, services
from khaigiang.planning.needs.forms import HoldForm, RuleForm
from khaigiang.planning.nominations.access import committee_ids, get_quota, may_name
from khaigiang.planning.nominations.queries import committee_by_quarter
from khaigiang.planning.plans.access import get_plan
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def reservations(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Committees by quarters: what is held, what has names, when the rest lapses."""
    plan = get_plan(request.actor, plan_id)
    table = queries.held_table(plan, clock.today())
    context = {"plan": plan, "table": table, "may_write": may_open(request, "needs:rule")}
    return page(request, "needs/reservations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Say how many days before a class held places lapse."""
    plan = get_plan(request.actor, plan_id)
    table = queries.held_table(plan, clock.today())
    form = RuleForm(request.POST or None, initial={"days_before": table.days_before or 10})
    if form.is_valid():
        services.set_reservation_rule(plan, **form.cleaned_data, by=request.user, at=clock.now())
        return go(request, "needs:reservations", plan.pk)
    context = {"plan": plan, "form": form, "table": table}
    return page(request, "needs/rule.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def lapse(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Look at what lapses today, then let it go."""
    plan = get_plan(request.actor, plan_id)
    if request.method == "POST":
        places = services.lapse_reservations(plan, by=request.user, at=clock.now())
        messages.success(request, _("%(places)s places are free again.") % {"places": places})
        return go(request, "needs:reservations", plan.pk)
    rows = [row for row in queries.held_rows(plan, clock.today()) if row.is_due and row.nameless]
    return page(request, "needs/lapse.html", {"plan": plan, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActorRequest, plan_id: int, committee_id: int) -> HttpResponse:
    """What a committee holds in each quarter."""
    quota = get_quota(request.actor, plan_id, committee_id)
    rows = queries.held_rows(quota.plan, clock.today())
    form = HoldForm(request.POST or None, rows=[row for row in rows if row.committee_id == committee_id])
    if form.is_valid():
        try:
            services.reserve_places(quota.plan, quota.committee, form.wanted(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The places are held."))
            return go(request, "needs:own", plan_id, committee_id)
    pools, may_hold = queries.quarter_pools(quota.plan, rows), may_name(request.actor, committee_id)
    sees_all = committee_ids(request.actor) is None
    quarters = committee_by_quarter(quota.plan, committee_id)
    context = {"quota": quota, "plan": quota.plan, "form": form, "pools": pools.values(), "may_hold": may_hold}
    context |= {"sees_all": sees_all, "quarters": quarters}
    return page(request, "needs/own.html", context, status=422 if form.errors else 200)
