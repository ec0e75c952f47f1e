"""The state of every post on any day, told from the moves."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import states_on
from khaigiang.planning.nominations.services import (
    accept_nominations,
    defer_nomination,
    name_substitute,
    nominate,
    resume_nomination,
    return_nomination,
    submit_nominations,
    withdraw_nomination,
)
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination, make_request
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

S = NominationState
FIRST = date(2023, 3, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


@pytest.mark.django_db
def test_a_move_counts_from_the_day_on_which_it_was_made_in_hanoi() -> None:
    late_in_the_evening = datetime(2023, 3, 1, 16, 59, tzinfo=UTC)
    after_midnight = datetime(2023, 3, 1, 17, 0, tzinfo=UTC)
    post = make_target_post()
    make_request(post.plan)
    named = make_nomination(post, at=late_in_the_evening)
    withdraw_nomination(named, by=make_user(), at=after_midnight)

    before, that_day, next_day = (states_on(post.plan, FIRST + timedelta(days=shift)) for shift in (-1, 0, 1))

    assert before == {}
    assert that_day[post.pk].state == S.DRAFT
    assert next_day[post.pk].state == S.WITHDRAWN


@pytest.mark.django_db
def test_the_substitutes_state_is_the_posts_state() -> None:
    post = make_target_post()
    make_request(post.plan)
    first = make_nomination(post, state=S.ACCEPTED, at=noon(FIRST))
    instead = make_appointment(make_official("Lê Văn Chi"), unit=post.unit).official

    second = name_substitute(first, official=instead, reason="Ốm", by=make_user(), at=noon(FIRST + timedelta(days=1)))

    assert states_on(post.plan, FIRST)[post.pk].official_id == first.official_id
    after = states_on(post.plan, FIRST + timedelta(days=1))[post.pk]
    assert (after.state, after.nomination_id, after.official_id) == (S.DRAFT, second.pk, instead.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("posts", [1, 25])
def test_states_cost_one_statement_however_many_posts(
    posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    for _ in range(posts):
        make_nomination(make_target_post(plan))

    with django_assert_num_queries(1):
        assert len(states_on(plan, FIRST)) == posts


class HistoryIsTold(TestCase):
    """Whatever happens to two posts, the states told later for each day are those that stood on it."""

    @settings(max_examples=25, deadline=None)
    @given(acts=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1), st.integers(0, 2)), max_size=18))
    def test_every_day_is_told_as_it_was(self, acts: list[tuple[int, int, int]]) -> None:
        plan = make_plan()
        posts = [make_target_post(plan) for _ in range(2)]
        make_request(plan)
        people = [
            [make_holder(post), make_appointment(make_official("Chi"), unit=post.unit).official] for post in posts
        ]
        day = FIRST
        as_it_was: dict[date, dict[int, tuple[str, int]]] = {}
        for number, which, shift in acts:
            day += timedelta(days=shift)
            attempt(number, posts[which], people[which], noon(day))
            as_it_was[day] = now_standing(posts)

        for on, stood in as_it_was.items():
            told = {post: (row.state.value, row.official_id) for post, row in states_on(plan, on).items()}
            assert told == stood


Act = Callable[[Nomination, Sequence[Official], User, datetime], object]
ACTS: tuple[Act, ...] = (
    lambda live, _people, by, at: submit_nominations(
        live.plan, live.committee, [live], letter_number="1-CV/QU", letter_dated_on=FIRST, by=by, at=at
    ),
    lambda live, _people, by, at: accept_nominations([live], by=by, at=at),
    lambda live, _people, by, at: return_nomination(live, reason="Sai", by=by, at=at),
    lambda live, _people, by, at: defer_nomination(live, reason="Bận", by=by, at=at),
    lambda live, _people, by, at: resume_nomination(live, by=by, at=at),
    lambda live, _people, by, at: withdraw_nomination(live, by=by, at=at),
    lambda live, people, by, at: name_substitute(
        live, official=next(one for one in people if one.pk != live.official_id), reason="Ốm", by=by, at=at
    ),
)


def attempt(number: int, post: TargetPost, people: Sequence[Official], at: datetime) -> None:
    live = post.nominations.filter(state__in=LIVE).first()
    try:
        if live is None:
            nominate(post, official=people[number % 2], by=make_user(), at=at)
        else:
            ACTS[number](live, people, make_user(), at)
    except DomainError:
        return


def now_standing(posts: Sequence[TargetPost]) -> dict[int, tuple[str, int]]:
    """The naive answer: the live nomination of each post, else the one that moved last."""
    found = {}
    for post in posts:
        live = post.nominations.filter(state__in=LIVE).first()
        last = live or Nomination.objects.filter(target_post=post).order_by("moves__at", "moves__pk").last()
        if last:
            found[post.pk] = (last.state, last.official_id)
    return found
