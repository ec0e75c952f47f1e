"""Classes in a list, one class, and its life."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.access.papers import visible_summonses
from khaigiang.teaching.cohorts.alerts import alerts_of
from khaigiang.teaching.cohorts.models import TrainingClass

STEPS: Final[dict[str, tuple[Callable[..., TrainingClass], Promise]]] = {
    "confirm": (services.confirm_class, _("The class is confirmed.")),
    "withdraw": (services.withdraw_confirmation, _("The class is tentative again.")),
    "start": (services.start_class, _("The class is running.")),
    "end": (services.begin_closing, _("The teaching of the class has ended.")),
    "close": (services.close_class, _("The class is closed.")),
}


@require_safe
def class_list(request: ActorRequest) -> HttpResponse:
    """The classes of every plan."""
    plans = queries.classes_by_plan(
        access.visible_classes(request.actor), access.plans_with_classes(request.actor), clock.today()
    )
    return page(request, "cohorts/classes.html", {"plans": plans, "may_run": access.may_run(request.actor)})


@require_safe
def of_plan(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The classes of one plan."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    shown = queries.classes_of_plan(plan, access.visible_classes(request.actor), clock.today())
    context = {
        "plan": plan,
        "shown": shown,
        "places": queries.class_places_grid(plan),
        "alerts": alerts_of(shown.class_ids, clock.today()),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "cohorts/of_plan.html", context)


@require_safe
def class_page(request: ActorRequest, class_id: int) -> HttpResponse:
    """One class: how far it has come and what is to be done next."""
    training_class = access.get_class(request.actor, class_id)
    context = {
        "training_class": training_class,
        "shown": queries.class_page(training_class, clock.today()),
        "may_run": access.may_run(request.actor),
        "sees_everybody": access.may_see_everybody(request.actor, training_class),
        "alerts": alerts_of([class_id], clock.today()),
        "ended": queries.ended_grounds_of(training_class, clock.today()),
        "summonses": queries.summons_rows(training_class, among=visible_summonses(request.actor)),
    }
    return page(request, "cohorts/class.html", context)


@require_POST
def step(request: ActorRequest, class_id: int, act: str) -> HttpResponse:
    """Take a class one step on in its life, or one back."""
    training_class = access.get_class_to_run(request.actor, class_id)
    if act not in STEPS:
        raise Http404
    move, said = STEPS[act]
    move(training_class, by=request.user, at=clock.now())
    messages.success(request, str(said))
    return go(request, "cohorts:class", class_id)
