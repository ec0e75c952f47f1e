"""The ledger on the page and as a workbook."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khaigiang.oversight.coverage.tests.makers import make_one_post_in_each_state
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db
ON = "on=01/04/2023"


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_one_post_in_each_state(plan)
    return plan


def shown(client: Client, plan: Plan, query: str = ON) -> list[str]:
    """The states of the posts that the page lists."""
    response = client.get(f"{reverse('coverage:ledger', args=[plan.pk])}?{query}")
    assert response.status_code == 200
    return [row.state.value for row in response.context["shown"]]


def test_the_ledger_is_narrowed_to_a_state(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)

    assert len(shown(client, plan)) == 11
    assert shown(client, plan, f"{ON}&state=deferred") == ["deferred"]


def test_the_ledger_is_narrowed_to_a_class(client: Client, plan: Plan) -> None:
    sign_in(client, Role.LEADER)
    training_class = plan.classes.get()

    states = shown(client, plan, f"{ON}&class_id={training_class.pk}")

    assert sorted(states) == ["attending", "completed", "not_completed", "summoned"]


@pytest.mark.parametrize("query", ["on=31/02/2023", "state=lost", "committee=abc", "class_id=0", "page=999"])
def test_a_filter_that_does_not_fit_is_said_and_narrows_nothing(client: Client, plan: Plan, query: str) -> None:
    sign_in(client, Role.OFFICE)

    assert len(shown(client, plan, query)) == 11


def test_a_committee_reads_its_own_posts_and_no_others(client: Client, plan: Plan) -> None:
    own = plan.target_posts.order_by("pk")[0]
    sign_in(client, Role.COMMITTEE, office=own.committee)

    response = client.get(f"{reverse('coverage:ledger', args=[plan.pk])}?{ON}")

    assert [row.target_post_id for row in response.context["shown"]] == [own.pk]
    assert response.context["total"] == 1


def test_a_committee_that_the_plan_does_not_ask_finds_no_ledger(client: Client, plan: Plan) -> None:
    sign_in(client, Role.COMMITTEE)

    assert client.get(reverse("coverage:ledger", args=[plan.pk])).status_code == 404
    assert client.get(reverse("coverage:workbook", args=[plan.pk])).status_code == 404


def test_the_workbook_holds_the_rows_shown_and_their_sum(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)

    response = client.get(f"{reverse('coverage:workbook', args=[plan.pk])}?{ON}&state=completed")

    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    people, sums = (book.get_sheet_by_name(name).to_python() for name in ("Danh sách", "Tổng hợp"))
    assert [row[-1] for row in people if row[0] == 1] == ["Giỏi"]
    assert [row[1] for row in sums if row[0] == "Cộng"] == [1]


def test_a_committees_workbook_holds_its_own_posts(client: Client, plan: Plan) -> None:
    own = plan.target_posts.order_by("pk")[0]
    sign_in(client, Role.COMMITTEE, office=own.committee)

    response = client.get(f"{reverse('coverage:workbook', args=[plan.pk])}?{ON}")

    people = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_name("Danh sách").to_python()
    assert [row[2] for row in people if isinstance(row[0], float)] == [own.unit.name]


def test_without_a_plan_the_page_says_how_a_ledger_begins(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    assert client.get(reverse("coverage:plans")).context["plans"].count() == 0
