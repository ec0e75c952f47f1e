"""Which one state a post is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.oversight.coverage.rules import Facts, Judged, Listed, Named, state_of
from khaigiang.oversight.coverage.states import PostState

FACTS = st.builds(
    Facts,
    is_held=st.booleans(),
    is_excused=st.booleans(),
    named=st.sampled_from(Named),
    listed=st.sampled_from(Listed),
    judged=st.sampled_from(Judged),
)


@given(facts=FACTS)
def test_every_post_is_in_one_of_the_eleven_states(facts: Facts) -> None:
    assert state_of(facts) in set(PostState.values)


@given(facts=FACTS)
def test_completed_is_what_a_decision_has_recognised_and_nothing_else(facts: Facts) -> None:
    assert (state_of(facts) == PostState.COMPLETED) == (facts.judged == Judged.PASSED)


@given(facts=FACTS)
def test_an_excuse_or_a_vacancy_says_nothing_once_something_has_happened(facts: Facts) -> None:
    has_begun = (
        facts.judged != Judged.NOT_YET
        or facts.listed != Listed.NOWHERE
        or facts.named not in {Named.NOBODY, Named.DRAFTED}
    )

    idle = state_of(facts) in {PostState.EXCUSED, PostState.VACANT, PostState.NOT_NAMED}

    assert idle != has_begun


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(is_held=False), PostState.VACANT),
        (Facts(), PostState.NOT_NAMED),
        (Facts(named=Named.DRAFTED), PostState.NOT_NAMED),
        (Facts(is_excused=True), PostState.EXCUSED),
        (Facts(is_excused=True, is_held=False), PostState.EXCUSED),
        (Facts(named=Named.SENT), PostState.NAMED),
        (Facts(named=Named.RETURNED), PostState.RETURNED),
        (Facts(named=Named.ACCEPTED), PostState.ACCEPTED),
        (Facts(named=Named.ACCEPTED, listed=Listed.DECIDED), PostState.ACCEPTED),
        (Facts(listed=Listed.DECIDED), PostState.ACCEPTED),
        (Facts(named=Named.ACCEPTED, listed=Listed.SUMMONED), PostState.SUMMONED),
        (Facts(named=Named.ACCEPTED, listed=Listed.ATTENDING), PostState.ATTENDING),
        (Facts(named=Named.DEFERRED), PostState.DEFERRED),
        (Facts(named=Named.DEFERRED, judged=Judged.FAILED), PostState.DEFERRED),
        (Facts(named=Named.ACCEPTED, judged=Judged.FAILED), PostState.NOT_COMPLETED),
        (Facts(named=Named.ACCEPTED, judged=Judged.FAILED, listed=Listed.ATTENDING), PostState.ATTENDING),
        (Facts(named=Named.DEFERRED, judged=Judged.PASSED), PostState.COMPLETED),
    ],
)
def test_what_came_last_in_the_life_of_a_post_wins(facts: Facts, state: PostState) -> None:
    assert state_of(facts) == state
