"""A timetable asked again and again where its pieces could go, what stands in the way there, and what it would cost."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeAlias

from khaigiang.solvers.timetabling.problem import (
    ClassId,
    HallId,
    Lecturer,
    LecturerId,
    Piece,
    PieceId,
    Pin,
    Placement,
    Problem,
    Slot,
)
from khaigiang.solvers.timetabling.reckoning import cost
from khaigiang.solvers.timetabling.windows import predecessors

Key: TypeAlias = tuple[ClassId, PieceId]
Changes: TypeAlias = Mapping[Key, Placement]


def key_of(placement: Placement) -> Key:
    """Which piece of which class is placed."""
    return placement.class_id, placement.piece_id


class Room:
    """A timetable that keeps all hard rules, and the room it leaves; what one look finds is kept for the next."""

    def __init__(self, problem: Problem, placements: Sequence[Placement]) -> None:
        """Look at a timetable whose pieces, lecturers and halls are all known."""
        self.problem = problem
        self.placed = {key_of(one): one for one in placements}
        self.classes = {cls.id: cls for cls in problem.classes}
        self.lecturers: dict[LecturerId, Lecturer] = {one.id: one for one in problem.lecturers}
        self.places = {hall.id: hall.place for hall in problem.halls}
        self.pins: dict[Key, Pin] = {(pin.class_id, pin.piece_id): pin for pin in problem.pins}
        self.in_class: dict[tuple[ClassId, Slot], Placement] = {(one.class_id, one.slot): one for one in placements}
        self.in_hall: dict[tuple[HallId, Slot], Placement] = {(one.hall_id, one.slot): one for one in placements}
        self.lessons: defaultdict[tuple[LecturerId, Hashable], list[Placement]] = defaultdict(list)
        for one in placements:
            if one.lecturer_id is not None:
                for time in (None, one.slot, one.slot.on, one.slot.week):
                    self.lessons[one.lecturer_id, time].append(one)
        # The same is asked of a piece, a class or a lecturer in chain after chain.
        self.open_to = cache(self._open_to)
        self._before = cache(self._predecessors)
        self._fit = cache(self._halls_that_fit)
        self._price_in_class = cache(self._price_of_class)
        self._price_of_lecturer = cache(self._price_of_lessons)
        self._class_alone = cache(self._problem_of_class)

    def clash(self, one: Placement, other: Placement) -> bool:
        """Can these two not both be where they are?"""
        if one.slot == other.slot:
            is_shared = one.class_id == other.class_id or one.hall_id == other.hall_id
            return is_shared or (one.lecturer_id is not None and one.lecturer_id == other.lecturer_id)
        if one.class_id != other.class_id:
            return False
        early, late = (one, other) if one.slot < other.slot else (other, one)
        return late.piece_id in self._before(one.class_id)[early.piece_id]

    def too_many(self, changes: Changes) -> list[Key] | None:
        """Pieces of which another must move: for a limit of their lecturer, or because they belong on one date.

        None when all of that is kept.
        """
        for one in changes.values():
            group = self._torn_apart(one, changes)
            if group is None and one.lecturer_id is not None:
                group = self._beyond_a_limit(one.lecturer_id, one.slot, changes)
            if group is not None:
                return [key_of(other) for other in group if key_of(other) not in changes]
        return None

    def price_of(self, changes: Changes) -> int:
        """By how much the total cost grows."""
        moved = self.problem.weights.moved
        published = {key_of(one): one for one in self.problem.published} if moved else {}
        price = moved * sum(
            (published.get(key, one) != one) - (published.get(key, self.placed[key]) != self.placed[key])
            for key, one in changes.items()
        )
        for class_id in dict.fromkeys(class_id for class_id, _ in changes):
            own = frozenset(one for one in changes.values() if one.class_id == class_id)
            price += self._price_in_class(class_id, own) - self._price_in_class(class_id, frozenset())
        for lecturer_id in dict.fromkeys(one.lecturer_id for one in changes.values()):
            if lecturer_id is not None:
                own = frozenset(one for one in changes.values() if one.lecturer_id == lecturer_id)
                price += self._price_of_lecturer(lecturer_id, own) - self._price_of_lecturer(lecturer_id, frozenset())
        return price

    def _open_to(self, key: Key) -> tuple[tuple[Placement, frozenset[Key]], ...]:
        """Every other half-day, and hall, that a placed piece could have by itself, with what cannot stay as it is then."""
        me = self.placed[key]
        cls, pin = self.classes[me.class_id], self.pins.get(key) or Pin(class_id=key[0], piece_id=key[1])
        (piece,) = (piece for piece in cls.pieces if piece.id == me.piece_id)
        away = self.lecturers[me.lecturer_id].unavailable if me.lecturer_id is not None else frozenset()
        closed = self._fit(cls.id, piece)
        found: list[Placement] = []
        for slot in cls.slots if pin.slot is None else ():
            if slot != me.slot and slot not in away and (piece.slots is None or slot in piece.slots):
                there = self.in_class.get((cls.id, slot), me)
                halls = [one for one in dict.fromkeys([me.hall_id, there.hall_id]) if pin.hall_id in {None, one}]
                found += [replace(me, slot=slot, hall_id=one) for one in halls if slot not in closed.get(one, {slot})]
        return tuple((one, self._in_the_way(one)) for one in found)

    def _in_the_way(self, one: Placement) -> frozenset[Key]:
        keys = ((one.class_id, piece.id) for piece in self.classes[one.class_id].pieces)
        near = [self.placed[key] for key in keys if key in self.placed]
        near += [self.in_hall[one.hall_id, one.slot]] if (one.hall_id, one.slot) in self.in_hall else []
        near += self.lessons[one.lecturer_id, one.slot] if one.lecturer_id is not None else []
        return frozenset(key_of(other) for other in near if key_of(other) != key_of(one) and self.clash(one, other))

    def _torn_apart(self, one: Placement, changes: Changes) -> list[Placement] | None:
        for together in self.classes[one.class_id].together:
            if one.piece_id in together:
                keys = [(one.class_id, piece_id) for piece_id in sorted(together)]
                group = [changes.get(key) or self.placed[key] for key in keys if key in self.placed]
                if len({other.slot.on for other in group}) > 1:
                    return group
        return None

    def _beyond_a_limit(self, lecturer_id: LecturerId, slot: Slot, changes: Changes) -> list[Placement] | None:
        lecturer = self.lecturers[lecturer_id]
        on_date = self._lessons_then(lecturer_id, slot.on, changes)
        engaged, is_there = len(lecturer.engaged_on(slot.on)), lecturer.places_on(slot.on)
        places = is_there | {self.places[lesson.hall_id] for lesson in on_date} - {None}
        if len(places) > max(1, len(is_there)) or _exceeds(len(on_date) + engaged, lecturer.max_per_day):
            return on_date
        if lecturer.max_per_week is None:
            return None
        in_week = self._lessons_then(lecturer_id, slot.week, changes)
        engaged = len(lecturer.engaged_in(slot.week))
        return in_week if _exceeds(len(in_week) + engaged, lecturer.max_per_week) else None

    def _lessons_then(self, lecturer_id: LecturerId, time: date | tuple[int, int], changes: Changes) -> list[Placement]:
        """What a lecturer teaches on a date, or in a week, after some changes."""
        kept = [one for one in self.lessons[lecturer_id, time] if key_of(one) not in changes]
        come = (one for one in changes.values() if one.lecturer_id == lecturer_id)
        return [*kept, *(one for one in come if time in (one.slot.on, one.slot.week))]

    def _predecessors(self, class_id: ClassId) -> dict[PieceId, set[PieceId]]:
        return predecessors(self.classes[class_id])

    def _halls_that_fit(self, class_id: ClassId, piece: Piece) -> dict[HallId, frozenset[Slot]]:
        """Each hall that a class may have a piece in, with the half-days it is closed or taken by others."""
        return {hall.id: hall.busy for hall in self.problem.halls_for(self.classes[class_id], piece)}

    def _price_of_class(self, class_id: ClassId, changed: frozenset[Placement]) -> int:
        others = {key_of(one) for one in changed}
        keys = ((class_id, piece.id) for piece in self.classes[class_id].pieces)
        kept = [self.placed[key] for key in keys if key in self.placed and key not in others]
        return cost(self._class_alone(class_id), [*kept, *changed]).total

    def _problem_of_class(self, class_id: ClassId) -> Problem:
        """What is paid for one class, whoever teaches it."""
        cls = self.classes[class_id]
        weights = replace(self.problem.weights, unwanted=0, load=0, travel=0, moved=0)
        alone = replace(cls, pieces=tuple(replace(one, lecturers=frozenset()) for one in cls.pieces), halls=None)
        return Problem(classes=(alone,), lecturers=(), halls=(), weights=weights)

    def _price_of_lessons(self, lecturer_id: LecturerId, changed: frozenset[Placement]) -> int:
        """What is paid for when one lecturer teaches; how much they teach does not change."""
        others = {key_of(one) for one in changed}
        kept = [one for one in self.lessons[lecturer_id, None] if key_of(one) not in others]
        weights = replace(self.problem.weights, hall_change=0, load=0, order=0, spread=0, moved=0)
        alone = Problem(classes=(), lecturers=(self.lecturers[lecturer_id],), halls=(), weights=weights)
        return cost(alone, [*kept, *changed]).total


def _exceeds(lessons: int, limit: int | None) -> bool:
    return limit is not None and lessons > limit
