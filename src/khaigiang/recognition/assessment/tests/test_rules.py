"""Judging marks by a rule: pure arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.recognition.assessment.rules import (
    Absence,
    BandRule,
    Judgement,
    Obstacle,
    Part,
    judge,
    weighted_mean,
)
from khaigiang.recognition.assessment.tests.makers import PARTS, new_bands

BANDS = [
    BandRule(code=band.code, name=band.name, min_mean=band.min_mean, min_part=band.min_part, passes=band.passes)
    for band in new_bands()
]
ALWAYS_THERE = Absence(half_days=0, of=22, limit_percent=20)
MARKS = st.decimals(min_value=0, max_value=10, places=2)


def parts(*values: str | Decimal | None) -> list[Part]:
    return [
        Part(name=name, weight=weight, value=None if value is None else Decimal(value))
        for (name, weight), value in zip(PARTS, values, strict=True)
    ]


def judged(*values: str | Decimal | None, absence: Absence = ALWAYS_THERE) -> Judgement:
    return judge(parts(*values), bands=BANDS, absence=absence)


def place(judgement: Judgement) -> int:
    """How far from the best band."""
    assert judgement.band is not None
    return BANDS.index(judgement.band)


@pytest.mark.parametrize(
    ("values", "band"),
    [
        (("9", "9", "9"), "xuat-sac"),
        (("7.99", "10", "10"), "gioi"),
        (("8.99", "8.99", "8.99"), "gioi"),
        (("6.99", "10", "10"), "kha"),
        (("7", "7", "7"), "kha"),
        (("5.99", "10", "10"), "trung-binh"),
        (("5", "5", "5"), "trung-binh"),
        (("4.99", "10", "10"), "khong-dat"),
        (("0", "0", "0"), "khong-dat"),
    ],
)
def test_the_highest_band_whose_mean_and_worst_part_both_hold_is_given(values: tuple[str, ...], band: str) -> None:
    judgement = judged(*values)

    assert judgement.band is not None
    assert judgement.band.code == band
    assert judgement.passed == (band != "khong-dat")


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        (("8.99", "8.99", "9"), "9.00"),  # 8.995
        (("8.98", "8.99", "9"), "8.99"),  # 8.993
        (("9", "9", "8.98"), "8.99"),
        (("10", "10", "10"), "10.00"),
    ],
)
def test_the_mean_is_rounded_half_up_to_two_decimals(values: tuple[str, ...], mean: str) -> None:
    assert weighted_mean(parts(*values)) == Decimal(mean)


def test_the_band_is_judged_on_the_rounded_mean_that_the_decision_prints() -> None:
    judgement = judged("8.99", "8.99", "9")

    assert (judgement.mean, judgement.band and judgement.band.code) == (Decimal("9.00"), "xuat-sac")


def test_without_every_part_there_is_no_mean_and_no_band() -> None:
    judgement = judged("9", None, "9")

    assert (judgement.mean, judgement.band, judgement.obstacle) == (None, None, Obstacle.PART_MISSING)
    assert not judgement.passed


def test_absence_at_the_limit_is_borne_and_above_it_is_not() -> None:
    at_the_limit = judged("9", "9", "9", absence=Absence(half_days=4, of=20, limit_percent=20))
    above = judged("9", "9", "9", absence=Absence(half_days=5, of=22, limit_percent=20))

    assert at_the_limit.passed
    assert (above.obstacle, above.band and above.band.code) == (Obstacle.TOO_MUCH_ABSENCE, "khong-dat")
    assert above.better == ()


def test_the_explanation_says_what_each_better_band_would_have_taken() -> None:
    judgement = judged("6.5", "8.5", "8.5")

    assert [(s.band.code, s.mean_short, s.part_short, s.part_name) for s in judgement.better] == [
        ("gioi", Decimal(0), Decimal("0.5"), "Thảo luận"),
        ("xuat-sac", Decimal("0.90"), Decimal("1.5"), "Thảo luận"),
    ]


@given(values=st.tuples(MARKS, MARKS, MARKS), raised=st.integers(0, 2), to=MARKS)
def test_raising_a_mark_never_lowers_the_band(
    values: tuple[Decimal, Decimal, Decimal], raised: int, to: Decimal
) -> None:
    better = [max(value, to) if number == raised else value for number, value in enumerate(values)]

    assert place(judged(*better)) <= place(judged(*values))


@given(values=st.tuples(MARKS, MARKS, MARKS))
def test_no_better_band_would_have_held(values: tuple[Decimal, Decimal, Decimal]) -> None:
    judgement = judged(*values)
    mean, worst = weighted_mean(parts(*values)), min(values)
    assert mean is not None

    holds = [mean >= band.min_mean and worst >= band.min_part for band in BANDS]

    assert place(judgement) == holds.index(True)


@given(values=st.tuples(MARKS, MARKS, MARKS))
def test_the_mean_lies_between_the_worst_and_the_best_part(values: tuple[Decimal, Decimal, Decimal]) -> None:
    mean = weighted_mean(parts(*values))

    assert mean is not None
    assert min(values) <= mean <= max(values)
