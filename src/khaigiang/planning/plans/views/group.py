"""The target group while it is edited: the rule in words, its count, and single posts more or fewer."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import GroupSearchForm
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def group(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The group with its exceptions, and posts found by what is typed."""
    plan = access.get_plan(request.actor, plan_id)
    form = GroupSearchForm(request.GET)
    context = {
        "plan": plan,
        "form": form,
        "preview": queries.target_preview(queries.rule_of(plan)),
        "exceptions": queries.exception_rows(plan),
        "rows": queries.group_rows(plan, form.text()),
    }
    return page(request, "plans/group_page.html", context, partial="found")


@require_http_methods(["GET", "HEAD", "POST"])
def add_exception(request: ActorRequest, plan_id: int, unit_id: int, post_id: int) -> HttpResponse:
    """Leave one post of a unit out, or add one, with the reason."""
    plan = access.get_plan(request.actor, plan_id)
    unit, post = access.get_unit(plan, unit_id), access.get_post(request.actor, post_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_exception(plan, unit, post, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "plans:group", plan.pk)
    adds = not queries.rule_of(plan).finds(post.pk, unit)
    holder = queries.holder_on(post, unit, plan.target_on)
    context = {"plan": plan, "unit": unit, "post": post, "holder": holder, "form": form, "adds": adds}
    return page(request, "plans/exception.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_exception(request: ActorRequest, exception_id: int) -> HttpResponse:
    """Let the rule alone decide about a post again."""
    found = access.get_exception(request.actor, exception_id)
    if request.method == "POST":
        plan = services.withdraw_exception(found, by=request.user, at=clock.now())
        messages.success(
            request,
            _("The rule alone decides about %(post)s, %(unit)s again.") % {"post": found.post, "unit": found.unit.name},
        )
        return go(request, "plans:group", plan.pk)
    return page(request, "plans/withdraw_exception.html", {"exception": found, "plan": found.plan})
