"""Which two records may be of one person: where to look, and how much speaks for it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from khaigiang.ground.shared.known_days import WHOLE, agree
from khaigiang.registry.duplicates.states import Reason

R = Reason

# Name and day of birth alone suffice (70 and more); a name alone, or one of many namesakes of a year, does not.
WEIGHTS: Final[dict[Reason, int]] = {
    R.SAME_NAME: 40,
    R.SAME_LETTERS: 35,
    R.NEAR_NAME: 15,
    R.SAME_BIRTH: 35,
    R.SWAPPED_BIRTH: 20,
    R.NEAR_BIRTH: 20,
    R.OTHER_YEAR: 15,
    R.SAME_NUMBER: 60,
    R.SAME_PHONE: 30,
    R.SAME_EMAIL: 30,
    R.SAME_PLACE: 20,
    R.SAME_UNIT: 10,
    R.OTHER_BIRTH: -30,
    R.OTHER_NUMBER: -30,
    R.OTHER_SEX: -20,
}
YEAR: Final = len("1975")
LIKELY: Final = 60
CERTAIN: Final = 100
# A telephone or an address that more people share is an office's, and says nothing of one person.
SHARED_BY_AN_OFFICE: Final = 8
# Comparing everybody of a larger group with everybody would take for ever; the search says that it left it out.
LARGEST_GROUP: Final = 400
TOLD_EVERY: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is compared of one official. `name` is in small letters, `letters` also without tone marks."""

    id: int
    name: str
    letters: str
    gender: str = ""
    born_on: str = ""
    number: str = ""
    phone: str = ""
    email: str = ""
    places: frozenset[tuple[int, int]] = frozenset()

    @property
    def units(self) -> frozenset[int]:
        """Where they hold or held a post."""
        return frozenset(unit for _, unit in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records, the older first, with what speaks for their being one person."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: likely pairs, most likely first, and how many groups were too large to compare."""

    pairs: tuple[Pair, ...]
    groups_left_out: int


def find(people: Iterable[Person], *, tell: Callable[[int, int], None] | None = None) -> Found:
    """The likely pairs among these people, most likely first; `tell` hears how many groups of how many are done."""
    groups: dict[Hashable, list[Person]] = defaultdict(list)
    for person in people:
        for key in keys_of(person):
            groups[key].append(person)
    pairs: dict[tuple[int, int], Pair] = {}
    compared: set[tuple[int, int]] = set()
    left_out = 0
    for done, (key, group) in enumerate(groups.items()):
        if tell and done % TOLD_EVERY == 0:
            tell(done, len(groups))
        if len(group) > _largest(key):
            left_out += len(group) > LARGEST_GROUP
            continue
        _compare(group, compared, pairs)
    ordered = sorted(pairs.values(), key=lambda pair: (-pair.score, pair.first, pair.second))
    return Found(pairs=tuple(ordered), groups_left_out=left_out)


def _largest(key: Hashable) -> int:
    return SHARED_BY_AN_OFFICE if isinstance(key, tuple) and key[0] in {"phone", "email"} else LARGEST_GROUP


def _compare(group: list[Person], compared: set[tuple[int, int]], pairs: dict[tuple[int, int], Pair]) -> None:
    for one, other in combinations(group, 2):
        ids = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if ids in compared:
            continue
        compared.add(ids)
        reasons = reasons_for(one, other)
        score = score_of(reasons)
        if score >= LIKELY:
            pairs[ids] = Pair(first=ids[0], second=ids[1], score=score, reasons=reasons)


def keys_of(person: Person) -> Iterator[Hashable]:
    """Where a person is looked for: two records that share no key can never be likely."""
    units = person.units
    if person.number:
        yield ("number", person.number)
    if person.phone:
        yield ("phone", person.phone)
    if person.email:
        yield ("email", person.email)
    for unit in units:
        yield ("name in unit", person.letters, unit)
    if person.born_on:
        yield ("name and year", person.letters, person.born_on[:YEAR])
    if len(person.born_on) == WHOLE:
        for unit in units:
            yield ("birth in unit", person.born_on, unit)


def score_of(reasons: Iterable[Reason]) -> int:
    """How much speaks for two records being of one person, from 0 to 100."""
    return max(0, min(CERTAIN, sum(WEIGHTS[reason] for reason in reasons)))


def reasons_for(one: Person, other: Person) -> tuple[Reason, ...]:
    """What speaks for and against these two being one person, in the order in which a clerk looks."""
    found = (
        _names(one, other),
        _births(one.born_on, other.born_on),
        _known(one.number, other.number, same=R.SAME_NUMBER, different=R.OTHER_NUMBER),
        _known(one.phone, other.phone, same=R.SAME_PHONE),
        _known(one.email, other.email, same=R.SAME_EMAIL),
        _places(one, other),
        _known(one.gender, other.gender, different=R.OTHER_SEX),
    )
    return tuple(reason for reason in found if reason)


def _known(one: str, other: str, *, same: Reason | None = None, different: Reason | None = None) -> Reason | None:
    """What it says that both have a value, or nothing where one has none."""
    if not one or not other:
        return None
    return same if one == other else different


def _names(one: Person, other: Person) -> Reason | None:
    if one.name == other.name:
        return R.SAME_NAME
    if one.letters == other.letters:
        return R.SAME_LETTERS
    return R.NEAR_NAME if are_near(one.letters, other.letters) else None


def _births(one: str, other: str) -> Reason | None:
    """What two births say; a year or a month alone can only contradict."""
    if agree(one, other):
        return R.SAME_BIRTH if one == other and len(one) == WHOLE else None
    if len(one) < WHOLE or len(other) < WHOLE:
        return R.OTHER_BIRTH
    (year, month, day), there = one.split("-"), other.split("-")
    if [year, day, month] == there:
        return R.SWAPPED_BIRTH
    alike = [here == others for here, others in zip((year, month, day), there, strict=True)]
    if sum(alike) < 2:
        return R.OTHER_BIRTH
    return R.NEAR_BIRTH if alike[0] else R.OTHER_YEAR


def _places(one: Person, other: Person) -> Reason | None:
    if not one.places.isdisjoint(other.places):
        return R.SAME_PLACE
    return R.SAME_UNIT if not one.units.isdisjoint(other.units) else None


def are_near(one: str, other: str) -> bool:
    """Do two names differ by one letter, two letters in the wrong order, or one word in their middle?"""
    short, long = sorted((one, other), key=len)
    return _one_letter_apart(short, long) or _one_word_apart(short.split(" "), long.split(" "))


def _one_letter_apart(short: str, long: str) -> bool:
    if len(long) - len(short) > 1:
        return False
    at = next((place for place, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), None)
    if at is None:
        return len(long) - len(short) == 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    crossed = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or crossed


def _one_word_apart(short: list[str], long: list[str]) -> bool:
    if len(long) - len(short) != 1 or len(short) < 2 or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(1, len(long) - 1))
