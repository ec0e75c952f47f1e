"""Why a search found nothing, as its page tells it: what contradicts each other, and the ways out with their price."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

from django.utils.functional import Promise

from khaigiang.teaching.runs.errors import NothingToRelax
from khaigiang.teaching.runs.models import Run

# A contradiction as it is kept with a run: its demands, and ways out as far as they are known.
Kept: TypeAlias = dict[str, Any]
Tell: TypeAlias = Callable[[Kept], None]


# So many ways out are told, of so many that are looked at.
TOLD: Final = 3
LOOKED_AT: Final = 8


def unheard(_kept: Kept) -> None:
    """Nobody waits for what contradicts itself."""


def kept_contradiction(demands: Sequence[Kept], ways_out: Sequence[Kept] = ()) -> Kept:
    """What is kept with a run; empty where nothing is known."""
    return {"demands": list(demands), "ways_out": list(ways_out)} if demands else {}


def ways_to_tell(cheapest_first: Sequence[Kept], by_a_click: Callable[[Kept], bool]) -> list[Kept]:
    """The cheapest; where the office can do none of them itself, the last makes room for the cheapest that it can."""
    told = list(cheapest_first[:TOLD])
    if not any(map(by_a_click, told)):
        done = next(filter(by_a_click, cheapest_first[TOLD:]), None)
        told = told if done is None else [*told[:-1], done]
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The page on which something is mended, and whom or what it is about."""

    url_name: str
    id: int
    label: Promise
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """One person whom a demand concerns: where they belong, where their wishes stand, what is known of them."""

    name: str
    about: str
    page: Link
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Told(Protocol):
    """A demand, or one step of a way out, as the template `runs/contradiction.html` tells it."""

    @property
    def sentence(self) -> str: ...

    @property
    def links(self) -> Sequence[Link]: ...

    @property
    def concerned(self) -> Sequence[Somebody]: ...


class Step(Told, Protocol):
    """One change of a way out; `ask` says who has to be asked where the office cannot do it itself, else it is empty."""

    @property
    def ask(self) -> str: ...


StepT = TypeVar("StepT", bound=Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut(Generic[StepT]):
    """Changes that make everything fit, and what the best plan then costs."""

    number: int
    price: int
    steps: tuple[StepT, ...]

    @property
    def by_a_click(self) -> bool:
        """Can the office do all of it itself?"""
        return not any(step.ask for step in self.steps)

    @property
    def to_be_asked(self) -> list[str]:
        """Who has to be asked for what, each once."""
        return list(dict.fromkeys(step.ask for step in self.steps if step.ask))


def way_out_taken(run: Run, number: int, ways_out: Iterable[WayOut[StepT]]) -> WayOut[StepT]:
    """The way out that somebody chose; raises NothingToRelax when it is gone, or another was taken already."""
    for way in () if run.relaxed else ways_out:
        if way.number == number and way.steps:
            return way
    raise NothingToRelax
