"""Acts on the board: a piece moved, set or taken off, a chain of moves, steps undone and done again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    ChainOutdated,
    ClassBusy,
    DropRefused,
    HallBusy,
    LecturerBusy,
    MovedMeanwhile,
    NoLongerThere,
    NothingToTakeBack,
    PlaceTakenMeanwhile,
    SessionHeld,
    StepOvertaken,
    TakenBackElsewhere,
)
from khaigiang.teaching.timetable.models import BoardStep, Session
from khaigiang.teaching.timetable.queries.hand import in_hand
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.queries.steps import step_to_redo, step_to_undo, who_changed
from khaigiang.teaching.timetable.services.arranging import (
    double_booking_refused,
    hold_for,
    put_pieces,
    refuse_meetings,
)
from khaigiang.teaching.timetable.services.rules import refuse_forbidden
from khaigiang.teaching.timetable.services.steps import Key, drafts_kept, keep_step_in_transaction, present_drafts
from khaigiang.teaching.timetable.states import TAKEN_BACK_ELSEWHERE, StepKind
from khaigiang.teaching.venues.models import Hall

Changes = Mapping[Key, Draft | None]


def move_piece(
    plan: Plan,
    key: Key,
    target: Target,
    *,
    seen: int = 0,
    there: Collection[int] | None = None,
    by: User,
    at: datetime,
) -> BoardStep:
    """Set a piece (class and item) to a half-day, or move it there; what its class has there takes its place.

    It keeps its lecturer and hall, or has those that the target names, or the cheapest that fit. `seen` is the version
    of the session that was moved (0: it stood nowhere), `there` the items of the class that were seen in the half-day.
    Raises MovedMeanwhile, PlaceTakenMeanwhile, DropRefused, RuleRefuses, SessionHeld or DoubleBooked.
    """
    # Weighed before the transaction begins: on SQLite it would keep every other writer waiting. What has changed by the
    # time that all is held, `_carried_out` refuses.
    hand = in_hand(plan, key)
    version = hand.session.version if hand.session else 0
    if version != seen:
        raise MovedMeanwhile(who=who_changed(plan, key, besides=None), item=hand.item)
    slot = hand.slot_at(target)
    if there is not None and {one.item_id for one in hand.there(target)} != set(there):
        raise PlaceTakenMeanwhile(when=slot.when)
    if not slot.is_possible:
        raise DropRefused(item=hand.item, when=slot.when, why="; ".join(slot.notes))
    kind = StepKind.PLACE if hand.session is None else StepKind.SWAP if slot.trades_with else StepKind.MOVE
    changes = {draft.key: draft for draft in slot.drafts}
    return _carried_out(plan, kind, changes, expected=hand.drafts_of(changes), by=by, at=at)


@transaction.atomic
def take_piece_off(plan: Plan, key: Key, *, seen: int, by: User, at: datetime) -> BoardStep:
    """Take a piece off the board; it lies in the tray again. Raises MovedMeanwhile or SessionHeld."""
    hand = in_hand(plan, key)
    if hand.session is None or hand.session.version != seen:
        raise MovedMeanwhile(who=who_changed(plan, key, besides=None), item=hand.item)
    return _carried_out(plan, StepKind.REMOVE, {key: None}, expected=hand.drafts_of([key]), by=by, at=at)


@transaction.atomic
def apply_chain(plan: Plan, moved: Sequence[Draft], *, after_step: int, by: User, at: datetime) -> BoardStep:
    """Do a chain of moves as it was proposed after a step of the plan; raises ChainOutdated once there is a later one."""
    hold_for(moved, {draft.class_id for draft in moved})
    last = plan.board_steps.order_by("-number").values_list("number", flat=True).first() or 0
    if last != after_step or plan.classes.filter(pk__in={draft.class_id for draft in moved}).count() != len(
        {draft.class_id for draft in moved}
    ):
        raise ChainOutdated
    changes = {draft.key: draft for draft in moved}
    return _carried_out(plan, StepKind.CHAIN, changes, expected=present_drafts(list(changes)), by=by, at=at)


@transaction.atomic
def undo_step(plan: Plan, number: int | None = None, *, by: User, at: datetime) -> BoardStep:
    """Take back a step of one's own: the one with this number, or the last that is not undone.

    Raises NothingToTakeBack, TakenBackElsewhere where it was an act of another page, StepOvertaken when somebody has
    changed a piece of it since, NoLongerThere, SessionHeld or what a move raises.
    """
    step = step_to_undo(plan, by, number)
    if step is None:
        raise NothingToTakeBack
    where = TAKEN_BACK_ELSEWHERE.get(StepKind(step.kind))
    if where is not None:
        raise TakenBackElsewhere(kind=step.get_kind_display(), because=step.because, where=where)
    kept = _echo(plan, step, StepKind.UNDO, step.after, step.before, by=by, at=at)
    BoardStep.objects.filter(pk=step.pk).update(is_undone=True)
    return kept


@transaction.atomic
def redo_step(plan: Plan, *, by: User, at: datetime) -> BoardStep:
    """Do the step again that one undid last, while one has done nothing else since; raises what `undo_step` raises."""
    undo = step_to_redo(plan, by)
    if undo is None or undo.undoes is None:
        raise NothingToTakeBack
    kept = _echo(plan, undo.undoes, StepKind.REDO, undo.undoes.before, undo.undoes.after, by=by, at=at)
    BoardStep.objects.filter(pk=undo.pk).update(is_undone=True)
    BoardStep.objects.filter(pk=undo.undoes.pk).update(is_undone=False)
    return kept


def _echo(
    plan: Plan,
    step: BoardStep,
    kind: StepKind,
    stands: list[Mapping[str, object]],
    wanted: list[Mapping[str, object]],
    *,
    by: User,
    at: datetime,
) -> BoardStep:
    expected, then = drafts_kept(stands), drafts_kept(wanted)
    keys = [*dict.fromkeys([*expected, *then])]
    now = present_drafts(keys)
    for key in keys:
        if now.get(key) != expected.get(key):
            item = ProgrammeItem.objects.filter(pk=key[1]).first()
            raise StepOvertaken(who=who_changed(plan, key, besides=step), item=item or "—")
    _refuse_gone(then.values())
    changes: dict[Key, Draft | None] = {key: then.get(key) for key in keys}
    return _carried_out(plan, kind, changes, expected=expected, undoes=step, by=by, at=at)


@transaction.atomic
def _carried_out(
    plan: Plan,
    kind: StepKind,
    changes: Changes,
    *,
    expected: Mapping[Key, Draft],
    undoes: BoardStep | None = None,
    by: User,
    at: datetime,
) -> BoardStep:
    """Write changes of pieces that stand as expected, as one step of the plan."""
    wanted = [draft for draft in changes.values() if draft]
    hold_for([*wanted, *expected.values()], {key[0] for key in changes})
    now = present_drafts(list(changes))
    for key in changes:
        if now.get(key) != expected.get(key):
            raise MovedMeanwhile(who=who_changed(plan, key, besides=None), item=ProgrammeItem.objects.get(pk=key[1]))
    _refuse_held(changes, now)
    _refuse_clashes(changes)
    refuse_meetings([draft for draft in wanted if now.get(draft.key) != draft])
    with double_booking_refused():
        try:
            put_pieces(changes)
        except ProtectedError as protected:
            raise SessionHeld(item=ProgrammeItem.objects.get(pk=next(iter(changes))[1])) from protected
    # Undone is what stood there before, whatever the rules have come to say of it: the list of findings names it.
    if kind != StepKind.UNDO:
        refuse_forbidden(plan, wanted)
    kept = keep_step_in_transaction(plan.pk, kind, before=now.values(), after=wanted, undoes=undoes, by=by, at=at)
    audit.record(f"{kind}_on_board", kept, by=by, at=at, before={"pieces": kept.before}, after={"pieces": kept.after})
    return kept


def _refuse_held(changes: Changes, now: Mapping[Key, Draft]) -> None:
    """Once attendance is recorded, a session's day stays."""
    leaving = {
        key
        for key, draft in now.items()
        if (then := changes[key]) is None or (then.on, then.half_day) != (draft.on, draft.half_day)
    }
    held = Session.objects.filter(
        training_class__in={key[0] for key in leaving}, item__in={key[1] for key in leaving}, attendances__isnull=False
    ).select_related("item")
    for session in held:
        if (session.training_class_id, session.item_id) in leaving:
            raise SessionHeld(item=session.item)


def _refuse_clashes(changes: Changes) -> None:
    """Raise ClassBusy, LecturerBusy or HallBusy, naming who is in the way, when a piece would stand on another."""
    for draft in changes.values():
        if draft is None:
            continue
        booked = Q(training_class=draft.class_id) | Q(hall=draft.hall_id)
        if draft.lecturer_id:
            booked |= Q(lecturer=draft.lecturer_id)
        others = Session.objects.filter(
            booked, on=draft.on, starts_at__lt=draft.ends_at, ends_at__gt=draft.starts_at
        ).select_related("training_class", "item", "lecturer", "hall")
        for other in others.order_by("pk"):
            if (other.training_class_id, other.item_id) not in changes:
                _refuse_clash(draft, other)


def _refuse_clash(draft: Draft, other: Session) -> None:
    told: dict[str, Any] = {"training_class": other.training_class, "item": other.item, "when": other.when}
    if other.training_class_id == draft.class_id:
        raise ClassBusy(**told)
    if draft.lecturer_id and other.lecturer_id == draft.lecturer_id:
        raise LecturerBusy(lecturer=other.lecturer, **told)
    raise HallBusy(hall=other.hall, **told)


def _refuse_gone(drafts: Collection[Draft]) -> None:
    """Raise NoLongerThere when an item, lecturer or hall has been removed since."""
    for model, ids in (
        (ProgrammeItem, {draft.item_id for draft in drafts}),
        (Lecturer, {draft.lecturer_id for draft in drafts if draft.lecturer_id}),
        (Hall, {draft.hall_id for draft in drafts}),
    ):
        if model._default_manager.filter(pk__in=ids).count() != len(ids):
            raise NoLongerThere
