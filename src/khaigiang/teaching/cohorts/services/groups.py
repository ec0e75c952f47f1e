"""Discussion groups: proposed, made as a person agreed to, pinned, swapped, moved, dissolved, undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.cohorts import solver_bridge
from khaigiang.teaching.cohorts.errors import (
    GroupChangeIsNotTheLast,
    GroupsAreStale,
    MoveNotAllowed,
    NoSuchGroup,
    NothingToSwap,
    PinnedInTheGroup,
)
from khaigiang.teaching.cohorts.models import Enrolment, GroupChange, GroupSeat, TrainingClass
from khaigiang.teaching.cohorts.queries import Seated, enrolment_ids_on, last_change_of, seats_among, seats_of
from khaigiang.teaching.cohorts.services.lists import join_groups
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.states import LIST_MAY_CHANGE

Kind = GroupChange.Kind


def propose_groups(training_class: TrainingClass, *, groups: int | None = None, by: User, at: datetime) -> GroupChange:
    """Look for groups (tổ) of 8 to 15 for everybody in a class, in each discussion; nothing changes before `make_groups`.

    `groups`: so many, or as many as is best. An earlier proposal is laid aside. Raises NobodyOnTheList,
    TooFewForGroups, PinsOverfillAGroup or MoveNotAllowed.
    """
    # Solved before the transaction begins: on SQLite it would keep every other writer waiting.
    seating = solver_bridge.seating_of(training_class, local_day(at))
    seats = solver_bridge.find_groups(training_class, seating, groups)
    with transaction.atomic():
        training_class = _open_to_change(training_class)
        training_class.group_changes.filter(done_at__isnull=True).delete()
        proposal = training_class.group_changes.create(kind=Kind.MADE, after=seats, made_by=by, made_at=at)
        audit.record("propose_groups", training_class, by=by, at=at, after=_sizes(seats))
    return proposal


@transaction.atomic
def make_groups(proposal: GroupChange, *, by: User, at: datetime) -> GroupChange:
    """Seated everybody as proposed, in place of the groups there are.

    Raises MoveNotAllowed, or GroupsAreStale when the people or the pins have changed since.
    """
    training_class = _open_to_change(proposal.training_class)
    proposal = GroupChange.objects.get(pk=proposal.pk)
    seats, now = _seats_in(proposal.after), seats_of(training_class)
    there = enrolment_ids_on(training_class, local_day(at))
    is_read = {one for one, *_rest in seats} == there and _pins(seats) == _pins(seats_among(now, there))
    if proposal.done_at is not None or not is_read:
        raise GroupsAreStale
    _seat_anew(training_class, seats)
    proposal.before, proposal.done_at = now, at
    proposal.save(update_fields=["before", "done_at"])
    audit.record("make_groups", training_class, by=by, at=at, before=_sizes(now), after=_sizes(seats))
    return proposal


@transaction.atomic
def discard_groups(proposal: GroupChange, *, by: User, at: datetime) -> None:
    """Lay proposed groups aside; raises GroupsAreStale once they are made."""
    training_class = locked(proposal.training_class)
    deleted, _each = GroupChange.objects.filter(pk=proposal.pk, done_at__isnull=True).delete()
    if not deleted:
        raise GroupsAreStale
    audit.record("discard_groups", training_class, by=by, at=at, before=_sizes(_seats_in(proposal.after)))


@transaction.atomic
def dissolve_groups(training_class: TrainingClass, *, by: User, at: datetime) -> None:
    """Take all groups of a class away; nobody has a group then. Raises MoveNotAllowed once the class is closed."""
    training_class = _open_to_change(training_class)
    before = seats_of(training_class)
    _seat_anew(training_class, [])
    _done(training_class, Kind.DISSOLVED, before, [], by=by, at=at)
    audit.record("dissolve_groups", training_class, by=by, at=at, before=_sizes(before))


@transaction.atomic
def pin_to_group(enrolment: Enrolment, discussion: int, *, is_pinned: bool, by: User, at: datetime) -> None:
    """Keep somebody in their group of a discussion whatever is made anew, or no longer.

    Raises NoSuchGroup where they have none, or MoveNotAllowed.
    """
    training_class = _open_to_change(enrolment.training_class)
    seat = _seat(enrolment, discussion)
    seat.is_pinned = is_pinned
    seat.save(update_fields=["is_pinned"])
    act = "pin_to_group" if is_pinned else "unpin_from_group"
    after = {"official": str(enrolment.official), "discussion": discussion, "group": seat.group}
    audit.record(act, training_class, by=by, at=at, after=after)


@transaction.atomic
def move_to_group(enrolment: Enrolment, discussion: int, group: int, *, by: User, at: datetime) -> Enrolment:
    """Put somebody alone into another group of one discussion.

    Raises NoSuchGroup, PinnedInTheGroup or MoveNotAllowed.
    """
    training_class = _open_to_change(enrolment.training_class)
    if not any(seat[1:3] == (discussion, group) for seat in seats_of(training_class)):
        raise NoSuchGroup
    seat = _free_seat(enrolment, discussion)
    _reseat(training_class, Kind.MOVED, [(seat, group)], by=by, at=at)
    return enrolment


@transaction.atomic
def swap_groups(
    one: Enrolment, other: Enrolment, discussion: int, *, agreed: tuple[int, int], by: User, at: datetime
) -> None:
    """Let two people of a class change groups in one discussion; `agreed`: the groups they sat in when it was read.

    Raises NothingToSwap when they sit there no more, PinnedInTheGroup or MoveNotAllowed.
    """
    training_class = _open_to_change(one.training_class)
    first, second = _free_seat(one, discussion), _free_seat(other, discussion)
    if (first.group, second.group) != agreed or first.group == second.group:
        raise NothingToSwap
    _reseat(training_class, Kind.SWAPPED, [(first, second.group), (second, first.group)], by=by, at=at)


@transaction.atomic
def undo_group_change(change: GroupChange, *, by: User, at: datetime) -> None:
    """Seated everybody as before the last change; who joined meanwhile gets a group of each discussion there.

    Raises GroupChangeIsNotTheLast or MoveNotAllowed.
    """
    training_class = _open_to_change(change.training_class)
    last = last_change_of(training_class)
    if last is None or last.pk != change.pk:
        raise GroupChangeIsNotTheLast
    if last.kind in {Kind.SWAPPED, Kind.MOVED}:
        for enrolment_id, discussion, group, _is_pinned in _seats_in(last.before):
            GroupSeat.objects.filter(enrolment=enrolment_id, discussion=discussion).update(group=group)
    else:
        _seat_anew(training_class, _seats_in(last.before))
        join_groups(list(training_class.enrolments.all().in_class_on(local_day(at))), local_day(at))
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    audit.record("undo_group_change", training_class, by=by, at=at, before={"change": last.get_kind_display()})


def _open_to_change(training_class: TrainingClass) -> TrainingClass:
    training_class = locked(training_class)
    if training_class.state not in LIST_MAY_CHANGE:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    return training_class


def _seat_anew(training_class: TrainingClass, seats: Iterable[Seated]) -> None:
    GroupSeat.objects.filter(enrolment__training_class=training_class).delete()
    known = set(training_class.enrolments.values_list("pk", flat=True))
    GroupSeat.objects.bulk_create(
        GroupSeat(enrolment_id=one, discussion=discussion, group=group, is_pinned=is_pinned)
        for one, discussion, group, is_pinned in seats
        if one in known
    )


def _reseat(
    training_class: TrainingClass, kind: Kind, moves: Sequence[tuple[GroupSeat, int]], *, by: User, at: datetime
) -> None:
    before = [_plain(seat) for seat, _group in moves]
    for seat, group in moves:
        seat.group = group
    GroupSeat.objects.bulk_update([seat for seat, _group in moves], ["group"])
    after = [_plain(seat) for seat, _group in moves]
    _done(training_class, kind, before, after, by=by, at=at)
    act = "swap_groups" if kind == Kind.SWAPPED else "move_to_group"
    audit.record(act, training_class, by=by, at=at, before=_in_words(moves, before), after=_in_words(moves, after))


def _done(
    training_class: TrainingClass,
    kind: Kind,
    before: Sequence[Seated],
    after: Sequence[Seated],
    *,
    by: User,
    at: datetime,
) -> None:
    # What is proposed stands on other groups than those there are now.
    training_class.group_changes.filter(done_at__isnull=True).delete()
    training_class.group_changes.create(
        kind=kind, before=list(before), after=list(after), made_by=by, made_at=at, done_at=at
    )


def _seat(enrolment: Enrolment, discussion: int) -> GroupSeat:
    seat = GroupSeat.objects.filter(enrolment=enrolment, discussion=discussion).first()
    if seat is None:
        raise NoSuchGroup
    return seat


def _free_seat(enrolment: Enrolment, discussion: int) -> GroupSeat:
    seat = _seat(enrolment, discussion)
    if seat.is_pinned:
        raise PinnedInTheGroup(official=enrolment.official)
    return seat


def _plain(seat: GroupSeat) -> Seated:
    return seat.enrolment_id, seat.discussion, seat.group, seat.is_pinned


def _seats_in(seats: Iterable[Any]) -> list[Seated]:
    return [(one, discussion, group, is_pinned) for one, discussion, group, is_pinned in seats]


def _pins(seats: Iterable[Seated]) -> set[Seated]:
    return {seat for seat in seats if seat[3]}


def _sizes(seats: Iterable[Seated]) -> dict[str, int]:
    """How many people each group has, as the audit tells it: "discussion.group" → people."""
    sizes: dict[str, int] = {}
    for _one, discussion, group, _is_pinned in sorted(seats, key=lambda seat: seat[1:3]):
        sizes[f"{discussion}.{group}"] = sizes.get(f"{discussion}.{group}", 0) + 1
    return sizes


def _in_words(moves: Iterable[tuple[GroupSeat, int]], seats: Iterable[Seated]) -> dict[str, str]:
    people = [str(seat.enrolment.official) for seat, _group in moves]
    return {name: f"{seat[1]}.{seat[2]}" for name, seat in zip(people, seats, strict=True)}
