"""What the features above know of the quarters of a plan: who sits in a class of which quarter, and which places are held."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import Quarter

# By the nomination: the quarter in which its class begins.
ClassQuarters = Callable[[Plan], Mapping[int, Quarter]]
# By committee and quarter: places held there that have no name yet.
HeldPlaces = Callable[[Plan], Mapping[tuple[int, Quarter], int]]

_classes: Final[list[ClassQuarters]] = []
_held: Final[list[HeldPlaces]] = []


def register_classes(source: ClassQuarters) -> None:
    """Ask this callable in which quarter people of a plan sit in a class."""
    if source not in _classes:
        _classes.append(source)


def register_held(source: HeldPlaces) -> None:
    """Ask this callable which places of a plan are held without names."""
    if source not in _held:
        _held.append(source)


def class_quarters(plan: Plan) -> dict[int, Quarter]:
    """The quarter in which the class of each placed person of a plan begins, by the nomination."""
    return {nomination: quarter for source in _classes for nomination, quarter in source(plan).items()}


def held_places(plan: Plan) -> Counter[tuple[int, Quarter]]:
    """Places of a plan held without names, by committee and quarter."""
    return sum((Counter(source(plan)) for source in _held), Counter())
