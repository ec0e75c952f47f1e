"""How far a count lies outside a band, as a price in a model."""

from collections.abc import Iterable

from ortools.sat.python import cp_model


def outside(model: cp_model.CpModel, count: cp_model.LinearExpr, *, low: int, high: int, most: int) -> cp_model.IntVar:
    """The distance from `count` (0 … `most`) to the band `low` … `high`, exact wherever it is minimised."""
    distance = model.new_int_var(0, max(low, most - high, 0), "")
    if low > 0:
        model.add(distance >= low - count)
    if most > high:
        model.add(distance >= count - high)
    return distance


def off_even_share(
    model: cp_model.CpModel, places: Iterable[tuple[cp_model.LinearExpr, int]], *, people: int, total: int
) -> list[cp_model.IntVar]:
    """For each place, given by how many of `people` are there and its size out of `total`, the distance to its share.

    The share is people · size / total, rounded down and up.
    """
    distances: list[cp_model.IntVar] = []
    for count, size in places:
        low, rest = divmod(people * size, total)
        distances.append(outside(model, count, low=low, high=low + (rest > 0), most=people))
    return distances
