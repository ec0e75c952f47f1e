"""Parts of a problem that have nothing to do with each other."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts


def one_part(facts: Facts, claims: Claims, contradicts: Callable[[Claims], bool]) -> Claims:
    """Where no size is claimed, one part of the contradicting claims that contradicts itself; else all of them."""
    if claims.least or claims.most:
        return claims
    parts = _parts(facts, claims)
    while len(parts) > 1:
        half = parts[: len(parts) // 2]
        parts = half if contradicts(_of(facts, claims, half)) else parts[len(parts) // 2 :]
    return _of(facts, claims, parts)


def _parts(facts: Facts, claims: Claims) -> list[set[int]]:
    """People joined by lists and by the limits of their units."""
    groups = [facts.together[number] for number in sorted(claims.together)]
    groups += [facts.apart[number] for number in sorted(claims.apart)]
    limited = {unit for unit, _ in claims.limits}
    of_unit: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(facts.problem.people):
        if one.unit in limited:
            of_unit[one.unit].append(number)
    part_of: dict[int, set[int]] = {}
    for group in [*groups, *of_unit.values()]:
        joined = set(group)
        for person in group:
            if person in part_of and part_of[person] is not joined:
                joined |= part_of[person]
        part_of.update(dict.fromkeys(joined, joined))
    return list({id(part): part for part in part_of.values()}.values())


def _of(facts: Facts, claims: Claims, parts: list[set[int]]) -> Claims:
    people = set().union(*parts)
    units = {facts.problem.people[person].unit for person in people}
    return replace(
        claims,
        together=frozenset(number for number in claims.together if facts.together[number][0] in people),
        apart=frozenset(number for number in claims.apart if facts.apart[number][0] in people),
        limits=frozenset(limit for limit in claims.limits if limit[0] in units),
        barred={person: mask for person, mask in claims.barred.items() if person in people},
    )
