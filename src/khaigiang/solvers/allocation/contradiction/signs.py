"""Contradictions that show themselves: a block of people that fits nowhere, classes too small or wanting too many."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from khaigiang.solvers.allocation.contradiction.blocks import Block, blocks_of
from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, classes_in
from khaigiang.solvers.allocation.contradiction.flow import conflicts_of_flow

# With so few classes, every set of them is looked at; with more, two minimum cuts choose some.
FEW_CLASSES: Final = 16
NEVER: Final = 1 << 40


def signs(facts: Facts, claims: Claims) -> Iterator[Claims]:
    """Subsets of the claims that contradict each other, the most telling ones first; none is no proof that all fit.

    With many classes, where looking takes seconds, the first sort of sign that shows itself is enough.
    """
    has_many_classes = len(facts.problem.classes) > FEW_CLASSES
    for look in (_blocks_without_a_class, _units_with_too_many_people, _sizes_alone, conflicts_of_flow):
        found = False
        for sign in look(facts, claims):
            found = True
            yield sign
        if found and has_many_classes:
            return


def is_plain(facts: Facts, claims: Claims) -> bool:
    """Does a contradiction show at a glance, without the flows that take seconds where there are many classes?"""
    looks = [_blocks_without_a_class, _units_with_too_many_people]
    if len(facts.problem.classes) <= FEW_CLASSES:
        looks.append(_classes_too_small_or_too_large)
    return any(True for look in looks for _ in look(facts, claims))


def _sizes_alone(facts: Facts, claims: Claims) -> Iterator[Claims]:
    """Conflicts of sizes and of who cannot, whatever units may send."""
    if len(facts.problem.classes) <= FEW_CLASSES:
        yield from _classes_too_small_or_too_large(facts, claims)
    else:
        yield from conflicts_of_flow(facts, replace(claims, limits=frozenset()))


def _blocks_without_a_class(facts: Facts, claims: Claims) -> Iterator[Claims]:
    blocks = blocks_of(facts, claims)
    too_small = _classes_by_most(facts, claims)
    weeks_of: defaultdict[str, list[int]] = defaultdict(list)
    for unit, week in claims.limits:
        weeks_of[unit].append(week)
    for block in sorted(blocks, key=lambda block: len(block.people)):
        allowed = block.allowed & ~sum(1 << number for number, most in too_small.items() if most < len(block.people))
        units = Counter(facts.problem.people[person].unit for person in block.people)
        for unit, people in units.items():
            for week in weeks_of[unit] if people > (facts.problem.unit_max_per_week or 0) else ():
                allowed &= ~facts.weeks[week]
        if block.torn or not allowed:
            yield _of_block(facts, claims, block, units)


def _units_with_too_many_people(facts: Facts, claims: Claims) -> Iterator[Claims]:
    people = Counter(person.unit for person in facts.problem.people)
    weeks = Counter(unit for unit, _ in claims.limits)
    for unit, limited in weeks.items():
        if limited == len(facts.weeks) and people[unit] > limited * (facts.problem.unit_max_per_week or 0):
            yield Claims(limits=frozenset((unit, week) for week in facts.weeks), barred={})


def _classes_by_most(facts: Facts, claims: Claims) -> dict[int, int]:
    return {number: facts.problem.classes[number].max for number in claims.most}


def _of_block(facts: Facts, claims: Claims, block: Block, units: Counter[str]) -> Claims:
    """All that is claimed of a block alone; no more of it than tells why it fits nowhere."""
    people = set(block.people)
    return Claims(
        most=frozenset(number for number, most in _classes_by_most(facts, claims).items() if most < len(people)),
        together=frozenset(number for number in claims.together if not people.isdisjoint(facts.together[number])),
        apart=frozenset(number for number, times in block.apart.items() if times > 1),
        limits=frozenset(limit for limit in claims.limits if units[limit[0]] > (facts.problem.unit_max_per_week or 0)),
        barred={person: mask for person, mask in claims.barred.items() if person in people},
    )


def _classes_too_small_or_too_large(facts: Facts, claims: Claims) -> Iterator[Claims]:
    """The two smallest conflicts of sizes and of who cannot, found among all sets of classes."""
    inside = _people_who_fit_into(facts, claims)
    sets = np.arange(len(inside))
    members = np.bitwise_count(sets) if hasattr(np, "bitwise_count") else _members(sets)
    classes, people = facts.problem.classes, len(facts.problem.people)
    most = _sums(facts, {n: classes[n].max if n in claims.most else people for n in range(len(classes))})
    least = _sums(facts, {n: classes[n].min if n in claims.least else -NEVER for n in range(len(classes))})
    crowded = np.where(inside > most, (most + 1) * (len(classes) - members) + members, np.iinfo(np.int64).max)
    barred_people = np.maximum(0, people - least + 1)
    barred_from = inside[len(inside) - 1 - sets]
    wanting = (least > 0) & (barred_from >= barred_people)
    empty = np.where(wanting, members * (1 + barred_people), np.iinfo(np.int64).max)
    best = int(crowded.argmin())
    if inside[best] > most[best]:
        yield _crowded(facts, claims, best, int(most[best]) + 1)
    best = int(empty.argmin())
    if wanting[best]:
        yield _wanting(claims, best, int(barred_people[best]))


def _people_who_fit_into(facts: Facts, claims: Claims) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """For each set of classes, how many people can attend nothing outside it."""
    classes = len(facts.problem.classes)
    count = np.zeros(1 << classes, dtype=np.int64)
    for mask, times in Counter(claims.barred.values()).items():
        count[facts.everywhere & ~mask] += times
    count[facts.everywhere] += len(facts.problem.people) - len(claims.barred)
    for number in range(classes):
        halves = count.reshape(-1, 2, 1 << number)
        halves[:, 1, :] += halves[:, 0, :]
    return count


def _sums(facts: Facts, of_class: dict[int, int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    total = np.zeros(1 << len(facts.problem.classes), dtype=np.int64)
    for number, size in of_class.items():
        total.reshape(-1, 2, 1 << number)[:, 1, :] += size
    return total


def _members(sets: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([int(one).bit_count() for one in sets], dtype=np.int64)


def _crowded(facts: Facts, claims: Claims, classes: int, people: int) -> Claims:
    """So many people who can attend nothing but these classes, which have fewer places."""
    return Claims(most=frozenset(classes_in(classes)), barred=_barred_from(claims, facts.everywhere & ~classes, people))


def _wanting(claims: Claims, classes: int, people: int) -> Claims:
    """So many people who can attend none of these classes, which want more than the others."""
    return Claims(least=frozenset(classes_in(classes)), barred=_barred_from(claims, classes, people))


def _barred_from(claims: Claims, classes: int, people: int) -> dict[int, int]:
    able = [person for person, mask in sorted(claims.barred.items()) if mask & classes == classes] if classes else []
    return dict.fromkeys(able[:people], classes)
