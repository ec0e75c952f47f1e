"""Of many ways out the cheapest three are told, and at least one that a click does where there is any."""

import pytest

from khaigiang.teaching.runs.contradictions import Kept, ways_to_tell


def told(ways: str) -> str:
    """Which of these ways, the cheapest first, are told; a capital one is done by a click."""
    kept: list[Kept] = [{"name": letter} for letter in ways]
    return "".join(way["name"] for way in ways_to_tell(kept, lambda way: way["name"].isupper()))


@pytest.mark.parametrize(
    ("ways", "shown"),
    [("abcde", "abc"), ("ABCDE", "ABC"), ("abCDe", "abC"), ("abcdEF", "abE"), ("aB", "aB"), ("ab", "ab"), ("", "")],
)
def test_the_cheapest_are_told_and_one_that_a_click_does(ways: str, shown: str) -> None:
    assert told(ways) == shown
