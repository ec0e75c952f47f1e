"""Arithmetic of stacked bars."""

from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.web.bands import Band, segments

COUNTS = st.lists(st.integers(0, 10_000), max_size=8)


def _bands(counts: list[int]) -> list[Band]:
    return [Band(label=str(place), count=count, tone="band-1") for place, count in enumerate(counts)]


def test_parts_stand_side_by_side() -> None:
    drawn = segments(_bands([1, 0, 3]))

    assert [(part.label, part.x, part.width) for part in drawn] == [
        ("0", "0.000%", "25.000%"),
        ("2", "25.000%", "75.000%"),
    ]


def test_a_larger_whole_leaves_the_rest_empty() -> None:
    assert [part.width for part in segments(_bands([25]), 100)] == ["25.000%"]


def test_nothing_draws_nothing() -> None:
    assert segments(_bands([0, 0])) == []
    assert segments([]) == []


@given(COUNTS, st.integers(0, 30_000))
def test_parts_never_leave_the_bar(counts: list[int], whole: int) -> None:
    drawn = segments(_bands(counts), whole)

    assert sum(float(part.width[:-1]) for part in drawn) <= 100.01
    assert all(float(part.x[:-1]) + float(part.width[:-1]) <= 100.01 for part in drawn)
