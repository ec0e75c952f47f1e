"""How far the committees have come, and who has not sent."""

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.queries import asked_plans, progress
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_letter, make_nomination, make_request
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.services import excuse_post
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = pytest.mark.django_db

S = NominationState


def test_those_who_owe_most_and_have_not_sent_come_first() -> None:
    plan = make_plan()
    silent, half, full = make_committee(), make_committee(), make_committee(phone="024 3825 0001")
    make_target_post(plan, committee=silent, places=1)
    for committee, states in ((half, [S.SUBMITTED, S.RETURNED]), (full, [S.ACCEPTED, S.DEFERRED])):
        make_letter(plan, committee, dated_on=date(2023, 3, 2))
        for state in states:
            make_nomination(make_target_post(plan, committee=committee, places=2), state=state)

    found = progress(plan)

    assert [row.committee_id for row in found.rows] == [silent.pk, half.pk, full.pk]
    assert [row.committee_id for row in found.not_sent] == [silent.pk]
    assert [(row.committee_id, row.missing, row.returned) for row in found.incomplete] == [(half.pk, 1, 1)]
    assert [(row.phone, row.last_letter_on) for row in found.complete] == [("024 3825 0001", date(2023, 3, 2))]
    assert (found.places, found.taken, found.accepted, found.submitted, found.returned) == (5, 3, 1, 1, 1)


def test_excused_posts_are_not_owed() -> None:
    post = make_target_post(places=1)
    excuse_post(post, reason="Nghỉ thai sản", by=make_user(), at=datetime(2023, 3, 1, tzinfo=UTC))

    [row] = progress(post.plan).rows

    assert (row.places, row.expected, row.missing) == (1, 0, 0)
    assert progress(post.plan).not_sent == []


@pytest.mark.parametrize("committees", [1, 15])
def test_progress_costs_the_same_however_many_committees(
    committees: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan()
    for _ in range(committees):
        make_nomination(make_target_post(plan))

    with django_assert_num_queries(6):
        assert len(progress(plan).rows) == committees


def test_plans_that_ask_are_summed_for_the_whole_or_shown_for_one_committee() -> None:
    plan = make_plan()
    request = make_request(plan)
    mine, other = make_committee(), make_committee()
    for committee in (mine, other):
        make_nomination(make_target_post(plan, committee=committee, places=3), state=S.ACCEPTED)

    [whole] = asked_plans(Plan.objects.all(), committee_ids=None)
    [own] = asked_plans(Plan.objects.all(), committee_ids=[mine.pk])

    assert (whole.committee, whole.places, whole.taken, whole.is_asked) == ("", 6, 2, True)
    assert (own.committee, own.places, own.missing, own.due_on) == (mine.name, 3, 2, request.due_on)
