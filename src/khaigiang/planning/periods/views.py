"""Term and annual plans: the list by term, one plan with its lines, their amendments, what carries them out."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.planning.periods import access, queries, services
from khaigiang.planning.periods.forms import CarryForm, LineForm, LinesForm, PeriodForm
from khaigiang.planning.periods.models import PeriodPlan, PlanLine
from khaigiang.planning.plans.access import get_plan
from khaigiang.planning.plans.amending_form import AmendingForm
from khaigiang.planning.plans.queries import ended_grounds_of
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.registry.units.as_of import AsOfForm


@require_safe
def period_list(request: ActorRequest) -> HttpResponse:
    """Term plans with their annual plans."""
    rows = queries.period_rows(access.visible_period_plans(request.actor), clock.today())
    return page(request, "periods/list.html", {"rows": rows, "may_write": may_open(request, "periods:edit")})


@require_safe
def period_page(request: ActorRequest, period_id: int) -> HttpResponse:
    """One plan with its lines and what is carried out; `?on=` asks for a past day."""
    plan = access.get_period_plan(request.actor, period_id)
    form = AsOfForm(request.GET, today=clock.today())
    context = {
        "plan": plan,
        "form": form,
        "shown": queries.period_page(plan, form.day),
        "may_write": may_open(request, "periods:edit"),
        "may_answer": may_open(request, "periods:approve"),
    }
    return page(request, "periods/period.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_period(request: ActorRequest) -> HttpResponse:
    """Enter a term or annual plan."""
    return _period_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_period(request: ActorRequest, period_id: int) -> HttpResponse:
    """Change a term or annual plan."""
    return _period_form(request, access.get_period_plan(request.actor, period_id))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_period(request: ActorRequest, period_id: int) -> HttpResponse:
    """Take a plan without lines away."""
    plan = access.get_period_plan(request.actor, period_id)
    if request.method == "POST":
        services.remove_period_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is removed."))
        return go(request, "periods:list")
    return page(request, "periods/remove.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def send_up(request: ActorRequest, period_id: int) -> HttpResponse:
    """Send a plan up for approval."""
    plan = access.get_period_plan(request.actor, period_id)
    if request.method == "POST":
        services.send_up_period_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is sent up. Whoever may approve it has been told."))
        return go(request, "periods:period", plan.pk)
    return page(request, "periods/send_up.html", {"plan": plan, "shown": queries.period_page(plan, clock.today())})


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActorRequest, period_id: int) -> HttpResponse:
    """Make a plan that waits a draft again."""
    plan = access.get_period_plan(request.actor, period_id)
    if request.method == "POST":
        services.take_back_period_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is a draft again."))
        return go(request, "periods:period", plan.pk)
    return page(request, "periods/take_back.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: ActorRequest, period_id: int) -> HttpResponse:
    """Send a plan back with a reason."""
    plan = access.get_period_plan(request.actor, period_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.return_period_plan(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is sent back with your reason."))
            return go(request, "periods:period", plan.pk)
    return page(request, "periods/return.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: ActorRequest, period_id: int) -> HttpResponse:
    """Look at what the plan wants, then approve."""
    plan = access.get_period_plan(request.actor, period_id)
    ended = ended_grounds_of(plan.document, clock.today())
    form = ReasonForm(request.POST or None) if ended else None
    if request.method == "POST" and (form is None or form.is_valid()):
        despite = form.cleaned_data["reason"] if form else ""
        services.approve_period_plan(plan, despite=despite, by=request.user, at=clock.now())
        messages.success(request, _("The plan is approved: training plans may carry it out."))
        return go(request, "periods:period", plan.pk)
    context = {"plan": plan, "shown": queries.period_page(plan, clock.today()), "ended": ended, "form": form}
    return page(request, "periods/approve.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: ActorRequest, period_id: int) -> HttpResponse:
    """Make an approved plan a draft again."""
    plan = access.get_period_plan(request.actor, period_id)
    if request.method == "POST":
        services.reopen_period_plan(plan, by=request.user, at=clock.now())
        messages.success(request, _("The plan is a draft again."))
        return go(request, "periods:period", plan.pk)
    return page(request, "periods/reopen.html", {"plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: ActorRequest, period_id: int) -> HttpResponse:
    """Add a line."""
    return _line_form(request, access.get_period_plan(request.actor, period_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_line(request: ActorRequest, line_id: int) -> HttpResponse:
    """Correct a line as the document says it."""
    line = access.get_line(request.actor, line_id)
    return _line_form(request, line.plan, line)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_line(request: ActorRequest, line_id: int) -> HttpResponse:
    """Take a line away."""
    line = access.get_line(request.actor, line_id)
    if request.method == "POST":
        plan = services.remove_line(line, by=request.user, at=clock.now())
        messages.success(request, _("The line is removed."))
        return go(request, "periods:period", plan.pk)
    return page(request, "periods/remove_line.html", {"line": line, "plan": line.plan})


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: ActorRequest, period_id: int) -> HttpResponse:
    """Type what the document changes, read the items, enter them."""
    plan = access.get_period_plan(request.actor, period_id)
    form, lines = _amending(request, plan)
    may_read = all([form.is_valid(), lines.is_valid()])
    wanted = lines.items() if may_read else {}
    if may_read and "look" not in request.POST:
        try:
            services.amend_period_plan(plan, wanted, **form.facts(), by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The amendment is entered."))
            return go(request, "periods:period", plan.pk)
    items = queries.changed_lines(plan, wanted) if may_read else []
    context = {"plan": plan, "form": form, "lines": lines, "items": items, "read": may_read}
    wrong = request.method == "POST" and "look" not in request.POST
    return page(request, "periods/amend.html", context, partial="items", status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_amendment(request: ActorRequest, amendment_id: int) -> HttpResponse:
    """Take the latest amendment back."""
    found = access.get_amendment(request.actor, amendment_id)
    if request.method == "POST":
        plan = services.withdraw_period_amendment(found, by=request.user, at=clock.now())
        messages.success(request, _("The amendment is taken back."))
        return go(request, "periods:period", plan.pk)
    rows = [row for row in queries.amendment_rows(found.plan) if row.id == found.pk]
    return page(request, "periods/withdraw_amendment.html", {"plan": found.plan, "amendment": rows[0]})


@require_http_methods(["GET", "HEAD", "POST"])
def carried_line(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Which line of an annual plan a training plan carries out."""
    plan = get_plan(request.actor, plan_id)
    form = CarryForm(request.POST or None, lines=access.annual_lines(request.actor))
    if form.is_valid():
        try:
            services.carry_out_line(plan, form.cleaned_data["line"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "periods:of_plan", plan.pk)
    carried, may_write = queries.carried_row(plan), may_open(request, "periods:take_off")
    context = {"plan": plan, "form": form, "carried": carried, "may_write": may_write}
    return page(request, "periods/of_plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Let a training plan carry out no line any more."""
    plan = get_plan(request.actor, plan_id)
    if request.method == "POST":
        services.take_off_line(plan, by=request.user, at=clock.now())
        messages.success(request, _("The training plan carries out no line any more."))
        return go(request, "periods:of_plan", plan.pk)
    return page(request, "periods/take_off.html", {"plan": plan, "carried": queries.carried_row(plan)})


def _period_form(request: ActorRequest, plan: PeriodPlan | None) -> HttpResponse:
    form = PeriodForm(
        request.POST or None,
        initial=queries.period_values(plan) if plan else {"kind": "annual"},
        documents=access.period_documents(request.actor, plan),
        terms=access.term_plans(request.actor),
    )
    if form.is_valid():
        try:
            saved = services.save_period_plan(plan, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "periods:period", saved.pk)
    return page(request, "periods/form.html", {"form": form, "plan": plan}, status=422 if form.errors else 200)


def _line_form(request: ActorRequest, plan: PeriodPlan, line: PlanLine | None) -> HttpResponse:
    initial = queries.line_values(line) if line else None
    form = LineForm(request.POST or None, initial=initial, lines=access.lines_above(request.actor, plan))
    if form.is_valid():
        try:
            services.save_line(plan, line, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "periods:period", plan.pk)
    context = {"form": form, "plan": plan, "line": line}
    return page(request, "periods/line.html", context, status=422 if form.errors else 200)


def _amending(request: ActorRequest, plan: PeriodPlan) -> tuple[AmendingForm, LinesForm]:
    data = request.POST or None
    return (
        AmendingForm(data, documents=access.amending_documents(request.actor, plan)),
        LinesForm(data, lines=queries.lines_of(plan), prefix="line"),
    )
