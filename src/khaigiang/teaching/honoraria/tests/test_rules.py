from datetime import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from khaigiang.teaching.honoraria.rules import Tax, amount_of, by_quarter, hours_between, mean_of, tax_of

PERCENTS = st.decimals(min_value=0, max_value=99, places=2)
AMOUNTS = st.integers(0, 10**9)


def test_hours_are_told_to_a_hundredth() -> None:
    assert hours_between(time(8), time(11, 30)) == Decimal("3.50")
    assert hours_between(time(14), time(16, 50)) == Decimal("2.83")


def test_half_a_dong_is_rounded_up() -> None:
    assert amount_of(1, Decimal("2.50"), by_hour=True) == 3
    assert amount_of(500_000, Decimal("3.50"), by_hour=True) == 1_750_000
    assert amount_of(500_000, Decimal("3.50"), by_hour=False) == 500_000


def test_tax_begins_at_the_threshold() -> None:
    tax = Tax(percent=Decimal(10), threshold=2_000_000)

    assert [tax_of(gross, tax) for gross in (1_999_999, 2_000_000, 2_000_005)] == [0, 200_000, 200_001]
    assert tax_of(5_000_000, None) == 0


@given(gross=AMOUNTS, percent=PERCENTS, threshold=AMOUNTS)
def test_tax_is_a_part_of_what_is_paid(gross: int, percent: Decimal, threshold: int) -> None:
    kept_back = tax_of(gross, Tax(percent=percent, threshold=threshold))

    assert 0 <= kept_back <= gross
    assert kept_back == 0 or gross >= threshold


def test_quarters_and_means() -> None:
    assert by_quarter({1: Decimal(2), 3: Decimal("1.5"), 12: Decimal(4)}) == (
        Decimal("3.5"),
        Decimal(0),
        Decimal(0),
        Decimal(4),
    )
    assert mean_of([Decimal(1), Decimal(2), Decimal(2)]) == Decimal("1.7")
    assert mean_of([]) == 0
