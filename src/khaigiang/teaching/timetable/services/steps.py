"""The log of a timetable: every act on the sessions of a plan is one step, with what it touched before and after."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.followers import follow
from khaigiang.teaching.timetable.models import BoardStep, Session, StepCount
from khaigiang.teaching.timetable.states import StepKind

Key = tuple[int, int]
Drafts = Mapping[Key, Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """An act of another page than the board that changes sessions: what it is, why in words, what it is known by."""

    kind: StepKind
    because: str
    source: str
    takes_back: bool = False


def keep_step_in_transaction(
    plan_id: int,
    kind: StepKind,
    *,
    before: Iterable[Draft],
    after: Iterable[Draft],
    undoes: BoardStep | None = None,
    because: str = "",
    source: str = "",
    by: User,
    at: datetime,
) -> BoardStep:
    """Write down what an act did to the sessions of a plan, after its locks, within a service that records it.

    Only what differs is kept.
    """
    was, now = {draft.key: draft for draft in before}, {draft.key: draft for draft in after}
    # Nobody else numbers a step of this plan until this act is done.
    StepCount.objects.get_or_create(plan_id=plan_id)
    count = StepCount.objects.select_for_update().get(plan_id=plan_id)
    count.last += 1
    count.save(update_fields=["last"])
    step = BoardStep.objects.create(
        plan_id=plan_id,
        number=count.last,
        kind=kind,
        before=[draft.as_json() for key, draft in was.items() if now.get(key) != draft],
        after=[draft.as_json() for key, draft in now.items() if was.get(key) != draft],
        undoes=undoes,
        because=because,
        source=source,
        made_by=by,
        made_at=at,
    )
    follow({draft.class_id for draft in (*was.values(), *now.values())}, by=by, at=at)
    return step


def keep_steps_in_transaction(
    cause: Cause, *, before: Collection[Draft], after: Collection[Draft], by: User, at: datetime
) -> None:
    """Write down what an act of another page did to sessions: one step in each plan of which something changed.

    One that takes another back marks that one's steps as undone.
    """
    plans = dict(
        TrainingClass.objects.filter(pk__in={draft.class_id for draft in (*before, *after)}).values_list("pk", "plan")
    )
    for plan_id in sorted(set(plans.values())):
        was, now = ([draft for draft in drafts if plans[draft.class_id] == plan_id] for drafts in (before, after))
        if set(was) == set(now):
            continue
        taken_back = _made_by_cause(plan_id, cause) if cause.takes_back else None
        keep_step_in_transaction(
            plan_id,
            cause.kind,
            before=was,
            after=now,
            undoes=taken_back,
            because=cause.because,
            source=cause.source,
            by=by,
            at=at,
        )
        if taken_back is not None:
            BoardStep.objects.filter(pk=taken_back.pk).update(is_undone=True)


def _made_by_cause(plan_id: int, cause: Cause) -> BoardStep | None:
    made = BoardStep.objects.filter(plan=plan_id, source=cause.source, undoes=None, is_undone=False)
    return made.order_by("number").last()


def drafts_kept(kept: Iterable[Mapping[str, object]]) -> dict[Key, Draft]:
    """The pieces of one side of a step, by class and item."""
    return {draft.key: draft for draft in map(Draft.from_json, kept)}


def present_drafts(keys: Collection[Key]) -> dict[Key, Draft]:
    """How these pieces stand at present; those that do not stand are missing."""
    found = Session.objects.filter(training_class__in={key[0] for key in keys}, item__in={key[1] for key in keys})
    return {draft.key: draft for draft in map(Draft.of, found) if draft.key in keys}
