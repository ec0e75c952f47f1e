import pytest

from khaigiang.solvers.courses.cooling import COLDEST, COOL, HOT, TURN, Trial


def cooled(*, price_at_one: int, price_at_the_end: int) -> Trial:
    """A trial in whose course the price fell from one to the other."""
    trial = Trial()
    for slice_ in range(100):
        temperature = HOT * (COOL / HOT) ** (slice_ / 100)
        trial.at(slice_ / 100, price=price_at_one if temperature > TURN else price_at_the_end)
    return trial


def test_the_temperature_only_falls_from_the_hottest_to_the_coldest() -> None:
    cooling = cooled(price_at_one=400, price_at_the_end=280).cooling()
    temperatures = [cooling.at(share / 1000) for share in range(1001)]

    assert temperatures == sorted(temperatures, reverse=True)
    assert (temperatures[0], temperatures[-1]) == (cooling.hottest, COLDEST)


@pytest.mark.parametrize(
    ("price_at_the_end", "hottest", "share_above"),
    [(160, 2.0, 0.33), (260, 2.0, 0.33), (290, 2.5, 0.5), (320, 3.0, 0.67), (380, 3.0, 0.67)],
)
def test_where_the_price_hardly_falls_most_of_the_time_goes_to_the_shape(
    price_at_the_end: int, hottest: float, share_above: float
) -> None:
    cooling = cooled(price_at_one=400, price_at_the_end=price_at_the_end).cooling()

    assert cooling.hottest == pytest.approx(hottest)
    assert cooling.share_above == pytest.approx(share_above)


def test_without_time_for_a_trial_a_university_counts_as_loose() -> None:
    assert Trial().cooling().hottest == HOT
