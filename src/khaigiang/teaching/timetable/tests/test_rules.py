from datetime import date, time

import pytest

from khaigiang.teaching.timetable.rules import (
    Place,
    half_day_of,
    half_days_by_day,
    half_days_by_week,
    monday_of,
    out_of_order,
    overlap,
)


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((time(8), time(11, 30)), (time(14), time(17)), False),
        ((time(8), time(9)), (time(9), time(11)), False),
        ((time(8), time(9, 1)), (time(9), time(11)), True),
        ((time(8), time(12)), (time(9), time(10)), True),
        ((time(9), time(10)), (time(8), time(12)), True),
    ],
)
def test_stretches_overlap_when_they_share_a_moment(
    first: tuple[time, time],
    second: tuple[time, time],
    shared: bool,  # noqa: FBT001  pytest passes it by name
) -> None:
    assert overlap(first, second) is shared


@pytest.mark.parametrize(
    ("starts_at", "half"),
    [
        (time(7, 30), "morning"),
        (time(11, 59), "morning"),
        (time(12), "afternoon"),
        (time(17), "afternoon"),
        (time(17, 30), "evening"),
    ],
)
def test_a_piece_belongs_to_the_half_day_in_which_it_begins(starts_at: time, half: str) -> None:
    assert half_day_of(starts_at) == half


def test_the_programme_goes_opening_blocks_closing_and_topics_before_their_discussion() -> None:
    in_order = [
        Place(kind="opening"),
        Place(kind="topic", block=1),
        Place(kind="discussion", block=1),
        Place(kind="topic", block=2),
        Place(kind="discussion", block=2),
        Place(kind="closing"),
    ]

    assert out_of_order([place.stage for place in in_order]) == []


def test_topics_of_one_block_may_stand_in_any_order() -> None:
    assert out_of_order([Place(kind="topic", block=1).stage] * 3) == []


def test_a_discussion_before_a_topic_of_its_block_is_out_of_order() -> None:
    topic, discussion = Place(kind="topic", block=1), Place(kind="discussion", block=1)

    assert out_of_order([topic.stage, discussion.stage, topic.stage]) == [(1, 2)]


@pytest.mark.parametrize(
    ("on", "monday"),
    [(date(2023, 3, 13), date(2023, 3, 13)), (date(2023, 3, 19), date(2023, 3, 13)), (date.min, date.min)],
)
def test_a_week_begins_on_monday(on: date, monday: date) -> None:
    assert monday_of(on) == monday


def test_two_pieces_of_one_half_day_count_once() -> None:
    monday, tuesday = date(2023, 3, 13), date(2023, 3, 14)
    taught = [
        ("An", monday, "morning"),
        ("An", monday, "morning"),
        ("An", monday, "afternoon"),
        ("An", tuesday, "morning"),
    ]

    assert dict(half_days_by_day(taught)) == {("An", monday): 2, ("An", tuesday): 1}
    assert dict(half_days_by_week(taught)) == {("An", monday): 3}
