"""The sums of a version in hours, by block and by kind."""

import pytest

from khaigiang.teaching.curriculum.queries import version_page
from khaigiang.teaching.curriculum.rules import minutes_by_item
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = pytest.mark.django_db


def test_items_without_minutes_share_what_their_half_day_leaves() -> None:
    version = make_version(blocks=(3,))
    opening, first, second, *_rest = version.items.order_by("ordinal")
    opening.minutes = 45
    first.shares_half_day = second.shares_half_day = True

    assert minutes_by_item([opening, first, second], 195) == [45, 75, 75]
    assert minutes_by_item([opening], 195) == [45]


def test_a_block_says_its_hours_and_those_of_each_kind() -> None:
    """A half-day counts as mornings and afternoons last on average: 195 minutes where nothing is typed."""
    version = make_version(blocks=(2, 1))
    version.items.filter(kind="topic", number=1).update(minutes=90)

    shown = version_page(version)

    sums = [block.sums for block in shown.blocks if block.title]
    assert sums[0] == "3 buổi · 8 giờ · 2 chuyên đề (4,75 giờ) · 1 thảo luận (3,25 giờ)"
    assert shown.hours_of_kinds["topic"] == "8 giờ"
    assert shown.hours_of_kinds["test"] == "0 giờ"
