"""A class that stays too small: held all the same with a reason, or asked about again; how early it is told."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.changes import access, queries, services
from khaigiang.teaching.changes.forms import ReasonForm, SmallClassRuleForm


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: ActorRequest, class_id: int) -> HttpResponse:
    """Hold a class though it is small, with a reason."""
    training_class = access.get_class_to_run(request.actor, class_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.hold_small_class(
                training_class, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The class is held as it is."))
            return go(request, "cohorts:class", class_id)
    context = {"training_class": training_class, "form": form}
    return page(request, "changes/hold.html", context, status=422 if form.errors else 200)


@require_POST
def ask_again(request: ActorRequest, class_id: int) -> HttpResponse:
    """Take back that a class is held though it is small."""
    training_class = access.get_class_to_run(request.actor, class_id)
    services.ask_again_about_small_class(training_class, by=request.user, at=clock.now())
    messages.success(request, _("The class is asked about again while it is too small."))
    return go(request, "cohorts:class", class_id)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: ActorRequest) -> HttpResponse:
    """How many days before its first day a class that is too small is told: the rules so far, and a new one."""
    today = clock.today()
    days = queries.days_ahead_on(today)
    form = SmallClassRuleForm(request.POST or None, initial={"valid_from": today, "days_ahead": days})
    if form.is_valid():
        services.set_small_class_rule(**form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The rule is set."))
        return go(request, "changes:small_rules")
    context = {
        "rows": queries.small_class_rules(today),
        "days": days,
        "form": form,
        "may_set": access.may_run(request.actor),
    }
    return page(request, "changes/small_rules.html", context, status=422 if form.errors else 200)
