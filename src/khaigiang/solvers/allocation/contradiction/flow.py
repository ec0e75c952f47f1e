"""The claims as a flow of people through unit-weeks into classes: where it stays too small, a cut names the conflict.

People of one list flow each on their own, and a unit's people in one week mix freely, so that what flows may still
not fit; but what does not flow never fits.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.graph.python import max_flow

from khaigiang.solvers.allocation.contradiction.blocks import Block, blocks_of
from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, Limit, classes_in

PLENTY = 1 << 40


@dataclass(slots=True, kw_only=True)
class Network:
    """Nodes and arcs; people start in `kinds`, sizes are held by the arcs behind the classes."""

    solver: max_flow.SimpleMaxFlow = field(default_factory=max_flow.SimpleMaxFlow)
    nodes: int = 3
    source: int = 0
    sink: int = 1
    spare: int = 2
    kinds: dict[tuple[int, str | None], int] = field(default_factory=dict)
    doors: dict[Limit, tuple[int, int]] = field(default_factory=dict)
    classes: list[int] = field(default_factory=list)

    def node(self) -> int:
        """One more node."""
        self.nodes += 1
        return self.nodes - 1

    def arc(self, tail: int, head: int, most: int = PLENTY) -> None:
        """One more arc."""
        self.solver.add_arc_with_capacity(tail, head, most)


def conflicts_of_flow(facts: Facts, claims: Claims) -> list[Claims]:
    """Fewer claims that contradict each other, from two minimum cuts; none when everybody can flow into a class."""
    if _more_wanted_than_there_are(facts, claims):
        return [Claims(least=claims.least, barred={})]
    blocks = blocks_of(facts, claims)
    network = _network(facts, claims, _people_by_kind(facts, claims, blocks))
    if _everybody_flows(facts, network):
        return []
    sink_side = set(network.solver.get_sink_side_min_cut())
    cuts = (set(network.solver.get_source_side_min_cut()), set(range(network.nodes)) - sink_side)
    return [_claims_of_cut(facts, claims, network, blocks, cut) for cut in cuts]


def flows(facts: Facts, claims: Claims) -> bool:
    """Can everybody flow into a class?"""
    if _more_wanted_than_there_are(facts, claims):
        return False
    blocks = blocks_of(facts, claims)
    return _everybody_flows(facts, _network(facts, claims, _people_by_kind(facts, claims, blocks)))


def is_only_a_flow(facts: Facts, claims: Claims) -> bool:
    """Does whatever flows fit? So it is without lists, and with one class in each week that is limited."""
    weeks = {week for _, week in claims.limits}
    return not (claims.together or claims.apart) and all(facts.weeks[week].bit_count() == 1 for week in weeks)


def _more_wanted_than_there_are(facts: Facts, claims: Claims) -> bool:
    return sum(facts.problem.classes[number].min for number in claims.least) > len(facts.problem.people)


def _everybody_flows(facts: Facts, network: Network) -> bool:
    network.solver.solve(network.source, network.sink)
    flown: int = network.solver.optimal_flow()
    return flown == len(facts.problem.people)


def _people_by_kind(facts: Facts, claims: Claims, blocks: list[Block]) -> Counter[tuple[int, str | None]]:
    limited = {unit for unit, _ in claims.limits}
    where = {person: block.allowed for block in blocks for person in block.people}
    return Counter(
        (where.get(number, facts.everywhere), person.unit if person.unit in limited else None)
        for number, person in enumerate(facts.problem.people)
    )


def _network(facts: Facts, claims: Claims, count: Counter[tuple[int, str | None]]) -> Network:
    network = Network()
    people = len(facts.problem.people)
    network.classes = [network.node() for _ in facts.problem.classes]
    least = sum(facts.problem.classes[number].min for number in claims.least)
    network.arc(network.spare, network.sink, max(0, people - least))
    for number, (node, cls) in enumerate(zip(network.classes, facts.problem.classes, strict=True)):
        low = cls.min if number in claims.least else 0
        network.arc(node, network.sink, low)
        network.arc(node, network.spare, max(0, cls.max - low) if number in claims.most else PLENTY)
    for limit in sorted(claims.limits):
        inside, outside = network.doors[limit] = network.node(), network.node()
        network.arc(inside, outside, facts.problem.unit_max_per_week or 0)
        for number in classes_in(facts.weeks[limit[1]]):
            network.arc(outside, network.classes[number])
    _add_people(facts, network, count)
    return network


def _add_people(facts: Facts, network: Network, count: Counter[tuple[int, str | None]]) -> None:
    tails: list[int] = []
    heads: list[int] = []
    for (allowed, unit), times in count.items():
        node = network.kinds[allowed, unit] = network.node()
        network.arc(network.source, node, times)
        free = allowed
        for week, classes in facts.weeks.items() if unit is not None else ():
            if unit is not None and (unit, week) in network.doors:
                free &= ~classes
                if allowed & classes:
                    network.arc(node, network.doors[unit, week][0])
        into = [network.classes[number] for number in classes_in(free)]
        tails += [node] * len(into)
        heads += into
    if tails:
        network.solver.add_arcs_with_capacity(np.array(tails), np.array(heads), np.full(len(tails), PLENTY))


def _claims_of_cut(facts: Facts, claims: Claims, network: Network, blocks: list[Block], cut: set[int]) -> Claims:
    """The claims behind the arcs that leave the cut: too many people inside for the classes inside, or too few outside
    for those outside.
    """
    inside = {number for number, node in enumerate(network.classes) if node in cut}
    too_few = network.spare in cut
    limits = frozenset(limit for limit, (door, way) in network.doors.items() if door in cut and way not in cut)
    outside = sum(1 << number for number in range(len(network.classes)) if number not in inside)
    held = {kind for kind, node in network.kinds.items() if node in cut}
    barred, lists = _bars(facts, claims, blocks, held, outside, limits)
    sizes = Claims(limits=limits, together=lists, barred=barred)
    if too_few:
        return replace(sizes, least=frozenset(number for number in claims.least if number not in inside))
    return replace(sizes, most=frozenset(number for number in claims.most if number in inside))


def _bars(
    facts: Facts,
    claims: Claims,
    blocks: list[Block],
    held: set[tuple[int, str | None]],
    outside: int,
    limits: frozenset[Limit],
) -> tuple[dict[int, int], frozenset[int]]:
    """Who of the people held inside cannot go outside, and the lists that bind them to others who cannot."""
    closed: defaultdict[str, int] = defaultdict(int)
    for unit, week in limits:
        closed[unit] |= facts.weeks[week]
    limited = {unit for unit, _ in claims.limits}
    barred: dict[int, int] = {}
    bound: set[int] = set()
    for block in blocks:
        for person in block.people:
            unit = facts.problem.people[person].unit
            if (block.allowed, unit if unit in limited else None) in held:
                ways = outside & ~closed[unit]
                bars = {one: claims.barred.get(one, 0) & ways for one in block.people}
                barred.update({one: barred.get(one, 0) | mask for one, mask in bars.items() if mask})
                bound.add(person)
    lists = frozenset(number for number in claims.together if not bound.isdisjoint(facts.together[number]))
    return barred, lists
