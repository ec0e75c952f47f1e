"""The log of a timetable: every act on the sessions of a plan is one step, with what it touched before and after."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import BoardStep, Session, StepCount
from khaigiang.teaching.timetable.states import StepKind

Key = tuple[int, int]
Drafts = Mapping[Key, Draft]


def keep_step_in_transaction(
    plan_id: int,
    kind: StepKind,
    *,
    before: Iterable[Draft],
    after: Iterable[Draft],
    undoes: BoardStep | None = None,
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
    return BoardStep.objects.create(
        plan_id=plan_id,
        number=count.last,
        kind=kind,
        before=[draft.as_json() for key, draft in was.items() if now.get(key) != draft],
        after=[draft.as_json() for key, draft in now.items() if was.get(key) != draft],
        undoes=undoes,
        made_by=by,
        made_at=at,
    )


def drafts_kept(kept: Iterable[Mapping[str, object]]) -> dict[Key, Draft]:
    """The pieces of one side of a step, by class and item."""
    return {draft.key: draft for draft in map(Draft.from_json, kept)}


def present_drafts(keys: Collection[Key]) -> dict[Key, Draft]:
    """How these pieces stand at present; those that do not stand are missing."""
    found = Session.objects.filter(training_class__in={key[0] for key in keys}, item__in={key[1] for key in keys})
    return {draft.key: draft for draft in map(Draft.of, found) if draft.key in keys}
