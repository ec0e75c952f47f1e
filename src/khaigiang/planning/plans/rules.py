"""Arithmetic of plans: the quarters their days touch, the places their committees get."""

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import permutations
from typing import Final

from khaigiang.ground.shared.dates import quarter_of

FAR: Final = 10**18


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, quarter) that the days from the first to the last touch, in order."""
    start = first.year * 4 + quarter_of(first) - 1
    end = last.year * 4 + quarter_of(last) - 1
    return [(number // 4, number % 4 + 1) for number in range(start, end + 1)]


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 28 February where the year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def share_of_each(posts: Mapping[int, int], percent: int) -> dict[int, int]:
    """So many percent of each committee's posts, rounded so that the sum is the same share of all posts.

    What is left after rounding down goes to the largest fractions, of equal ones to the committee with more posts.
    """
    shares = {committee: divmod(count * percent, 100) for committee, count in posts.items()}
    places = {committee: whole for committee, (whole, _rest) in shares.items()}
    left = (sum(posts.values()) * percent + 50) // 100 - sum(places.values())
    in_turn = sorted(posts, key=lambda committee: (-shares[committee][1], -posts[committee], committee))
    for committee in in_turn[:left]:
        places[committee] += 1
    return places


def same_for_each(posts: Mapping[int, int], number: int) -> dict[int, int]:
    """The same number for each committee, and never more than it has posts."""
    return {committee: min(number, count) for committee, count in posts.items()}


def in_proportion(total: int, weights: Sequence[int]) -> list[int]:
    """A number divided in proportion to the weights; what is left goes to the largest fractions, the earlier first."""
    whole = sum(weights)
    parts = [divmod(total * weight, whole) for weight in weights]
    left = total - sum(floor for floor, _rest in parts)
    up = sorted(range(len(weights)), key=lambda place: (-parts[place][1], place))[:left]
    return [floor + (place in up) for place, (floor, _rest) in enumerate(parts)]


def spread_in_proportion(places: Mapping[int, int], targets: Sequence[int]) -> dict[int, list[int]]:
    """Each committee's places over quarters (or classes) in proportion to their targets, so that all sums close.

    A committee's quarters add up to its places, a quarter to its part of all places: to its target where the targets
    add up to the places. Each cell is its exact share rounded down or up. Of all such roundings it is one that rounds
    up the largest fractions: the rows are rounded each for itself, then what a quarter has too many goes where it is
    missing by the cheapest way, over other quarters where need be.
    """
    whole = sum(targets)
    floors = {row: [count * target // whole for target in targets] for row, count in places.items()}
    rests = {row: [count * target % whole for target in targets] for row, count in places.items()}
    up = {row: _largest(rests[row], count - sum(floors[row])) for row, count in places.items()}
    _level(up, rests, _surplus(floors, up, in_proportion(sum(places.values()), targets)))
    return {row: [floor + (place in up[row]) for place, floor in enumerate(cells)] for row, cells in floors.items()}


def _largest(rests: Sequence[int], count: int) -> set[int]:
    return set(sorted(range(len(rests)), key=lambda place: (-rests[place], place))[:count])


def _surplus(floors: Mapping[int, list[int]], up: Mapping[int, set[int]], goals: Sequence[int]) -> list[int]:
    """How many places each quarter has too many (or, below nought, too few)."""
    return [
        sum(cells[place] for cells in floors.values()) + sum(place in ups for ups in up.values()) - goal
        for place, goal in enumerate(goals)
    ]


def _level(up: Mapping[int, set[int]], rests: Mapping[int, list[int]], surplus: list[int]) -> None:
    """Move what is rounded up between quarters until none has too many."""
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {
        (start, end): [] for start, end in permutations(range(len(surplus)), 2)
    }
    for row in up:
        _offer(steps, row, up[row], rests[row])
    while any(count > 0 for count in surplus):
        way = _cheapest_way(surplus, steps, up)
        for start, end, row in way:
            up[row].symmetric_difference_update({start, end})
            _offer(steps, row, up[row], rests[row])
        surplus[way[0][0]] -= 1
        surplus[way[-1][1]] += 1


def _offer(steps: Mapping[tuple[int, int], list[tuple[int, int]]], row: int, ups: set[int], rests: list[int]) -> None:
    """What may move in a committee's row, each move with its cost; what has no fraction is exact already."""
    for start in ups:
        for end, rest in enumerate(rests):
            if rest and end not in ups:
                heappush(steps[start, end], (rests[start] - rest, row))


def _cheapest_way(
    surplus: Sequence[int],
    steps: Mapping[tuple[int, int], list[tuple[int, int]]],
    up: Mapping[int, set[int]],
) -> list[tuple[int, int, int]]:
    """The moves (from quarter, to quarter, committee) that take one place from too many to too few at the least cost."""
    for (start, end), offers in steps.items():
        while offers and not (start in up[offers[0][1]] and end not in up[offers[0][1]]):
            heappop(offers)
    costs = [0 if count > 0 else FAR for count in surplus]
    came: dict[int, tuple[int, int, int]] = {}
    for _round in surplus:
        for (start, end), offers in steps.items():
            if offers and costs[start] + offers[0][0] < costs[end]:
                costs[end], came[end] = costs[start] + offers[0][0], (start, end, offers[0][1])
    place = min((place for place, count in enumerate(surplus) if count < 0), key=lambda place: (costs[place], place))
    way: list[tuple[int, int, int]] = []
    while place in came:
        way.insert(0, came[place])
        place = came[place][0]
    return way


def adjusted(cells: Sequence[int], total: int, targets: Sequence[int]) -> list[int]:
    """The quarters of a committee whose places have changed: one place after another goes where it is missing most.

    What was typed by hand stays as far as it can.
    """
    kept, weights = list(cells), targets if sum(targets) else [1] * len(targets)
    whole = sum(weights)
    while sum(kept) != total:
        missing = [total * weight - count * whole for count, weight in zip(kept, weights, strict=True)]
        if sum(kept) < total:
            kept[missing.index(max(missing))] += 1
        else:
            kept[missing.index(min(lack for lack, count in zip(missing, kept, strict=True) if count))] -= 1
    return kept
