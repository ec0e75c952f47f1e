"""Whom does one piece move: which others make room for it, one for another, and what the whole would cost then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from khaigiang.solvers.timetabling.problem import ClassId, PieceId, Placement, Problem, Slot
from khaigiang.solvers.timetabling.room import Changes, Key, Room, key_of

# So many pieces move in one chain; so many chains are told; and after so many beginnings the longer ones are left out.
LONGEST: Final = 4
TOLD: Final = 20
MOST_BEGUN: Final = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Pieces that move together, the one that was asked for first, and by how much the total cost grows."""

    moved: tuple[Placement, ...]
    price: int


class _Begun(NamedTuple):
    """Changes, and what else must move so that they can be."""

    changes: Changes
    must_move: frozenset[Key]


def chains_from(
    problem: Problem,
    placements: Sequence[Placement],
    class_id: ClassId,
    piece_id: PieceId,
    *,
    slot: Slot | None = None,
    longest: int = LONGEST,
    told: int | None = TOLD,
) -> tuple[Chain, ...]:
    """Where a placed piece could go (to `slot` alone, if named), the cheapest first, equals the shorter first.

    Each piece of a chain makes room for one before it: what its class has in that half-day, what its lecturer teaches
    or who sits in its hall then, what keeps a limit or the order from being kept. None moves without need. All keep
    their lecturers; each keeps its hall, or takes the one its class has in that half-day now. The placements keep all
    hard rules. Raises KeyError when the piece is not placed.
    """
    room = Room(problem, placements)
    return _cheapest(room, _chains(room, [(class_id, piece_id)], slot, longest), told)


def chains_to(
    problem: Problem,
    placements: Sequence[Placement],
    class_id: ClassId,
    slot: Slot,
    *,
    longest: int = LONGEST,
    told: int | None = TOLD,
) -> tuple[Chain, ...]:
    """What of a class could come to one of its half-days, as `chains_from` tells it of one piece."""
    room = Room(problem, placements)
    keys = [key_of(one) for one in placements if one.class_id == class_id and one.slot != slot]
    return _cheapest(room, _chains(room, keys, slot, longest), told)


def _chains(room: Room, keys: Sequence[Key], slot: Slot | None, longest: int) -> Iterator[Changes]:
    """Every set of changes that keeps all rules while no part of it does, the shorter before the longer."""
    found: set[frozenset[Placement]] = set()
    seen: set[frozenset[Placement]] = set()
    at_first = (
        _Begun({key: one}, against) for key in keys for one, against in room.open_to(key) if slot in {None, one.slot}
    )
    now = [begun for begun in at_first if len(begun.must_move) < longest]
    for spare in range(longest - 1, -1, -1):
        further: list[_Begun] = []
        for begun in now:
            if _holds_one_of(begun.changes, found):
                continue
            one_of = [min(begun.must_move)] if begun.must_move else room.too_many(begun.changes)
            if one_of is None:
                found.add(frozenset(begun.changes.values()))
                yield begun.changes
                continue
            for longer in _longer(room, begun, one_of, spare - 1):
                mark = frozenset(longer.changes.values())
                if mark not in seen and len(seen) < MOST_BEGUN:
                    seen.add(mark)
                    further.append(longer)
        now = further


def _longer(room: Room, begun: _Begun, one_of: Iterable[Key], spare: int) -> Iterator[_Begun]:
    """One piece more moves, where no more than `spare` others must move then."""
    for key in one_of:
        for one, against in room.open_to(key):
            must_move = (begun.must_move | against) - begun.changes.keys() - {key}
            if len(must_move) <= spare and not any(room.clash(one, other) for other in begun.changes.values()):
                yield _Begun({**begun.changes, key: one}, must_move)


def _holds_one_of(changes: Changes, found: set[frozenset[Placement]]) -> bool:
    """Is there a chain already with a part of these changes, the first among them?"""
    first, *others = changes.values()
    parts = [frozenset([first])]
    for other in others:
        parts += [part | {other} for part in parts]
    return any(part in found for part in parts)


def _cheapest(room: Room, chains: Iterator[Changes], told: int | None) -> tuple[Chain, ...]:
    priced = [Chain(moved=tuple(changes.values()), price=room.price_of(changes)) for changes in chains]
    return tuple(sorted(priced, key=lambda chain: (chain.price, len(chain.moved)))[:told])
