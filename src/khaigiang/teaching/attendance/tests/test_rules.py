"""What missed half-days mean against a limit."""

from hypothesis import given
from hypothesis import strategies as st

from khaigiang.teaching.attendance.rules import AbsenceShare


def test_exactly_the_limit_is_borne_and_one_more_is_not() -> None:
    at_limit, above = AbsenceShare(absent=4, total=20), AbsenceShare(absent=5, total=20)

    assert (at_limit.is_above(20), at_limit.still_free(20)) == (False, 0)
    assert (above.is_above(20), above.still_free(20)) == (True, 0)


def test_without_a_known_limit_nothing_is_too_much() -> None:
    share = AbsenceShare(absent=20, total=20)

    assert (share.is_above(None), share.still_free(None)) == (False, None)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 100))
def test_what_is_still_free_may_be_missed_and_one_more_may_not(total: int, absent: int, limit: int) -> None:
    share = AbsenceShare(absent=absent, total=total)
    free = share.still_free(limit)
    assert free is not None

    after = AbsenceShare(absent=absent + free, total=total)
    assert after.is_above(limit) == share.is_above(limit)
    assert AbsenceShare(absent=absent + free + 1, total=total).is_above(limit)
