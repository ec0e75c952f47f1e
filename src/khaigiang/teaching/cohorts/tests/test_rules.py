"""Arithmetic of classes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers import allocation as solver
from khaigiang.teaching.cohorts.rules import (
    Share,
    age_band,
    class_code,
    days_away,
    even_shares,
    groups_for_newcomer,
    groups_in_words,
    one_after_another,
    size_bounds,
    tallies,
)

ON = date(2023, 3, 1)
HOLIDAYS = frozenset({date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)})


def test_a_class_code_begins_with_the_plan_and_ends_with_two_digits() -> None:
    assert class_code("BD-PBT", 3) == "BD-PBT-03"


@given(total=st.integers(0, 5000), count=st.integers(1, 60))
def test_even_shares_add_up_and_differ_by_one_at_most(total: int, count: int) -> None:
    shares = even_shares(total, count)

    assert sum(shares) == total
    assert len(shares) == count
    assert max(shares) - min(shares) <= 1


def test_a_class_may_be_a_fifth_smaller_or_larger_than_wanted() -> None:
    assert size_bounds(116) == (92, 140)


def test_classes_follow_each_other_on_working_days_around_holidays() -> None:
    found = one_after_another(date(2023, 4, 12), classes=2, days=11, holidays=HOLIDAYS)

    assert [(days[0], days[-1], len(days)) for days in found] == [
        (date(2023, 4, 12), date(2023, 4, 26), 11),
        (date(2023, 4, 27), date(2023, 5, 16), 11),
    ]


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        ("1988-03-02", "under_35"),
        ("1988-03-01", "35_to_44"),
        ("1978-03-01", "45_to_54"),
        ("1968-03-02", "45_to_54"),
        ("1968-03-01", "from_55"),
        ("1988", "35_to_44"),
        ("1978-03", "45_to_54"),
        ("", "age_unknown"),
    ],
)
def test_an_age_band_changes_on_the_birthday(born_on: str, band: str) -> None:
    assert age_band(born_on, ON) == band


def test_days_away_are_the_class_days_within_a_period_both_ends_included() -> None:
    days = [date(2023, 3, day) for day in (13, 14, 15, 16)]

    assert days_away(days, [(date(2023, 3, 14), date(2023, 3, 15))]) == [date(2023, 3, 14), date(2023, 3, 15)]


def test_a_tally_shows_how_far_a_class_is_off_its_even_share() -> None:
    values = dict.fromkeys(range(5), "F") | dict.fromkeys(range(5, 10), "M")
    placed = dict.fromkeys(range(4), 1) | dict.fromkeys(range(4, 10), 2)

    women, men = tallies(values, placed, {1: 10, 2: 10}, order=("F", "M"))

    assert (women.value, women.total) == ("F", 5)
    assert women.shares == (Share(count=4, low=2, high=3), Share(count=1, low=2, high=3))
    assert [share.off for share in women.shares] == [1, -1]
    assert [share.off for share in men.shares] == [-2, 2]


@given(
    sizes=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    people=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=15),
)
def test_a_tally_counts_what_the_solver_prices(sizes: list[int], people: list[tuple[str, int]]) -> None:
    placed = {person: class_id % len(sizes) for person, (_value, class_id) in enumerate(people)}
    problem = solver.Problem(
        classes=tuple(
            solver.TrainingClass(id=str(place), size=size, min=0, max=99, week=place)
            for place, size in enumerate(sizes)
        ),
        people=tuple(
            solver.Person(id=str(person), unit="u", district="d", traits={"t": value})
            for person, (value, _class_id) in enumerate(people)
        ),
        weights=solver.Weights(size=0, prefer=0, crowding=0, balance={"t": 1}),
    )

    found = tallies({person: value for person, (value, _) in enumerate(people)}, placed, dict(enumerate(sizes)))

    price = solver.cost(problem, {str(person): str(class_id) for person, class_id in placed.items()}).total
    assert sum(abs(share.off) for row in found for share in row.shares) == price


def members(*groups: set[int]) -> dict[int, frozenset[int]]:
    return dict(enumerate(map(frozenset, groups), start=1))


def test_a_newcomer_joins_the_smallest_group_and_the_first_of_equals() -> None:
    assert groups_for_newcomer({1: members({1, 2, 3}, {4, 5}, {6, 7})}) == {1: 2}
    assert groups_for_newcomer({}) == {}


def test_a_newcomer_meets_new_people_in_each_discussion_where_they_can() -> None:
    discussions = {1: members({1, 2}, {3, 4}), 2: members({1, 3}, {2, 4, 5}), 3: members({1, 2, 3, 4}, {5}, {6, 7})}

    # In the second each group has one of 1 and 2: the smaller one. In the third 1, 2 and 3 are met, and too many.
    assert groups_for_newcomer(discussions) == {1: 1, 2: 1, 3: 2}
    assert groups_for_newcomer({1: members({1}, {2}), 2: members({1}, {2, 3})}) == {1: 1, 2: 2}


@settings(max_examples=60)
@given(
    sizes=st.lists(st.integers(0, 5), min_size=1, max_size=5), newcomers=st.integers(1, 12), rounds=st.integers(1, 4)
)
def test_newcomers_never_make_the_groups_less_even_than_two(sizes: list[int], newcomers: int, rounds: int) -> None:
    ids = iter(range(1_000))
    discussions = {
        number: {group: frozenset(next(ids) for _ in range(size)) for group, size in enumerate(sizes, start=1)}
        for number in range(1, rounds + 1)
    }
    for person in range(1_000, 1_000 + newcomers):
        for discussion, group in groups_for_newcomer(discussions).items():
            discussions[discussion][group] |= {person}

    for groups in discussions.values():
        now = [len(people) for people in groups.values()]
        assert max(now) - min(now) <= max(2, max(sizes) - min(sizes))


def test_groups_are_said_once_where_they_are_the_same_in_all_discussions() -> None:
    assert groups_in_words([3, 7, 1]) == "3, 7, 1"
    assert groups_in_words([2, 2]) == "2"
    assert groups_in_words([]) == ""
