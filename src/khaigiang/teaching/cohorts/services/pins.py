"""Pinning people to the class they have, many at once, letting them go, and taking either back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.errors import ChangedSincePinned, NobodyChosen, NotPinned, NotPlaced
from khaigiang.teaching.cohorts.models import PinChange, Wish
from khaigiang.teaching.cohorts.queries import situation_of
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.services.wishes import refuse_unless_possible

Kept: TypeAlias = dict[str, Any]


@transaction.atomic
def pin_people(plan: Plan, nomination_ids: Collection[int], *, reason: str = "", by: User, at: datetime) -> PinChange:
    """Hold these people in the class they are placed in, in every later proposal; all of them or nobody.

    Raises NobodyChosen, NotPlaced, NotAWaitingPerson, ClassTakesNobody or AwayOnClassDays.
    """
    _lock(nomination_ids)
    situation = situation_of(plan)
    classes = {one.id: one for one in situation.classes}
    people = {one.nomination_id: one for one in situation.people}
    placed = situation.placed
    for nomination_id in nomination_ids:
        if nomination_id not in placed:
            raise NotPlaced(official=Nomination.objects.get(pk=nomination_id))
        refuse_unless_possible(people, classes, nomination_id, placed[nomination_id])
    wanted = [
        Wish(nomination_id=pk, training_class_id=placed[pk], kind=Wish.Kind.PINNED, set_by=by, set_at=at, reason=reason)
        for pk in nomination_ids
    ]
    return _changed(plan, nomination_ids, wanted, is_pinning=True, reason=reason, by=by, at=at)


@transaction.atomic
def unpin_people(
    plan: Plan, nomination_ids: Collection[int], *, stays_a_wish: bool, by: User, at: datetime
) -> PinChange:
    """Let these people go wherever a proposal puts them; their class stays a wish, or no wish is left.

    Raises NobodyChosen, or NotPinned when one of them is not pinned any more.
    """
    _lock(nomination_ids)
    wishes = {wish.nomination_id: wish for wish in _pinned(plan, nomination_ids)}
    for nomination_id in nomination_ids:
        if nomination_id not in wishes:
            raise NotPinned(official=Nomination.objects.get(pk=nomination_id))
    wanted = [
        Wish(
            nomination_id=pk,
            training_class_id=wishes[pk].training_class_id,
            kind=Wish.Kind.PREFERS,
            set_by=by,
            set_at=at,
        )
        for pk in (nomination_ids if stays_a_wish else ())
    ]
    return _changed(plan, nomination_ids, wanted, is_pinning=False, reason="", by=by, at=at)


@transaction.atomic
def undo_pins(change: PinChange, *, by: User, at: datetime) -> None:
    """Give people back the wishes they had; raises ChangedSincePinned once it was undone or one wish is another."""
    change = PinChange.objects.select_for_update(of=("self",)).select_related("plan").get(pk=change.pk)
    people = [int(pk) for pk in change.before]
    _lock(people)
    if change.undone_at is not None or _wishes_of(people) != change.after:
        raise ChangedSincePinned
    Wish.objects.filter(nomination__in=people).delete()
    Wish.objects.bulk_create(_wish(int(pk), kept) for pk, kept in change.before.items() if kept)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    audit.record("undo_pins", change.plan, by=by, at=at, before=change.after, after=change.before)
    fill_free_places(change.plan, by=by, at=at)


def _lock(nomination_ids: Collection[int]) -> None:
    if not nomination_ids:
        raise NobodyChosen
    people = Nomination.objects.filter(pk__in=nomination_ids).order_by("pk")
    list(people.select_for_update().values_list("pk", flat=True))


def _pinned(plan: Plan, nomination_ids: Collection[int]) -> list[Wish]:
    return list(Wish.objects.filter(nomination__plan=plan, nomination__in=nomination_ids, kind=Wish.Kind.PINNED))


def _changed(
    plan: Plan,
    nomination_ids: Collection[int],
    wanted: list[Wish],
    *,
    is_pinning: bool,
    reason: str,
    by: User,
    at: datetime,
) -> PinChange:
    before = _wishes_of(nomination_ids)
    Wish.objects.filter(nomination__in=nomination_ids).delete()
    Wish.objects.bulk_create(wanted)
    after = _wishes_of(nomination_ids)
    change = PinChange.objects.create(
        plan=plan, is_pinning=is_pinning, before=before, after=after, reason=reason, made_by=by, made_at=at
    )
    act = "pin_people" if is_pinning else "unpin_people"
    audit.record(act, plan, by=by, at=at, before=before, after=after)
    fill_free_places(plan, by=by, at=at)
    return change


def _wishes_of(nomination_ids: Collection[int]) -> dict[str, Kept | None]:
    """The wish of each as JSON knows it, None for no wish."""
    wishes = {wish.nomination_id: wish for wish in Wish.objects.filter(nomination__in=nomination_ids)}
    return {str(pk): _as_json(wishes[pk]) if pk in wishes else None for pk in nomination_ids}


def _as_json(wish: Wish) -> Kept:
    return {
        "class": wish.training_class_id,
        "kind": wish.kind,
        "set_by": wish.set_by_id,
        "set_at": wish.set_at.isoformat() if wish.set_at else None,
        "reason": wish.reason,
    }


def _wish(nomination_id: int, kept: Mapping[str, Any]) -> Wish:
    return Wish(
        nomination_id=nomination_id,
        training_class_id=kept["class"],
        kind=kept["kind"],
        set_by_id=kept["set_by"],
        set_at=datetime.fromisoformat(kept["set_at"]) if kept["set_at"] else None,
        reason=kept["reason"],
    )
