"""From the rows around some classes to the problem that the timetable solver reads."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from itertools import pairwise
from typing import Final

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.solvers import timetabling as solver
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.rules import CANNOT, RATHER_NOT, availability
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.hours import length_of
from khaigiang.teaching.timetable.models import TimetableRun
from khaigiang.teaching.timetable.queries.situation import (
    ClassToTime,
    Closures,
    HallToUse,
    ItemToTeach,
    LecturerToAsk,
    Situation,
    Slot,
)
from khaigiang.teaching.timetable.rules import monday_of

HALVES = tuple(half.value for half in HalfDay)
# What is taught should come in the order of the programme.
IN_ORDER: Final = frozenset({ItemKind.TOPIC, ItemKind.VISIT})
# What a school would rather avoid, in the order of how much it minds.
WEIGHTS = solver.Weights(order=4, hall_change=4, load=2, travel=1, unwanted=1)
# What else may be asked for, and what it then costs each time: a lesson elsewhere than at present, a crowded day.
MAY_BE_ASKED: Final[Mapping[str, int]] = {"moved": 4, "spread": 4}


def weights_for(asked: Collection[str]) -> solver.Weights:
    """The prices of a search of which this is asked: "moved", "spread"."""
    return replace(WEIGHTS, **{part: price for part, price in MAY_BE_ASKED.items() if part in asked})


def asked_of(run: TimetableRun | None) -> tuple[str, ...]:
    """What else was asked of a run; nothing of what is in force."""
    return tuple(part for part in MAY_BE_ASKED if run and run.weights.get(part))


def problem_of(situation: Situation, weights: solver.Weights = WEIGHTS) -> solver.Problem:
    """The problem of giving these classes a timetable together; ids are the ids of our rows as text."""
    slots = frozenset(slot for one in situation.classes for slot in one.slots)
    return solver.Problem(
        classes=tuple(_class(one, situation) for one in situation.classes),
        lecturers=tuple(_lecturer(one, slots) for one in situation.lecturers),
        halls=tuple(_hall(one, slots) for one in situation.halls),
        pins=tuple(pin for one in situation.classes for pin in _pins(one, situation.items)),
        published=_published(situation) if weights.moved else (),
        weights=weights,
    )


def halls_for(one: ClassToTime, halls: Iterable[HallToUse]) -> list[HallToUse]:
    """Where a class may sit: in its own hall, or in any of its school that seats it when it has none."""
    if one.hall_id is not None:
        return [hall for hall in halls if hall.id == one.hall_id and hall.capacity >= one.people]
    return [hall for hall in halls if hall.school_id == one.school_id and hall.capacity >= one.people]


def input_hash(situation: Situation) -> str:
    """A mark of everything that decides on a timetable, and of the sessions that it would replace."""
    read = json.dumps(asdict(situation), default=str, sort_keys=True)
    return hashlib.sha256(read.encode()).hexdigest()


def placements_of(drafts: Iterable[Draft], situation: Situation) -> list[solver.Placement]:
    """Sessions as the solver writes them, those of one half-day as one piece.

    Those of items that the programme does not hold are left out.
    """
    classes, pieces = {one.id for one in situation.classes}, piece_of(situation.items)
    together: dict[tuple[int, int], list[Draft]] = {}
    for draft in drafts:
        if draft.class_id in classes and draft.item_id in pieces:
            together.setdefault((draft.class_id, pieces[draft.item_id]), []).append(draft)
    return [_placement(class_id, piece, found) for (class_id, piece), found in together.items()]


def _placement(class_id: int, piece: int, drafts: Sequence[Draft]) -> solver.Placement:
    head = next((draft for draft in drafts if draft.item_id == piece), drafts[0])
    lecturer = next((draft.lecturer_id for draft in drafts if draft.lecturer_id), None)
    return solver.Placement(
        class_id=str(class_id),
        piece_id=str(piece),
        slot=slot_of((head.on, head.half_day)),
        hall_id=str(head.hall_id),
        lecturer_id=str(lecturer) if lecturer else None,
    )


def piece_of(items: Iterable[ItemToTeach]) -> dict[int, int]:
    """By the id of every item that of the piece which the solver places: the first item of its half-day."""
    return {item.id: together[0].id for together in by_half_day(items) for item in together}


def slot_of(slot: Slot) -> solver.Slot:
    """A half-day as the solver writes it."""
    on, half = slot
    return solver.Slot(on, HALVES.index(half))


def half_of(slot: solver.Slot) -> str:
    """The half of the day as our rows write it."""
    return HALVES[slot.part]


def _class(one: ClassToTime, situation: Situation) -> solver.TrainingClass:
    return solver.TrainingClass(
        id=str(one.id),
        pieces=_pieces(situation.items, one),
        slots=tuple(slot_of(slot) for slot in one.slots),
        participants=one.people,
        halls=frozenset(str(hall.id) for hall in halls_for(one, situation.halls)),
        together=_together(situation.items),
    )


def _together(items: Sequence[ItemToTeach]) -> tuple[frozenset[str], ...]:
    """Pieces on the day of the one before them."""
    heads = [together[0] for together in by_half_day(items)]
    return tuple(frozenset({str(before.id), str(item.id)}) for before, item in pairwise(heads) if item.with_previous)


def _pieces(items: Sequence[ItemToTeach], one: ClassToTime) -> tuple[solver.Piece, ...]:
    """What fills one half-day each, in stages: opening, block by block the topics and then the discussions, closing."""
    half_days, piece = by_half_day(items), piece_of(items)
    stages = sorted({_stage(together) for together in half_days})
    return tuple(
        solver.Piece(
            id=str(together[0].id),
            stage=stages.index(_stage(together)),
            order=next((item.ordinal for item in together if item.kind in IN_ORDER), None),
            lecturers=frozenset(str(pk) for pk in may_teach(together)),
            features=frozenset(need for item in together for need in item.needs),
            after=frozenset(
                str(piece[pk]) for item in together for pk in item.after if piece.get(pk, 0) not in {0, together[0].id}
            ),
            slots=_slots_of(one, together),
        )
        for together in half_days
    )


def _stage(together: Sequence[ItemToTeach]) -> tuple[tuple[int, int, int], bool]:
    """The stage of what shares a half-day: once all of the lowest are over, before any other of the highest."""
    stages = [item.place.stage for item in together]
    return min(stages), min(stages) < max(stages)


def may_teach(together: Sequence[ItemToTeach]) -> set[int]:
    """Who may teach everything that shares a half-day; what nobody is named for asks for nobody."""
    asked = [set(item.lecturer_ids) for item in together if item.lecturer_ids]
    return set.intersection(*asked) if asked else set()


def _slots_of(one: ClassToTime, together: Sequence[ItemToTeach]) -> frozenset[solver.Slot] | None:
    """The half-days of a class that are late enough and long enough for what shares one; None for all."""
    allowed = half_days_for(one, together)
    return None if len(allowed) == len(one.slots) else frozenset(slot_of(slot) for slot in allowed)


def half_days_for(one: ClassToTime, together: Sequence[ItemToTeach]) -> list[Slot]:
    """The half-days of a class that are late enough and long enough for what shares one."""
    first, minutes = max(item.not_before_day for item in together), sum(item.minutes or 1 for item in together)
    days = set(one.days[first - 1 :])
    return [slot for slot in one.slots if slot[0] in days and minutes <= length_of(one.hours_of(slot))]


def _lecturer(one: LecturerToAsk, slots: frozenset[Slot]) -> solver.Lecturer:
    can = {slot: availability(one.times, *slot) for slot in slots}
    closed = {slot for slot in slots if can[slot] == CANNOT} | (slots & set(one.taken)) | _used_up(one, slots)
    return solver.Lecturer(
        id=str(one.id),
        unavailable=frozenset(slot_of(slot) for slot in closed),
        unwanted=frozenset(slot_of(slot) for slot in slots if can[slot] == RATHER_NOT),
        max_per_day=one.max_per_day,
        max_per_week=one.max_per_week,
        engaged=frozenset(
            solver.Engagement(slot=slot_of(slot), place=place or None)
            for slot, place in zip(one.taken, one.taken_at, strict=True)
        ),
    )


def _hall(one: HallToUse, slots: frozenset[Slot]) -> solver.Hall:
    closed = {slot for slot in slots if is_closed(slot, one.closed)} | (slots & {*one.taken, *one.meetings})
    return solver.Hall(
        id=str(one.id),
        capacity=one.capacity,
        features=frozenset(one.features),
        busy=frozenset(slot_of(slot) for slot in closed),
        place=one.place or None,
    )


def _published(situation: Situation) -> tuple[solver.Placement, ...]:
    return tuple(placements_of([draft for one in situation.classes for draft in one.sessions], situation))


def is_closed(slot: Slot, closures: Closures) -> bool:
    """Is a hall with these closures not to be had in a half-day?"""
    on, half = slot
    return any(first <= on <= last and shut in ("", half) for first, last, shut in closures)


def _used_up(one: LecturerToAsk, slots: frozenset[Slot]) -> set[Slot]:
    """Half-days of days and weeks in which other classes already take all that a lecturer may teach."""
    full = {on for on in {on for on, _half in slots} if is_full(one, on)}
    return {slot for slot in slots if slot[0] in full}


def is_full(one: LecturerToAsk, on: date) -> bool:
    """Do other classes already take all that a lecturer may teach on a day, or in its week?"""
    on_the_day, in_the_week = taken_near(one, on)
    return on_the_day >= one.max_per_day or in_the_week >= one.max_per_week


def taken_near(one: LecturerToAsk, on: date) -> tuple[int, int]:
    """In how many half-days of a day, and of its week, a lecturer teaches other classes."""
    taken = set(one.taken)
    monday = monday_of(on)
    return sum(day == on for day, _half in taken), sum(monday_of(day) == monday for day, _half in taken)


def _pins(one: ClassToTime, items: Sequence[ItemToTeach]) -> list[solver.Pin]:
    """The opening stands in the first half-day of a class, the closing in the last."""
    ends = {ItemKind.OPENING: 0, ItemKind.CLOSING: -1}
    piece = piece_of(items)
    places = {piece[item.id]: ends[ItemKind(item.kind)] for item in items if item.kind in ends}
    return [
        solver.Pin(class_id=str(one.id), piece_id=str(pk), slot=slot_of(one.slots[place]))
        for pk, place in places.items()
        if one.slots
    ]
