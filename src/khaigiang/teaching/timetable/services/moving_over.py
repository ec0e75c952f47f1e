"""Classes that are not decided yet follow another version of their programme; their sessions go along."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.services import set_version_in_transaction
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    ClassesMovedSince,
    NoClassesToMove,
    NotMovable,
    SessionHeld,
    VersionNotApproved,
)
from khaigiang.teaching.timetable.models import MoveOver, Session
from khaigiang.teaching.timetable.queries.moving_over import counterparts, movable_classes
from khaigiang.teaching.timetable.services.arranging import hold_for, rearrange, sessions_of
from khaigiang.teaching.timetable.services.steps import Cause, keep_steps_in_transaction
from khaigiang.teaching.timetable.states import StepKind


@transaction.atomic
def move_classes_over(version: ProgrammeVersion, class_ids: Collection[int], *, by: User, at: datetime) -> MoveOver:
    """Let classes follow an approved version: sessions of items that it holds stay, with the item of this version.

    Raises NoClassesToMove, VersionNotApproved, NotMovable or SessionHeld.
    """
    if not class_ids:
        raise NoClassesToMove
    if not version.is_approved:
        raise VersionNotApproved(number=version.number)
    hold_for([Draft.of(one) for one in sessions_of(class_ids)], class_ids)
    classes = list(movable_classes(version).filter(pk__in=class_ids))
    if len(classes) < len(set(class_ids)):
        raise NotMovable
    found = counterparts(version, [one.version_id for one in classes])
    before = [_kept(one) for one in classes]
    for one in classes:
        _take_along(one, version, found)
    move = MoveOver.objects.create(
        version=version, before=before, after=[_kept(one) for one in classes], made_by=by, made_at=at
    )
    _keep_step(move, before, move.after, by=by, at=at)
    audit.record("move_classes_over", version, by=by, at=at, before={"classes": before}, after={"classes": move.after})
    return move


@transaction.atomic
def undo_move_over(move: MoveOver, *, by: User, at: datetime) -> None:
    """Give the classes back the version and the sessions that they had; raises ClassesMovedSince or SessionHeld."""
    class_ids = [kept["class_id"] for kept in move.before]
    wanted = [Draft.from_json(session) for kept in move.before for session in kept["sessions"]]
    hold_for([*map(Draft.of, sessions_of(class_ids)), *wanted], class_ids)
    move = MoveOver.objects.select_for_update(of=("self",)).get(pk=move.pk)
    classes = {one.pk: one for one in TrainingClass.objects.filter(pk__in=class_ids).select_related("version")}
    if move.undone_at is not None or [_kept(classes[pk]) for pk in class_ids] != move.after:
        raise ClassesMovedSince
    for kept in move.before:
        _put_back(classes[kept["class_id"]], kept)
    _keep_step(move, move.after, move.before, takes_back=True, by=by, at=at)
    move.undone_at = at
    move.save(update_fields=["undone_at"])
    audit.record("undo_move_over", move.version, by=by, at=at, before={"classes": move.after})


def _keep_step(
    move: MoveOver,
    was: Sequence[dict[str, Any]],
    now: Sequence[dict[str, Any]],
    *,
    takes_back: bool = False,
    by: User,
    at: datetime,
) -> None:
    """An open board learns that the pieces of these classes are items of another version."""
    source = f"move over {move.pk}"
    cause = Cause(kind=StepKind.VERSION, because=str(move.version), source=source, takes_back=takes_back)
    before, after = ([Draft.from_json(one) for kept in side for one in kept["sessions"]] for side in (was, now))
    keep_steps_in_transaction(cause, before=before, after=after, by=by, at=at)


def _take_along(one: TrainingClass, version: ProgrammeVersion, found: dict[int, int]) -> None:
    for session in sessions_of([one.pk]):
        if session.item_id in found:
            session.item_id = found[session.item_id]
            session.version += 1
            session.save(update_fields=["item", "version"])
        else:
            _drop(session)
    set_version_in_transaction(one, version)


def _put_back(one: TrainingClass, kept: dict[str, object]) -> None:
    """Sessions that stayed get their old item again, the dropped ones come back as they were."""
    old = ProgrammeVersion.objects.get(pk=int(str(kept["version_id"])))
    wanted = [Draft.from_json(session) for session in _listed(kept["sessions"])]
    found = counterparts(old, [one.version_id])
    for session in sessions_of([one.pk]):
        session.item_id = found[session.item_id]
        session.save(update_fields=["item"])
    rearrange([one.pk], wanted)
    set_version_in_transaction(one, old)


def _drop(session: Session) -> None:
    try:
        session.delete()
    except ProtectedError as protected:
        raise SessionHeld(item=session.item) from protected


def _kept(one: TrainingClass) -> dict[str, object]:
    sessions = [Draft.of(session).as_json() for session in sessions_of([one.pk])]
    return {"class_id": one.pk, "version_id": one.version_id, "sessions": sessions}


def _listed(sessions: object) -> Sequence[dict[str, object]]:
    assert isinstance(sessions, list)
    return sessions
