"""The ledger closes on every day of any life of a plan, and what it said of a day stays true (A4).

Three answers are held together after every act: the page's (what is kept, with what was touched since), the database's
for that day, and at the end the whole lives told in memory, which say every day at once: no day is read twice.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.ground.shared.errors import DomainError
from khaigiang.oversight.coverage.models import Touch
from khaigiang.oversight.coverage.queries import LedgerRow, counts_by_state, ledger, shares, whole
from khaigiang.oversight.coverage.queries.afresh import read_afresh
from khaigiang.oversight.coverage.queries.lives import lives_of, standing_on
from khaigiang.oversight.coverage.queries.rows import Stood
from khaigiang.oversight.coverage.services import settle_all
from khaigiang.oversight.coverage.states import Division, PostState
from khaigiang.planning.plans.models import Plan
from tests.on_the_story.scenarios.histories import ACTS, History, begun, reform

pytestmark = pytest.mark.django_db
LONGEST = 40
TRIED_AFTER = 8
MOST_LIVES = 6
SETTLED = 0.2
Told = dict[int, tuple[str, int | None, int | None]]
Said = dict[date, Told]
# The beginning of most lives, so that random acts meet classes with people in them.
USUAL = ("name", "name", "send", "send", "accept", "place", "open", "summon", "start", "attend")


def act(history: History, name: str) -> bool:
    """Do one act, or be refused in words and leave everything as it was; was it done?"""
    touched = Touch.objects.count()
    try:
        with transaction.atomic():
            ACTS[name](history)
    except DomainError:
        assert Touch.objects.count() == touched, name
        return False
    return True


def read(history: History) -> list[LedgerRow]:
    """The ledger of the day, now and then after a worker has settled it; it closes and says what the database says."""
    if history.dice.random() < SETTLED:
        settle_all()
    rows = ledger(history.plan, history.day)
    assert_closes(history.plan, rows, history.day)
    assert told(rows) == stood(read_afresh(history.plan, history.day))
    return rows


def told(rows: Iterable[LedgerRow]) -> Told:
    """What the ledger says of every post."""
    return {row.target_post_id: (row.state.value, row.official_id, row.class_id) for row in rows}


def stood(posts: Iterable[Stood]) -> Told:
    """What a derivation says of every post."""
    return {one.target_post_id: (one.how.state, one.official_id, one.how.class_id or None) for one in posts}


def assert_closes(plan: Plan, rows: list[LedgerRow], on: date) -> None:
    """Every post once, the states add up, no column exceeds the one before it, however the posts are divided."""
    posts = Counter(row.target_post_id for row in rows)
    assert posts == dict.fromkeys(plan.target_posts.on(on).values_list("pk", flat=True), 1)
    assert sum(count.count for count in counts_by_state(rows)) == len(rows)
    columns = [count for _column, count in whole(rows).columns]
    assert columns == sorted(columns, reverse=True)
    for by in Division:
        divided = zip(*([count for _column, count in share.columns] for share in shares(rows, by)), strict=True)
        assert [sum(column) for column in divided] == columns


def live(history: History, names: Iterable[str]) -> Said:
    """Live through the acts; returns what the ledger said at the end of every day that passed."""
    said = Said()
    for name in names:
        act(history, name)
        said[history.day] = told(read(history))
    return said


@settings(max_examples=5)
@given(
    usual=st.integers(0, len(USUAL)),
    names=st.lists(st.sampled_from(sorted(ACTS)), max_size=LONGEST),
    seed=st.integers(),
)
def test_the_ledger_closes_after_every_act_and_never_changes_what_it_said_of_a_day(
    usual: int, names: list[str], seed: int
) -> None:
    with transaction.atomic():
        history = begun(Random(seed))
        said = live(history, (*USUAL[:usual], *names))
        reform(history)
        said |= live(history, names[:TRIED_AFTER])

        lives = lives_of(list(history.plan.target_posts.values_list("pk", flat=True)))
        assert {day: stood(standing_on(day, lives)) for day in said} == said
        settle_all()
        assert {day: told(ledger(history.plan, day)) for day in said} == said
        transaction.set_rollback(True)


def test_random_lives_bring_posts_into_every_state() -> None:
    """What the test above lives through: every act is done, every state is met."""
    dice, done, met = Random(2), set(), set()
    for _ in range(MOST_LIVES):
        with transaction.atomic():
            history = begun(dice)
            for name in (
                *USUAL[:5],
                "take back",
                "accept",
                *USUAL[5:],
                *dice.sample(sorted(ACTS), len(ACTS)),
                *dice.choices(sorted(ACTS), k=LONGEST),
            ):
                if act(history, name):
                    done.add(name)
                met |= {row.state for row in read(history)}
            transaction.set_rollback(True)
        if (done, met) == (set(ACTS), set(PostState)):
            break

    assert (set(ACTS) - done, set(PostState) - met) == (set(), set())


def test_a_ledger_that_counts_a_post_twice_is_found() -> None:
    """The positive control."""
    history = begun(Random(1))
    rows = ledger(history.plan, history.day)

    with pytest.raises(AssertionError):
        assert_closes(history.plan, [*rows, rows[0]], history.day)
