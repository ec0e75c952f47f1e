"""The board: a plan's timetable by hand, seen at once, moved piece by piece, together with others."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import page
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.timetable import access, chains, services
from khaigiang.teaching.timetable.board_pages import Desk
from khaigiang.teaching.timetable.forms import AskForm, ChainForm, DropForm, LookForm, PieceForm, SinceForm, StepForm
from khaigiang.teaching.timetable.queries import board as boards
from khaigiang.teaching.timetable.queries.hand import in_hand
from khaigiang.teaching.timetable.queries.steps import last_step, newest_steps
from khaigiang.teaching.timetable.solver_bridge.suggestions import what_could_go_there, where_it_could_go

UNSEEN = 0


@require_safe
def board_page(request: ActorRequest, plan_id: int) -> HttpResponse:
    """The timetable of a plan: rows of half-days, the tray, the log; a piece held without a script."""
    desk = _desk(request, access.get_plan_to_read(request.actor, plan_id))
    return page(request, "timetable/board.html", desk.page(today=request.actor.on))


@require_safe
def slots(request: ActorRequest, plan_id: int) -> JsonResponse:
    """What a drop of the piece in hand would do in every half-day."""
    plan = access.get_plan_to_write(request.actor, plan_id)
    form = _desk(request, plan).look
    if form.held is None:
        return JsonResponse({"said": ""}, status=422)
    try:
        found = boards.slots_by_spot(in_hand(plan, form.held), form.looking.view)
    except DomainError as refusal:
        return JsonResponse({"said": str(refusal)}, status=422)
    return JsonResponse({"slots": {key: [one.state, one.said] for key, one in found.items()}})


@require_safe
def steps(request: ActorRequest, plan_id: int) -> HttpResponse:
    """What others have done since the page was drawn; nothing where they have done nothing."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    form = SinceForm(request.GET)
    since = form.cleaned_data["since"] if form.is_valid() else UNSEEN
    if last_step(plan) == since:
        return HttpResponse(status=204)
    return _answer(request, _desk(request, plan), "")


@require_POST
def move(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Set or move a piece."""
    form = DropForm(request.POST)

    def act(plan: Plan, at: datetime) -> object:
        seen = form.cleaned_data["seen"]
        return services.move_piece(plan, form.key, form.target, seen=seen, there=form.there, by=request.user, at=at)

    return _acted(request, plan_id, form, act)


@require_POST
def take_off(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Lay a piece back into the tray."""
    form = PieceForm(request.POST)

    def act(plan: Plan, at: datetime) -> object:
        return services.take_piece_off(plan, form.key, seen=form.cleaned_data["seen"], by=request.user, at=at)

    return _acted(request, plan_id, form, act)


@require_POST
def undo(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Take a step of one's own back."""
    form = StepForm(request.POST)

    def act(plan: Plan, at: datetime) -> object:
        return services.undo_step(plan, form.cleaned_data["number"], by=request.user, at=at)

    return _acted(request, plan_id, form, act)


@require_POST
def redo(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Do again what one undid last."""

    def act(plan: Plan, at: datetime) -> object:
        return services.redo_step(plan, by=request.user, at=at)

    return _acted(request, plan_id, StepForm(request.POST), act)


@require_safe
def suggestions(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Where a piece could go, or what could go to a half-day, ranked by price."""
    plan = access.get_plan_to_write(request.actor, plan_id)
    form, rows, step = AskForm(request.GET), [], last_step(plan)
    if form.key:
        rows = where_it_could_go(plan, form.key)
    elif form.half_day:
        access.get_class_of_plan(request.actor, plan, form.half_day[0])
        rows = what_could_go_there(plan, *form.half_day)
    offered = [{"row": row, "less": -row.price, "chain": chains.sealed(row.drafts, step)} for row in rows]
    context = {"plan": plan, "rows": offered, "query": _desk(request, plan).query}
    return page(request, "timetable/suggestions.html", context, partial="list")


@require_POST
def apply_chain(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Do a chain of moves as it was offered."""
    form = ChainForm(request.POST)

    def act(plan: Plan, at: datetime) -> object:
        moved, step = chains.opened(form.cleaned_data["chain"])
        return services.apply_chain(plan, moved, after_step=step, by=request.user, at=at)

    return _acted(request, plan_id, form, act)


@require_POST
def rest(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Let the solver set what is missing, around what stands."""
    desk = _desk(request, access.get_plan_to_write(request.actor, plan_id))
    classes = access.classes_of_plan(request.actor, desk.plan, class_id=desk.look.looking.class_id)
    try:
        run = services.ask_for_the_rest(list(classes), by=request.user, at=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(desk.here)
    return redirect("timetable:search", run.pk)


def _acted(request: ActorRequest, plan_id: int, form: Any, act: Callable[[Plan, datetime], object]) -> HttpResponse:
    """Do it, then answer with what changed; a script is told in place, a browser without one sees the page again."""
    plan = access.get_plan_to_write(request.actor, plan_id)
    refusal = " ".join(str(error) for errors in form.errors.values() for error in errors)
    try:
        if not refusal:
            act(plan, clock.now())
    except DomainError as refused:
        refusal = str(refused)
    desk = _desk(request, plan)
    if "application/json" in request.headers.get("Accept", ""):
        return _answer(request, desk, refusal)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, newest_steps(plan, reader=request.user)[0].said)
    return redirect(desk.here)


def _answer(request: ActorRequest, desk: Desk, refusal: str) -> JsonResponse:
    """What changed since the page was last told; 422 with the refusal where there was one."""
    said = SinceForm(request.GET)
    since = said.cleaned_data["since"] if said.is_valid() else UNSEEN
    answer = desk.answer(since, refusal=refusal, csrf_token=get_token(request))
    return JsonResponse(answer, status=422 if refusal else 200)


def _desk(request: ActorRequest, plan: Plan) -> Desk:
    classes = access.classes_of_plan(request.actor, plan)
    return Desk(
        plan=plan,
        classes=classes,
        look=LookForm({"view": "classes", **request.GET.dict()}, classes=classes),
        reader=request.user,
        may_write=access.may_write(request.actor),
        now=clock.now(),
    )
