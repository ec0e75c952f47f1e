"""The office's rule of reminding, and the reminders drafted by it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.answers import access, queries, services
from khaigiang.teaching.answers.forms import RuleForm


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The rule in words, what it asks today, and what was drafted."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    rule = queries.rule_of(plan)
    form = RuleForm(request.POST if request.method == "POST" else None, initial=queries.described(rule))
    if request.method == "POST":
        plan = access.get_plan_to_remind(request.actor, plan_id)
        if form.is_valid():
            services.set_reminder_rule(plan, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("The rule is kept. What is due today is drafted in the outbox in a moment."))
            return go(request, "answers:reminders", plan_id)
    context = {
        "plan": plan,
        "rule": rule,
        "form": form,
        "due": queries.due_reminders(rule, clock.today()) if rule else [],
        "drafted": queries.reminder_rows(plan),
        "may_remind": access.may_remind(request.actor),
    }
    return page(request, "answers/reminders.html", context, status=422 if form.errors else 200)


@require_POST
def draft(request: ActorRequest, summons_id: int) -> HttpResponse:
    """Draft the reminder that is due, without waiting for the job."""
    summons = access.get_summons_to_remind(request.actor, summons_id)
    services.draft_reminders(summons, by=request.user, at=clock.now())
    messages.success(request, _("The reminders are drafted. Read them in the outbox before you let them go."))
    return go(request, "answers:reminders", summons.training_class.plan_id)
