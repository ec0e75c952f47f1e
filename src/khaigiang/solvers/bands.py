"""How far a count lies outside a band, as a price in a model."""

from ortools.sat.python import cp_model


def outside(model: cp_model.CpModel, count: cp_model.LinearExpr, *, low: int, high: int, most: int) -> cp_model.IntVar:
    """The distance from `count` (0 … `most`) to the band `low` … `high`, exact wherever it is minimised."""
    distance = model.new_int_var(0, max(low, most - high, 0), "")
    if low > 0:
        model.add(distance >= low - count)
    if most > high:
        model.add(distance >= count - high)
    return distance
