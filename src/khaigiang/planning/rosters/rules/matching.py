"""Whom of the register a row is about: sure, nobody, or for a person to say, always with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from khaigiang.ground.shared.known_days import agree
from khaigiang.registry.duplicates.rules import Person, reasons_for, score_of
from khaigiang.registry.duplicates.states import Reason

R = Reason

NAMES: Final = frozenset({R.SAME_NAME, R.SAME_LETTERS})
AGAINST: Final = frozenset({R.OTHER_BIRTH, R.OTHER_NUMBER, R.OTHER_SEX})
# Any of these with nothing against it leaves no reasonable doubt: number and name, name and full birth, name and the
# one place that only one person holds at a time.
PROOFS: Final = (
    frozenset({R.SAME_NUMBER, R.SAME_NAME}),
    frozenset({R.SAME_NUMBER, R.SAME_LETTERS}),
    frozenset({R.SAME_NAME, R.SAME_BIRTH}),
    frozenset({R.SAME_LETTERS, R.SAME_BIRTH, R.SAME_UNIT}),
    frozenset({R.SAME_NAME, R.SAME_PLACE}),
    frozenset({R.SAME_LETTERS, R.SAME_BIRTH, R.SAME_PLACE}),
)
# A namesake whose birth nobody knows; from here on a person is asked.
POSSIBLE: Final = 40


# With the year of birth alone, a telephone or the unit beside the name do.
PROOFS_WITH_YEAR: Final = (frozenset({R.SAME_NAME, R.SAME_PHONE}), frozenset({R.SAME_NAME, R.SAME_UNIT}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One official who may be meant, with what speaks for it; `has_year`: the listed year of birth is theirs."""

    official: int
    score: int
    reasons: tuple[Reason, ...]
    has_year: bool = False

    @property
    def is_proof(self) -> bool:
        """Do the reasons leave no reasonable doubt?"""
        found = set(self.reasons)
        proofs = (*PROOFS, *PROOFS_WITH_YEAR) if self.has_year else PROOFS
        return not found & AGAINST and any(proof <= found for proof in proofs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Who is meant: `official` where it is sure; `likely` where a person is asked, most likely first."""

    official: Likeness | None = None
    likely: tuple[Likeness, ...] = ()


def match(listed: Person, registered: Iterable[Person]) -> Match:
    """Compare a row with those who may be meant by it."""
    likenesses = [_likeness(listed, person) for person in registered]
    likely = sorted(filter(_is_possible, likenesses), key=lambda likeness: (-likeness.score, likeness.official))
    proven = [likeness for likeness in likely if likeness.is_proof]
    if len(proven) == 1 and not _is_contested(proven[0], likely):
        return Match(official=proven[0])
    return Match(likely=tuple(likely))


def _likeness(listed: Person, person: Person) -> Likeness:
    reasons = reasons_for(listed, person)
    has_year = bool(listed.born_on and person.born_on) and agree(listed.born_on, person.born_on)
    return Likeness(official=person.id, score=score_of(reasons), reasons=reasons, has_year=has_year)


def _is_possible(likeness: Likeness) -> bool:
    # One identity number is one person: even a wrong birth or name beside it has to be explained.
    return likeness.score >= POSSIBLE or R.SAME_NUMBER in likeness.reasons


def _is_contested(proven: Likeness, likely: Iterable[Likeness]) -> bool:
    """Does somebody else have the listed identity number?"""
    others = (likeness for likeness in likely if likeness.official != proven.official)
    return any(R.SAME_NUMBER in likeness.reasons for likeness in others)
