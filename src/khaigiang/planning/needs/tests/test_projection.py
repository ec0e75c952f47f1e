"""What earlier plans project for the next one, with the people behind every figure, taken as its places."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.needs import falling_due
from khaigiang.planning.needs.errors import NothingToTake
from khaigiang.planning.needs.falling_due import Quarters
from khaigiang.planning.needs.queries import people_behind, projection
from khaigiang.planning.needs.rules import proposed_places
from khaigiang.planning.needs.services import state_need, take_as_places
from khaigiang.planning.needs.states import Source, Whom
from khaigiang.planning.needs.tests.makers import AT, make_survey
from khaigiang.planning.nominations import completions
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.services import approve_plan, send_up_plan, undo_places_by_rule
from khaigiang.planning.plans.states import PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db


def by() -> dict[str, Any]:
    return {"by": make_user(), "at": AT}


@pytest.fixture
def next_plan(monkeypatch: pytest.MonkeyPatch) -> tuple[Plan, Office]:
    """Three posts of one committee; under the plan of 2022 one of two sent completed; the draft of the next plan."""
    earlier = make_plan(starts_on=date(2022, 3, 1), ends_on=date(2022, 6, 30), state=PlanState.CLOSED)
    committee = make_committee()
    first, second, third = (make_target_post(earlier, committee=committee) for _ in range(3))
    done = make_nomination(first, state=NominationState.ACCEPTED)
    make_nomination(second, state=NominationState.ACCEPTED)
    waiting = make_nomination(third, state=NominationState.RETURNED)

    def completed(ids: Collection[int], _on: date) -> dict[int, str]:
        return {pk: "Lớp 1" for pk in ids if pk == done.official_id}

    monkeypatch.setattr(completions, "_providers", [completed])
    monkeypatch.setattr(completions, "_kept", [lambda ids, _on: [pk for pk in ids if pk == done.pk]])
    assert waiting.state == NominationState.RETURNED
    return make_plan(post=earlier.rule_posts.get(), state=PlanState.DRAFT), committee


def test_the_projection_counts_who_falls_due_and_adds_the_share_that_dropped_out(
    next_plan: tuple[Plan, Office],
) -> None:
    plan, committee = next_plan

    (row,) = projection(plan, AT.date()).rows

    assert (row.committee_id, row.posts, row.due, row.sent, row.completed, row.dropped) == (committee.pk, 3, 2, 2, 1, 1)
    assert (str(row.dropout), row.proposed, row.need) == ("50.0", 3, None)
    for whom, count in ((Whom.DUE, 2), (Whom.SENT, 2), (Whom.COMPLETED, 1), (Whom.DROPPED, 1)):
        assert len(people_behind(plan, committee.pk, whom, AT.date())) == count


def test_who_falls_due_by_the_requirements_is_projected_beside_who_has_no_class(
    next_plan: tuple[Plan, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, committee = next_plan
    asked: list[tuple[int, int]] = []

    def told(post_id: int, year: int, _on: date) -> dict[int, Quarters]:
        asked.append((post_id, year))
        return {committee.pk: (0, 1, 0, 0)}

    unknown = projection(plan, AT.date())
    monkeypatch.setattr(falling_due, "_sources", [told])
    found = projection(plan, AT.date())
    taken = take_as_places(plan, Source.FALLING_DUE, **by())

    assert (unknown.knows_due, unknown.rows[0].from_due) == (False, None)
    assert asked[0] == (plan.rule_posts.get().pk, 2023)
    (row,) = found.rows
    assert (found.knows_due, row.due, row.falls_due, row.proposed, row.from_due) == (True, 2, 1, 3, 2)
    assert taken.places_given == {str(committee.pk): 2}


def test_where_no_requirement_speaks_of_the_posts_nothing_is_taken_from_who_falls_due(
    next_plan: tuple[Plan, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(falling_due, "_sources", [])

    with pytest.raises(NothingToTake):
        take_as_places(next_plan[0], Source.FALLING_DUE, **by())


def test_nobody_has_dropped_out_of_a_plan_that_still_runs(next_plan: tuple[Plan, Office]) -> None:
    plan, _committee = next_plan

    (row,) = projection(plan, date(2022, 6, 30)).rows

    assert (row.sent, row.dropout, row.proposed) == (0, None, 2)


def test_need_or_projection_become_the_places_of_a_draft_and_are_put_back(next_plan: tuple[Plan, Office]) -> None:
    plan, committee = next_plan
    with pytest.raises(NothingToTake):
        take_as_places(plan, Source.NEED, **by())
    survey = make_survey([committee], post=plan.rule_posts.get())
    state_need(survey.needs.get(), [1, 1, 0, 0], **by())

    taken = take_as_places(plan, Source.NEED, **by())
    assert (taken.places_rule, taken.places_given) == (PlacesRule.GIVEN, {str(committee.pk): 2})
    undo_places_by_rule(taken, **by())
    plan.refresh_from_db()
    assert (plan.places_rule, plan.places_given) == (PlacesRule.ALL, {})
    approved = approve_plan(send_up_plan(take_as_places(plan, Source.NEED, **by()), **by()), **by())
    assert approved.quotas.get().places == 2
    take_as_places(approved, Source.PROJECTION, **by())
    assert approved.quotas.get().places == 3
    undo_places_by_rule(approved, **by())
    assert approved.quotas.get().places == 2


@given(due=st.integers(0, 500), sent=st.integers(0, 500), completed=st.integers(0, 500), posts=st.integers(0, 500))
def test_a_proposed_number_covers_who_falls_due_and_never_exceeds_the_posts(
    due: int, sent: int, completed: int, posts: int
) -> None:
    proposed = proposed_places(due, sent=sent, completed=completed, posts=posts)

    assert min(due, posts) <= proposed <= min(2 * due, posts)
    assert completed < sent or proposed == min(due, posts)
