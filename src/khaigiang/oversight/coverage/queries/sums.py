"""What the ledger adds up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khaigiang.oversight.coverage.queries.rows import Counted
from khaigiang.oversight.coverage.states import REMAINING, PostState


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many posts are in a state."""

    state: PostState
    label: str
    count: int


def counts_by_state(rows: Iterable[Counted]) -> list[StateCount]:
    """Every state with its posts, in the order of a post's life; the counts add up to the posts."""
    counts: Counter[PostState] = Counter()
    for row in rows:
        counts[row.state] += row.posts
    return [StateCount(state=state, label=str(state.label), count=counts[state]) for state in PostState]


def remaining_by_state(rows: Iterable[Counted]) -> list[StateCount]:
    """The posts that have not completed, split by state; states without a post are left out."""
    return [count for count in counts_by_state(rows) if count.state in REMAINING and count.count]
