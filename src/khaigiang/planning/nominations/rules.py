"""Who may come: what speaks against naming an official for a post, and what the office should know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from khaigiang.ground.shared.known_days import day_in_words, first_day, last_day


class Code(StrEnum):
    """Everything that can be said about an official's eligibility."""

    HOLDS_NOTHING_THERE = "holds_nothing_there"
    NAMED_ELSEWHERE = "named_elsewhere"
    TOO_OLD = "too_old"
    NOT_THE_HOLDER = "not_the_holder"
    COMPLETED = "completed"
    ATTENDED = "attended"
    SAME_DAYS = "same_days"
    OTHER_PLAN = "other_plan"
    LEAVES = "leaves"
    HINDERED = "hindered"
    BIRTHDAY_UNKNOWN = "birthday_unknown"


BLOCKS: Final = frozenset({Code.HOLDS_NOTHING_THERE, Code.NAMED_ELSEWHERE, Code.TOO_OLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFacts:
    """What is known of an official on the day, seen from one post of the target group."""

    born_on: str
    holds_the_post: bool
    other_posts: tuple[str, ...] = ()
    named_for: str = ""
    completed: str = ""
    attended: str = ""
    same_days: str = ""
    other_plans: tuple[str, ...] = ()
    leaves_on: str = ""
    hindered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What the plan asks of the people it trains."""

    born_not_before: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing said about an official; `about` fills the sentence."""

    code: Code
    about: str = ""

    @property
    def blocks(self) -> bool:
        """Does it forbid naming this person?"""
        return self.code in BLOCKS


def eligibility(official: OfficialFacts, plan: PlanFacts) -> list[Finding]:
    """All that speaks against an official, what forbids first; empty when all is well."""
    return [finding for finding in (*_forbidding(official, plan), *_telling(official, plan)) if finding]


def _forbidding(official: OfficialFacts, plan: PlanFacts) -> list[Finding | None]:
    limit, born = plan.born_not_before, official.born_on
    return [
        None if official.holds_the_post or official.other_posts else Finding(code=Code.HOLDS_NOTHING_THERE),
        Finding(code=Code.NAMED_ELSEWHERE, about=official.named_for) if official.named_for else None,
        Finding(code=Code.TOO_OLD, about=day_in_words(limit)) if limit and born and last_day(born) < limit else None,
    ]


def _telling(official: OfficialFacts, plan: PlanFacts) -> list[Finding | None]:
    limit = plan.born_not_before
    stands_in = not official.holds_the_post and official.other_posts
    return [
        Finding(code=Code.NOT_THE_HOLDER, about=", ".join(official.other_posts)) if stands_in else None,
        Finding(code=Code.HINDERED, about=official.hindered) if official.hindered else None,
        Finding(code=Code.COMPLETED, about=official.completed) if official.completed else None,
        Finding(code=Code.ATTENDED, about=official.attended) if official.attended and not official.completed else None,
        Finding(code=Code.SAME_DAYS, about=official.same_days) if official.same_days else None,
        Finding(code=Code.OTHER_PLAN, about=", ".join(official.other_plans)) if official.other_plans else None,
        Finding(code=Code.LEAVES, about=official.leaves_on) if official.leaves_on else None,
        Finding(code=Code.BIRTHDAY_UNKNOWN) if limit and _may_be_too_old(official.born_on, limit) else None,
    ]


def _may_be_too_old(born: str, limit: date) -> bool:
    """Does it hang on a day of birth that nobody knows?"""
    return not born or first_day(born) < limit <= last_day(born)


def most_away(days: tuple[date, date], others: Iterable[tuple[date, date]]) -> int:
    """How many are away on the fullest day of these days, whoever is away on all of them among them."""
    first, last = days
    meeting = [(begins, ends) for begins, ends in others if begins <= last and first <= ends]
    fullest = max(
        (sum(begins <= day <= ends for begins, ends in meeting) for day in {max(first, one[0]) for one in meeting}),
        default=0,
    )
    return fullest + 1


def share_of(percent: int, people: int) -> int:
    """How many a share lets go of so many people: rounded down, one at least."""
    return max(people * percent // 100, 1)
