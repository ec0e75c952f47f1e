"""Leaving out demands until none can be left out: what remains contradicts itself, and every member is needed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, classes_in
from khaigiang.solvers.subsets import fewest, needed

Contradicts: TypeAlias = Callable[[Claims], bool]


def irreducible(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Some of these claims that contradict each other, and no longer do without any one of them.

    `claims` must contradict each other. Whatever comes in bulk is tried first, so that few remain.
    """
    for without_all in _IN_BULK:
        fewer = without_all(claims)
        if len(fewer) < len(claims) and contradicts(fewer):
            claims = fewer
    claims = _fewest_columns(facts, claims, contradicts)
    claims = _fewest_units(claims, contradicts)
    claims = _fewest_people(facts, claims, contradicts)
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


def _fewest_units(claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out whole units, then their single weeks."""

    def of_units(kept: Iterable[str]) -> Claims:
        units = set(kept)
        return replace(claims, limits=frozenset(limit for limit in claims.limits if limit[0] in units))

    if claims.limits:
        units = sorted({unit for unit, _ in claims.limits})
        claims = of_units(needed(units, lambda kept: contradicts(of_units(kept))))
    limits = sorted(claims.limits)
    found = needed(limits, lambda kept: contradicts(replace(claims, limits=frozenset(kept)))) if limits else limits
    return replace(claims, limits=frozenset(found))


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


def _fewest_people(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out all that some people cannot: whole kinds of them, then as many of each kind as can be."""

    def only(kept: Iterable[list[int]]) -> Claims:
        people = {person for kind in kept for person in kind}
        return replace(claims, barred={one: mask for one, mask in claims.barred.items() if one in people})

    kinds = sorted(_kinds(facts, claims).values(), key=len)
    if not kinds:
        return claims
    kinds = needed(kinds, lambda kept: contradicts(only(kept)))
    for place in range(len(kinds)):
        kinds[place] = _fewest_of_kind(kinds, place, lambda kept: contradicts(only(kept)))
    return only(kinds)


def _fewest_of_kind(kinds: list[list[int]], place: int, contradicts: Callable[[list[list[int]]], bool]) -> list[int]:
    kind, others = kinds[place], kinds[:place] + kinds[place + 1 :]
    return kind[: fewest(len(kind), lambda count: contradicts([*others, kind[:count]]))]


def _fewest_bars(facts: Facts, claims: Claims, contradicts: Contradicts) -> Claims:
    """Leave out single classes of single people; of people who are alike, as many at once as can be."""
    waiting = list(_kinds(facts, claims).values())
    tried: set[tuple[int, int]] = set()
    while waiting:
        kind = waiting.pop()
        for number in classes_in(claims.barred.get(kind[0], 0)):
            if (kind[0], number) in tried:
                continue
            tried.update((person, number) for person in kind)
            count = fewest(len(kind), partial(_contradict_without, claims, kind, number, contradicts))
            claims = _freed(claims, kind[count:], number)
            if 0 < count < len(kind):
                waiting += [kind[:count], kind[count:]]
                break
    return claims


def _contradict_without(claims: Claims, kind: list[int], number: int, contradicts: Contradicts, count: int) -> bool:
    return contradicts(_freed(claims, kind[count:], number))


def _freed(claims: Claims, people: Sequence[int], number: int) -> Claims:
    barred = {**claims.barred, **{person: claims.barred[person] & ~(1 << number) for person in people}}
    return replace(claims, barred={one: mask for one, mask in barred.items() if mask})


def _kinds(facts: Facts, claims: Claims) -> dict[Hashable, list[int]]:
    """People who cannot attend some class, gathered by all that the claims say of them."""
    limited = {unit for unit, _ in claims.limits}
    lists: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for number in sorted(claims.together):
        for person in facts.together[number]:
            lists[person].append(("together", number))
    for number in sorted(claims.apart):
        for person in facts.apart[number]:
            lists[person].append(("apart", number))
    kinds: dict[Hashable, list[int]] = {}
    for person, mask in sorted(claims.barred.items()):
        unit = facts.problem.people[person].unit
        kinds.setdefault((mask, unit if unit in limited else None, tuple(lists[person])), []).append(person)
    return kinds
