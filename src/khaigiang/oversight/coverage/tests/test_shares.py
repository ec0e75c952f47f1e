"""The posts added up: every post in one share, no column above the one before it, every figure leads to its posts."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.oversight.coverage.queries import LedgerRow, Share, has_reached, ledger, shares, whole, with_remarks
from khaigiang.oversight.coverage.states import Division, Reached
from khaigiang.oversight.coverage.tests.makers import (
    LATER,
    make_attending,
    make_excuse,
    make_one_post_in_each_state,
    make_recognised,
)
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_class, make_let_in, make_listed

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"]+reached=[^"]+)">([\d.]+)</a>')


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_one_post_in_each_state(plan)
    return plan


def figures(share: Share) -> list[int]:
    return [count for _column, count in share.columns]


def only(plan: Plan, on: date = LATER) -> LedgerRow:
    (row,) = ledger(plan, on)
    return row


@pytest.mark.parametrize("by", Division)
def test_shares_add_up_to_the_whole_whatever_divides_them(plan: Plan, by: Division) -> None:
    rows = ledger(plan, LATER)

    divided = shares(rows, by)

    assert [sum(column) for column in zip(*map(figures, divided), strict=True)] == figures(whole(rows))
    assert sum(share.waiting for share in divided) == whole(rows).waiting
    assert figures(whole(rows)) == [11, 8, 4, 3, 1]


def test_excused_and_completed_posts_no_longer_wait(plan: Plan) -> None:
    assert whole(ledger(plan, LATER)).waiting == 11 - 2


def test_a_post_once_sent_stays_named_when_it_is_returned() -> None:
    plan = make_plan()
    make_nomination(make_target_post(plan), state=NominationState.RETURNED)

    assert has_reached(only(plan), Reached.NAMED)


@pytest.mark.parametrize("on", [FIRST_DAY, LATER])
def test_who_came_without_having_been_called_counts_as_called(on: date) -> None:
    plan = make_plan()
    make_attending(make_let_in(make_class(plan)))

    assert figures(whole(ledger(plan, on))) == [1, 1, 1, 1, 0]


def test_who_completed_counts_in_every_column() -> None:
    plan = make_plan()
    make_recognised(make_listed(make_class(plan)))

    assert figures(whole(ledger(plan, LATER))) == [1, 1, 1, 1, 1]


def test_quarters_stand_in_the_order_of_time_and_posts_without_a_class_at_the_end(plan: Plan) -> None:
    divided = shares(ledger(plan, LATER), Division.QUARTER)

    assert [(share.key, figures(share)[0]) for share in divided] == [("2023-1", 4), ("", 7)]


@pytest.mark.parametrize("by", Division)
def test_every_figure_leads_to_as_many_posts_as_it_says(client: Client, plan: Plan, by: Division) -> None:
    sign_in(client, Role.OFFICE)
    page = client.get(f"{reverse('coverage:sums', args=[plan.pk])}?on=01/04/2023&by={by}").content.decode()

    figures_with_links = LINK.findall(page)

    assert len(figures_with_links) >= len(Reached)
    for address, figure in figures_with_links:
        assert client.get(address.replace("&amp;", "&")).context["found"] == int(figure), address


def test_a_committee_reads_the_sums_of_its_own_posts(client: Client, plan: Plan) -> None:
    own = plan.target_posts.order_by("pk")[0]
    sign_in(client, Role.COMMITTEE, office=own.committee)

    response = client.get(f"{reverse('coverage:sums', args=[plan.pk])}?on=01/04/2023")

    assert [(share.label, figures(share)[0]) for share in response.context["shares"]] == [(own.committee.name, 1)]


def test_an_unknown_division_adds_up_by_committee(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)

    response = client.get(f"{reverse('coverage:sums', args=[plan.pk])}?by=colour")

    assert response.context["by"] == Division.COMMITTEE


def test_why_a_post_is_excused_or_deferred_and_in_whose_place_somebody_stands_is_said() -> None:
    plan = make_plan()
    excused, deferred, taken_over = (make_target_post(plan) for _ in range(3))
    make_excuse(excused)
    nomination = make_nomination(deferred, state=NominationState.DEFERRED)
    nomination.reason = "Đi công tác nước ngoài"
    nomination.save()
    replaced = make_nomination(taken_over, state=NominationState.REPLACED)
    substitute = make_nomination(taken_over, official=make_official("Lê Văn An"), state=NominationState.ACCEPTED)
    substitute.replaces = replaced
    substitute.save()

    said = {row.target_post_id: remark for row, remark in with_remarks(plan, ledger(plan, LATER), LATER)}

    assert said == {
        excused.pk: "Đang điều trị dài ngày",
        deferred.pk: "Đi công tác nước ngoài",
        taken_over.pk: f"thay đồng chí {replaced.official}",
    }
