"""Finding among many things as few as will do, and the ways to break every contradiction."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")


def needed(items: Sequence[Item], contradicts: Callable[[list[Item]], bool]) -> list[Item]:
    """Items that still contradict the rest while none of them can be left out (Junker's QuickXplain, 2004)."""
    return [] if contradicts([]) else _divided([], list(items), contradicts, has_grown=False)


def _divided(
    base: list[Item], items: list[Item], contradicts: Callable[[list[Item]], bool], *, has_grown: bool
) -> list[Item]:
    if has_grown and contradicts(base):
        return []
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    late = _divided(base + first, second, contradicts, has_grown=True)
    early = _divided(base + late, first, contradicts, has_grown=bool(late))
    return early + late


def fewest(most: int, enough: Callable[[int], bool]) -> int:
    """The smallest number from 0 to `most` that is enough, if every larger one is."""
    low, high = 0, most
    if most and not enough(most - 1):
        return most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    return low


ContradictionWithout: TypeAlias = Callable[[frozenset[Item]], Sequence[Item] | None]
Alternatives: TypeAlias = Callable[[Sequence[Item]], Iterable[frozenset[Item]]]


def ways_out(
    first: Sequence[Item],
    contradiction_without: ContradictionWithout[Item],
    alternatives: Alternatives[Item],
    alike: Callable[[Item], Hashable],
) -> Iterator[frozenset[Item]]:
    """Sets of things without which no contradiction is left, small ones first (a tree of hitting sets, Reiter 1987).

    `first` is a contradiction already known (or empty); None for one that could not be found in time ends the search.
    Where one step is not enough, each first step is also followed straight on, by the alternative most `alike` it, so
    that many contradictions of one sort are soon given up together; such a set may hold more than it must. Steps that
    leave least of the first contradiction are followed first.
    """
    first = first or contradiction_without(frozenset()) or ()
    steps: dict[frozenset[Item], Sequence[Item]] = {}
    out: list[frozenset[Item]] = []
    for step in dict.fromkeys(alternatives(first)):
        left = contradiction_without(step)
        if left is None:
            return
        if left:
            steps[step] = left
        else:
            out.append(step)
            yield step
    for step in sorted(steps, key=lambda step: len(set(first) & set(steps[step]))):
        way = _straight_on(step, steps[step], contradiction_without, alternatives, alike)
        if way is not None:
            out.append(way)
            yield way
    yield from _branches(steps, out, contradiction_without, alternatives)


def _straight_on(
    step: frozenset[Item],
    left: Sequence[Item] | None,
    contradiction_without: ContradictionWithout[Item],
    alternatives: Alternatives[Item],
    alike: Callable[[Item], Hashable],
) -> frozenset[Item] | None:
    """A step that was not enough, with what it leaves, followed until nothing is left; None where it leads nowhere."""
    look = {alike(item) for item in step}
    without = step
    while left:
        choices = list(alternatives(left))
        if not choices:
            return None
        without |= max(choices, key=lambda choice: len(look & {alike(item) for item in choice}))
        left = contradiction_without(without)
    return None if left is None else without


def _branches(
    steps: Mapping[frozenset[Item], Sequence[Item]],
    out: list[frozenset[Item]],
    contradiction_without: ContradictionWithout[Item],
    alternatives: Alternatives[Item],
) -> Iterator[frozenset[Item]]:
    """What two and more steps lead to, save what `out` holds already."""
    waiting = deque(dict.fromkeys(step | more for step, left in steps.items() for more in alternatives(left)))
    seen = set(waiting)
    while waiting:
        without = waiting.popleft()
        if any(way <= without for way in out):
            continue
        left = contradiction_without(without)
        if left is None:
            return
        if not left:
            out.append(without)
            yield without
        fresh = [without | more for more in alternatives(left) if without | more not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
