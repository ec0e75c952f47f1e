"""The prices an allocation is weighed by, as the office sets them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Whole numbers ≥ 0: what one person more or fewer than wanted costs, and so on.

    `places`: what one person more or fewer than a committee's places of a class costs. Whoever sits beside the places
    is counted in two classes, so it outweighs all else that a change of class could save: places are given up for what
    is not possible otherwise alone.
    """

    size: int = 20
    prefer: int = 5
    crowding: int = 5
    district: int = 2
    sex: int = 2
    age: int = 1
    kind: int = 1
    places: int = 100
    moved: int = 0

    @property
    def of_traits(self) -> dict[str, int]:
        """The price of imbalance by trait."""
        return {trait: getattr(self, trait) for trait in TRAITS}

    @property
    def with_few_moves(self) -> "Weights":
        """The same prices, and a change of class costs more than all that it could save."""
        saved = 2 * self.size + self.prefer + self.crowding + 2 * sum(self.of_traits.values())
        return replace(self, moved=saved + 1)

    def as_json(self) -> dict[str, int]:
        """The prices as they are kept with a run."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, int]) -> "Weights":
        """The prices that were kept with a run."""
        return cls(**kept)


# What is balanced between classes. "district" is the nominating committee: its people come from its district.
TRAITS: Final = ("district", "sex", "age", "kind")
