"""Leaving out demands until none can be left out: what remains contradicts itself, and every member is needed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias, TypeVar

from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, classes_in
from khaigiang.solvers.subsets import fewest, needed

Contradicts: TypeAlias = Callable[[Claims], bool]
Owner = TypeVar("Owner", bound=Hashable)


def irreducible(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Some of these claims that contradict each other, and no longer do without any one of them.

    `claims` must contradict each other. Whatever comes in bulk is tried first, so that few remain.
    """
    for without_all in _IN_BULK:
        fewer = without_all(claims)
        if len(fewer) < len(claims) and contradicts(fewer):
            claims = fewer
    claims = _fewest_columns(facts, claims, contradicts)
    claims = _fewest_limits(facts, claims, contradicts)
    claims = _fewest_members(claims, contradicts)
    return _fewest_bars(facts, claims, contradicts)


_IN_BULK: tuple[Callable[[Claims], Claims], ...] = (
    lambda claims: replace(claims, barred={}),
    lambda claims: replace(claims, limits=frozenset()),
    lambda claims: replace(claims, apart=frozenset()),
    lambda claims: replace(claims, together=frozenset()),
    lambda claims: replace(claims, least=frozenset()),
    lambda claims: replace(claims, most=frozenset()),
)


def _fewest_columns(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out whole classes that people cannot attend."""
    columns = [number for number in range(len(facts.problem.classes)) if _column(claims, number)]

    def only(kept: Iterable[int]) -> Claims:
        return _masked(claims, sum(1 << number for number in kept))

    return only(needed(columns, lambda kept: contradicts(only(kept)))) if columns else claims


def _column(claims: Claims, number: int) -> bool:
    return any(mask >> number & 1 for mask in claims.barred.values())


def _masked(claims: Claims, classes: int) -> Claims:
    return replace(claims, barred={one: mask & classes for one, mask in claims.barred.items() if mask & classes})


def _fewest_limits(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out whole units, then their single weeks."""
    weeks = sorted({week for _, week in claims.limits})
    masks: dict[str, int] = {}
    for unit, week in sorted(claims.limits):
        masks[unit] = masks.get(unit, 0) | 1 << weeks.index(week)

    def only(kept: Mapping[str, int]) -> Claims:
        limits = ((unit, weeks[place]) for unit, mask in kept.items() for place in classes_in(mask))
        return replace(claims, limits=frozenset(limits))

    looks = _looks_of_units(facts, claims)
    fewer = _fewest_bits(masks, lambda unit: looks[unit], lambda kept: contradicts(only(kept)))
    return only(fewer) if masks else claims


def _looks_of_units(facts: Facts, claims: Claims) -> Mapping[str, Hashable]:
    """What the claims say of each unit's people, and how many they are."""
    said = _said_of_people(facts, claims)
    looks: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for number, person in enumerate(facts.problem.people):
        looks[person.unit].append(said.get(number, ()))
    return {unit: tuple(sorted(people)) for unit, people in looks.items()}


def _fewest_members(claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out lists and sizes one by one."""
    for name in ("together", "apart", "least", "most"):
        members = sorted(getattr(claims, name))
        if members:
            claims = _fewest_of(claims, name, members, contradicts)
    return claims


def _fewest_of(claims: Claims, name: str, members: list[int], contradicts: Contradicts) -> Claims:
    def only(kept: Iterable[int]) -> Claims:
        named: dict[str, frozenset[int]] = {name: frozenset(kept)}
        return replace(claims, **named)  # type: ignore[arg-type]  # one of the four fields of sets of numbers

    return only(needed(members, lambda kept: contradicts(only(kept))))


def _fewest_bars(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out all that some people cannot, then single classes of theirs."""
    limited = {unit for unit, _ in claims.limits}
    said = _said_of_people(facts, claims)

    def look(person: int) -> Hashable:
        unit = facts.problem.people[person].unit
        return said[person], unit if unit in limited else None

    fewer = _fewest_bits(claims.barred, look, lambda kept: contradicts(replace(claims, barred=kept)))
    return replace(claims, barred=fewer)


def _said_of_people(facts: Facts, claims: Claims) -> dict[int, tuple[int, ...]]:
    """For people the claims speak of: the classes barred to them, and the lists that name them."""
    said: dict[int, tuple[int, ...]] = {person: (mask,) for person, mask in claims.barred.items()}
    for number in sorted(claims.together):
        for person in facts.together[number]:
            said[person] = (*said.get(person, (0,)), number)
    for number in sorted(claims.apart):
        for person in facts.apart[number]:
            said[person] = (*said.get(person, (0,)), -1 - number)
    return said


def _fewest_bits(
    masks: Mapping[Owner, int], look: Callable[[Owner], Hashable], contradict: Callable[[Mapping[Owner, int]], bool]
) -> Mapping[Owner, int]:
    """Fewer owners with fewer bits that still contradict: whole kinds of owners, then as many of a kind as can be.

    Owners with the same look and bits are alike; so whichever of them are left out, the others are as much needed.
    """
    if not masks:
        return masks
    alike: dict[Hashable, list[Owner]] = {}
    for owner in masks:
        alike.setdefault((masks[owner], look(owner)), []).append(owner)
    kinds = sorted(alike.values(), key=len)
    kinds = needed(kinds, lambda kept: contradict(_of(masks, kept)))
    for place in range(len(kinds)):
        kinds[place] = _fewest_of_kind(kinds, place, lambda kept: contradict(_of(masks, kept)))
    return _fewest_single_bits(_of(masks, kinds), kinds, contradict)


def _of(masks: Mapping[Owner, int], kinds: Iterable[list[Owner]]) -> dict[Owner, int]:
    return {owner: masks[owner] for kind in kinds for owner in kind}


def _fewest_of_kind(
    kinds: list[list[Owner]], place: int, contradict: Callable[[list[list[Owner]]], bool]
) -> list[Owner]:
    others: list[list[Owner]] = kinds[:place] + kinds[place + 1 :]
    some: list[Owner] = kinds[place]

    def are_enough(count: int) -> bool:
        return contradict([*others, some[:count]])

    return some[: fewest(len(some), are_enough)]


def _fewest_single_bits(
    masks: dict[Owner, int], kinds: Iterable[list[Owner]], contradict: Callable[[Mapping[Owner, int]], bool]
) -> dict[Owner, int]:
    waiting = [kind for kind in kinds if kind]
    tried: set[tuple[Owner, int]] = set()
    while waiting:
        kind = waiting.pop()
        for bit in classes_in(masks.get(kind[0], 0)):
            if (kind[0], bit) in tried:
                continue
            tried.update((owner, bit) for owner in kind)
            count = fewest(len(kind), partial(_contradict_without, masks, kind, bit, contradict))
            masks = _without_bit(masks, kind[count:], bit)
            if 0 < count < len(kind):
                waiting += [kind[:count], kind[count:]]
                break
    return masks


def _contradict_without(
    masks: dict[Owner, int],
    kind: list[Owner],
    bit: int,
    contradict: Callable[[Mapping[Owner, int]], bool],
    count: int,
) -> bool:
    return contradict(_without_bit(masks, kind[count:], bit))


def _without_bit(masks: dict[Owner, int], owners: Sequence[Owner], bit: int) -> dict[Owner, int]:
    changed = {**masks, **{owner: masks[owner] & ~(1 << bit) for owner in owners}}
    return {owner: mask for owner, mask in changed.items() if mask}
