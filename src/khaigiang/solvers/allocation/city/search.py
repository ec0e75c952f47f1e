"""The search for a whole city: a first plan and its bound, which is mended and then annealed."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census, smallest_price
from khaigiang.solvers.allocation.city.choosers import pools_of
from khaigiang.solvers.allocation.city.draft import Sizes, drafted
from khaigiang.solvers.allocation.city.improving.exchanges import (
    CONTENT,
    OF_ALL_KINDS,
    Crowd,
    Mix,
    anneal,
    crowd_of,
    sort_out,
)
from khaigiang.solvers.allocation.city.improving.mending import Care, Sums, mend
from khaigiang.solvers.allocation.city.improving.rounds import change_about, turn_of
from khaigiang.solvers.allocation.city.pace import Pace
from khaigiang.solvers.allocation.city.seats import Seats
from khaigiang.solvers.allocation.city.total import total_price
from khaigiang.solvers.dice import Dice, dice_of

# So many are looked at before the clock is looked at again.
AT_ONCE = 5_000
PROPOSALS_AT_ONCE = 50_000
# Heats in units of the smallest price: hotter, the network's plan is lost; where there is no time for so many proposals
# a person, it is only cooled.
HOT, MILD, COLD = 0.2, 0.15, 0.1
# In this share of the time wishes stand while the rest is evened out.
WHILE_CONTENT = 0.1
PROPOSALS_TO_COOL = 300
# So many proposals a person even out the traits of those who sit where they were dealt.
PROPOSALS_TO_SORT = 10
# One of each class changes about so often at a time; prices are spread over so many parts of the smallest, less and less.
ROUNDS_AT_ONCE = 50
SPREAD = 16
# A processor keeps at hand what is reckoned of so many people.
AT_HAND = 5_000
# Losses that may be accepted are drawn from so many.
LOSSES = 1024
# Wishes are not given up for balance as long as a round without it gains such a share.
CONTENT_GAIN = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the search is: the classes of everybody (the same array all along), their price, and the bound."""

    class_of: Small
    price: int | None
    bound: int

    @property
    def is_lawful(self) -> bool:
        """Does everybody sit, and is no hard rule broken?"""
        return self.price is not None and self.price < FORBIDDEN // 2


def search(census: Census, seed: int, pace: Pace, sizes: Sizes) -> Iterator[State]:
    """Better and better plans, one state after each piece of work. Raises NoPlanExists when that is proven."""
    seats = empty_seats(census)
    proven = 0
    for proven in drafted(census, seats, pace, sizes):
        yield State(class_of=seats.class_of, price=None, bound=proven)
    crowd = crowd_of(census, pools_of(census))
    dice, price = dice_of(seed), int(total_price(census, seats))
    state = State(class_of=seats.class_of, price=price, bound=proven)
    if len(crowd.people) > 1:
        state = yield from _sorted(census, seats, state, crowd, dice)
    state = yield from _mended(census, seats, state, seed, until_lawful=len(crowd.people) > 1)
    if state.price != proven and len(crowd.people) > 1:
        yield from _annealed(census, seats, state, crowd, dice, pace)


def _sorted(census: Census, seats: Seats, state: State, crowd: Crowd, dice: Dice) -> Generator[State, None, State]:
    """Sort out, wishes standing, who cannot sit where they were dealt, then traits; the last state is given back."""
    price = (state.price or 0) + int(sort_out(census, seats, crowd))
    yield State(class_of=seats.class_of, price=price, bound=state.bound)
    for near in islice(_neighbourhoods(crowd), PROPOSALS_TO_SORT * len(crowd.people) // PROPOSALS_AT_ONCE + 1):
        price += int(anneal(census, seats, crowd, dice, _losses(COLD), CONTENT, near, PROPOSALS_AT_ONCE))
        state = State(class_of=seats.class_of, price=price, bound=state.bound)
        yield state
    return state


def _mended(
    census: Census, seats: Seats, state: State, seed: int, *, until_lawful: bool
) -> Generator[State, None, State]:
    """Mend round by round, `until_lawful` or as long as anybody looks; the last state is given back."""
    people = len(seats.class_of)
    random = np.random.default_rng(seed)
    sums = Sums(whole=np.zeros(census.classes, np.int64), traits=np.zeros(census.classes, np.int64))
    price, is_content, number = state.price or 0, True, 0
    yield state
    while price > state.bound and people > 1 and not (until_lawful and state.is_lawful):
        before, number = price, number + 1
        start, stride = int(random.integers(people)), _stride(random, people)
        care = _care(census, seats, number, is_content=is_content)
        for first in range(0, people, AT_ONCE):
            turns = np.array([min(AT_ONCE, people - first), (start + first * stride) % people, stride])
            price += int(mend(census, seats, sums, turns, care))
            state = State(class_of=seats.class_of, price=price, bound=state.bound)
            yield state
        is_content = is_content and (number == 1 or before - price > CONTENT_GAIN * price)
    return state


def _annealed(census: Census, seats: Seats, state: State, crowd: Crowd, dice: Dice, pace: Pace) -> Iterator[State]:
    """Anneal to the end of the time, which is what the best plan found is then kept for."""
    best, price, least, begun = seats.class_of.copy(), state.price or 0, state.price or 0, pace.share()
    unit, hot, turn = smallest_price(census), None, turn_of(census)
    for near in _neighbourhoods(crowd):
        cooled = min(1.0, (pace.share() - begun) / max(1 - begun, 1e-9))
        mix, heat = _stage(cooled, hot or COLD)
        price += int(anneal(census, seats, crowd, dice, _losses(unit * heat), mix, near, PROPOSALS_AT_ONCE))
        spread = 1 + int(unit * SPREAD * (1 - cooled))
        price += int(change_about(census, seats, turn, dice, spread, ROUNDS_AT_ONCE))
        if price < least:
            best[:], least = seats.class_of, price
        yield State(class_of=best, price=least, bound=state.bound)
        if least == state.bound:
            return
        hot = hot or _hot(len(best), (pace.share() - begun) / max(1 - begun, 1e-9))


def _neighbourhoods(crowd: Crowd) -> Iterator[Ints]:
    """So many people of neighbouring pools at a time, round and round: what is reckoned of them stays at hand."""
    count = -(-len(crowd.people) // AT_HAND)
    ends = [len(crowd.people) * number // count for number in range(count + 1)]
    for number in cycle(range(count)):
        yield np.array([ends[number], ends[number + 1]], np.int64)


def _stage(cooled: float, hot: float) -> tuple[Mix, float]:
    """First traits are evened out while wishes stand; then everything is open, at less heat."""
    if cooled < WHILE_CONTENT:
        return CONTENT, hot * (COLD / hot) ** (cooled / WHILE_CONTENT)
    mild = min(hot, MILD)
    return OF_ALL_KINDS, mild * (COLD / mild) ** ((cooled - WHILE_CONTENT) / (1 - WHILE_CONTENT))


def _hot(people: int, share_of_one_call: float) -> float:
    """How hot to begin when one call takes such a share of the time."""
    proposals = PROPOSALS_AT_ONCE / max(share_of_one_call, 1e-9)
    return HOT if proposals > PROPOSALS_TO_COOL * people else COLD


def _losses(heat: float) -> Ints:
    """What may be lost at this heat, as likely as it should be (Metropolis)."""
    drawn = (np.arange(LOSSES) + 0.5) / LOSSES
    return np.asarray(np.floor(-heat * np.log(drawn)), np.int64)


def _care(census: Census, seats: Seats, number: int, *, is_content: bool) -> Care:
    """The first round moves people alone, which mends broken hard rules in no time; later ones also change them about."""
    return Care(
        number=number,
        even=2,
        is_content=is_content,
        is_short=bool((seats.people[: census.classes] < census.fewest).any()),
        classes=0 if number == 1 else 6,
        neighbours=24,
        districts=4,
        strangers=2,
    )


def _stride(random: np.random.Generator, people: int) -> int:
    while True:
        stride = int(random.integers(1, people))
        if np.gcd(stride, people) == 1:
            return stride


def empty_seats(census: Census) -> Seats:
    """Room for where everybody sits; nobody does yet."""
    people, cells = len(census.elsewhere), len(census.low)
    return Seats(
        class_of=np.full(people, -1, np.int32),
        people=np.zeros(cells, np.int32),
        one_more=np.zeros(cells, np.int64),
        away=np.zeros(len(census.room), np.int64),
        chain=np.full((census.districts + 1) * census.classes, -1, np.int32),
        after=np.full(people, -1, np.int32),
        before=np.full(people, -1, np.int32),
    )
