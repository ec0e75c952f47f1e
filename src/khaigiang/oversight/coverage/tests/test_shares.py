"""The posts added up: every post in one share, no column above the one before it, every figure leads to its posts."""

import re
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import at_time
from khaigiang.oversight.coverage.queries import (
    LedgerRow,
    Share,
    Source,
    has_reached,
    ledger,
    ledger_of,
    shares,
    shares_of,
    whole,
    with_remarks,
)
from khaigiang.oversight.coverage.states import Division, Reached
from khaigiang.oversight.coverage.tests.makers import (
    LATER,
    make_attending,
    make_excuse,
    make_one_post_in_each_state,
    make_recognised,
)
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans.models import Plan, QuarterShare, QuarterTarget
from khaigiang.planning.plans.services import amend_plan
from khaigiang.planning.plans.states import AmendedField
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


def planned(plan: Plan, on: date = LATER, *, committees: frozenset[int] | None = None) -> dict[str, int]:
    found, _source = shares_of(ledger_of(plan, on, committees=committees), Division.QUARTER)
    return {share.key: figures(share)[0] for share in found}


def spread(plan: Plan, *places: tuple[int, int]) -> frozenset[int]:
    """The first committee of the plan has these places in these quarters of 2023."""
    quota = plan.quotas.order_by("pk")[0]
    for quarter, count in places:
        QuarterShare.objects.create(quota=quota, year=2023, quarter=quarter, places=count)
    return frozenset({quota.committee_id})


def test_places_of_committees_by_quarter_stand_beside_what_came_of_them_and_add_up_to_the_posts(plan: Plan) -> None:
    spread(plan, (1, 3), (4, 2))

    found, source = shares_of(ledger_of(plan, LATER), Division.QUARTER)

    assert source == Source.COMMITTEES
    assert [(share.key, figures(share)) for share in found] == [
        ("2023-1", [3, 4, 4, 3, 1]),
        ("2023-4", [2, 0, 0, 0, 0]),
        ("", [6, 4, 0, 0, 0]),
    ]
    assert [sum(column) for column in zip(*map(figures, found), strict=True)] == [11, 8, 4, 3, 1]


def test_a_plan_that_spreads_no_committee_tells_what_it_wants_in_each_quarter_to_who_reads_it_whole(plan: Plan) -> None:
    QuarterTarget.objects.create(plan=plan, year=2023, quarter=2, classes=1, places=11)
    own = frozenset({plan.quotas.order_by("pk")[0].committee_id})

    assert planned(plan) == {"2023-1": 0, "2023-2": 11, "": 0}
    assert planned(plan, committees=own)[""] == 1


def test_a_committee_reads_its_own_places_by_quarter(plan: Plan) -> None:
    own = spread(plan, (3, 1))
    other = frozenset({plan.quotas.order_by("pk")[1].committee_id})

    assert planned(plan, committees=own)["2023-3"] == 1
    assert planned(plan, committees=other)[""] == 1


def test_the_quarters_of_an_earlier_day_are_those_before_a_later_document(plan: Plan) -> None:
    (committee_id,) = spread(plan, (1, 1))
    plan.quotas.update(places=1)
    cells = AmendedField.CELLS.value
    amend_plan(
        plan,
        {(cells, 2023, 1, committee_id): "0", (cells, 2023, 2, committee_id): "1"},
        document=make_document(issued_on=LATER),
        in_force_on=LATER,
        by=make_user(),
        at=at_time(LATER, time(8)),
    )

    assert [planned(plan, on).get("2023-2", 0) for on in (LATER - timedelta(days=1), LATER)] == [0, 1]
