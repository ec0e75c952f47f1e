"""The posts of a plan, and which of them are excused."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.ground.web.navigation import may_open
from khaigiang.ground.web.table_files import page_asked
from khaigiang.planning.plans import access, queries, services
from khaigiang.planning.plans.forms import PostFilterForm
from khaigiang.planning.plans.reason_form import ReasonForm
from khaigiang.registry.mandates.http import ActorRequest


@require_safe
def post_list(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The posts of a day with their holders; of today unless another day is asked for."""
    plan = access.get_plan(request.actor, plan_id)
    form = PostFilterForm(request.GET, rows=queries.quota_rows(plan), today=clock.today())
    shown = queries.post_page(
        plan,
        committee_id=form.committee_id(),
        text=form.text(),
        on=form.day,
        number=page_asked(request),
    )
    context = {"plan": plan, "form": form, "shown": shown, "may_write": may_open(request, "plans:excuse")}
    return page(request, "plans/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: ActorRequest, target_post_id: int) -> HttpResponse:
    """Accept that nobody need come for a post."""
    post = access.get_target_post(request.actor, target_post_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.excuse_post(post, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(post)s is excused.") % {"post": post})
            return go(request, "plans:posts", post.plan_id)
    return page(request, "plans/excuse.html", {"post": post, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_excuse(request: ActorRequest, excuse_id: int) -> HttpResponse:
    """Count a post among those to be trained again."""
    found = access.get_excuse(request.actor, excuse_id)
    if request.method == "POST":
        services.withdraw_excuse(found, by=request.user, at=clock.now())
        messages.success(request, _("%(post)s counts again.") % {"post": found.target_post})
        return go(request, "plans:posts", found.target_post.plan_id)
    return page(request, "plans/withdraw_excuse.html", {"excuse": found})
