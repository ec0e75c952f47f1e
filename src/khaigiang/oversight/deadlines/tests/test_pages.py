"""The pages of who falls due, as each role sees them, and what the homes say of it."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from khaigiang.ground.web import clock
from khaigiang.oversight.deadlines.models import Proof, Requirement
from khaigiang.oversight.deadlines.queries import listed
from khaigiang.oversight.deadlines.states import ProofState
from khaigiang.oversight.deadlines.tests.makers import (
    AT,
    make_asked,
    make_proof,
    make_reached,
    make_requirement,
)
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today() -> Iterator[None]:
    clock.use(lambda: AT)
    yield
    clock.use(None)


@pytest.fixture
def requirement() -> Requirement:
    return make_requirement()


@pytest.fixture
def committee() -> Office:
    return make_committee()


@pytest.fixture
def overdue(requirement: Requirement, committee: Office) -> Official:
    return make_reached(requirement, "Trần Văn Quá", since=date(2022, 3, 1), committee=committee)


def shown(client: Client, query: str = "") -> list[str]:
    """The people whom the list names."""
    response = client.get(f"{reverse('deadlines:due')}?{query}")
    assert response.status_code == 200
    return [row.official for row in response.context["shown"]]


def test_due_next_quarter_is_one_click(client: Client, requirement: Requirement, overdue: Official) -> None:
    make_reached(requirement, "Trần Thị Sau", since=date(2022, 8, 1))
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("deadlines:due"))
    (address,) = [address for count, address in page.context["counts"] if count.state == "next_quarter"]

    assert shown(client) == [overdue.full_name, "Trần Thị Sau"]
    assert shown(client, address) == ["Trần Thị Sau"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=van+qua", ["Trần Văn Quá"]),
        ("quarter=2023-3", ["Trần Thị Sau"]),
        ("quarter=2023-3&state=overdue", []),
        ("on=01/01/2023&state=overdue", []),
        ("on=02/03/2023&state=overdue", ["Trần Văn Quá"]),
        ("state=lost", ["Trần Văn Quá", "Trần Thị Sau"]),
        ("committee=abc&page=999", ["Trần Văn Quá", "Trần Thị Sau"]),
    ],
)
def test_the_list_is_narrowed(
    client: Client, requirement: Requirement, overdue: Official, query: str, found: list[str]
) -> None:
    make_reached(requirement, "Trần Thị Sau", since=date(2022, 8, 1))
    sign_in(client, Role.LEADER)

    assert overdue.full_name == "Trần Văn Quá"
    assert shown(client, query) == found


def names_in_workbook(client: Client, query: str = "") -> list[str]:
    """The people whom the workbook names, under its title and headings."""
    answer = client.get(f"{reverse('deadlines:workbook')}?{query}")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [str(row[1]) for row in book.get_sheet_by_index(0).to_python()[4:]]


def test_the_workbook_holds_everybody_whom_the_choices_leave(
    client: Client, requirement: Requirement, overdue: Official, committee: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "AT_A_TIME", 2)
    for number in range(4):
        make_reached(requirement, f"Trần Thị {number}", since=date(2022, 8, 1))

    sign_in(client, Role.OFFICE)
    everybody = names_in_workbook(client)
    sign_in(client, Role.COMMITTEE, office=committee)

    # Those due on one day stand in the order of their units, which have serial numbers here.
    assert everybody[0] == overdue.full_name
    assert sorted(everybody[1:]) == [f"Trần Thị {number}" for number in range(4)]
    assert names_in_workbook(client) == [overdue.full_name]
    assert names_in_workbook(client, "q=thi") == []


def test_a_committee_sees_its_own_people_alone(
    client: Client, requirement: Requirement, overdue: Official, committee: Office
) -> None:
    other = make_reached(requirement, "Lê Thị Khác")
    sign_in(client, Role.COMMITTEE, office=committee)

    assert shown(client) == [overdue.full_name]
    hand_in = reverse("deadlines:hand_in", args=[requirement.pk, other.pk])
    assert client.get(hand_in).status_code == 404
    assert client.get(reverse("deadlines:hand_in", args=[requirement.pk, overdue.pk])).status_code == 200


def test_a_committee_sees_no_proof_and_no_relief_of_others(
    client: Client, requirement: Requirement, committee: Office
) -> None:
    other = make_reached(requirement, "Lê Thị Khác")
    proof, asked = make_proof(requirement, other), make_asked(requirement, other)
    sign_in(client, Role.COMMITTEE, office=committee)

    assert client.get(reverse("deadlines:proof", args=[proof.pk])).status_code == 404
    assert "Lê Thị Khác" not in client.get(reverse("deadlines:proofs")).content.decode()
    assert asked.reason not in client.get(reverse("deadlines:reliefs")).content.decode()


@pytest.mark.parametrize("people", [1, 6])
def test_the_page_costs_the_same_statements_however_many_people(
    client: Client, requirement: Requirement, people: int
) -> None:
    make_target_post(make_plan(post=requirement.posts.get()))
    for number in range(people):
        make_reached(requirement, f"Người {number}", since=date(2022, 3, 1))
    sign_in(client, Role.OFFICE)
    shown(client)

    with CaptureQueriesContext(connection) as captured:
        assert len(shown(client)) == people

    assert len(captured) == 34


def test_what_is_typed_is_counted_with_and_without_javascript(client: Client, requirement: Requirement) -> None:
    make_reached(requirement)
    sign_in(client, Role.OFFICE)
    post = str(requirement.posts.get().pk)
    typed: dict[str, str | list[str]] = {"posts": post, "kinds": ["phuong", "xa"], "within": "6", "in_months": "months"}

    live = client.get(reverse("deadlines:count"), typed, headers={"HX-Request": "true"})
    posted = client.post(reverse("deadlines:new"), {**typed, "count": "1"})

    assert b"<strong>1</strong>" in live.content
    assert posted.context["reach"].people == 1
    assert posted.status_code == 200
    assert Requirement.objects.count() == 1


def test_an_office_accepts_what_a_committee_handed_in(
    client: Client, requirement: Requirement, overdue: Official, committee: Office
) -> None:
    sign_in(client, Role.COMMITTEE, office=committee)
    typed = {"course": "Bồi dưỡng", "school": "Trường Chính trị", "number": "118", "learned_on": "3/3/2023"}
    client.post(reverse("deadlines:hand_in", args=[requirement.pk, overdue.pk]), typed)
    proof = Proof.objects.get()
    assert client.post(reverse("deadlines:accept_proof", args=[proof.pk])).status_code == 404

    sign_in(client, Role.OFFICE)
    client.post(reverse("deadlines:accept_proof", args=[proof.pk]))

    proof.refresh_from_db()
    assert proof.state == ProofState.ACCEPTED
    assert shown(client, "state=elsewhere") == [overdue.full_name]


def test_a_new_plan_begins_with_the_posts_of_those_ticked(
    client: Client, requirement: Requirement, overdue: Official
) -> None:
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("deadlines:choose_plan"), {"who": overdue.pk})
    form = client.get(f"{reverse('plans:new')}?{page.context['new_plan']}").context["form"]

    assert form.initial["rule_posts"] == [str(requirement.posts.get().pk)]
    assert form.initial["target_kinds"] == ["phuong"]


def test_adding_to_a_draft_plan_shows_what_happens_first(
    client: Client, requirement: Requirement, overdue: Official
) -> None:
    plan = make_plan(post=requirement.posts.get(), state=PlanState.DRAFT, target_kinds=["xa"])
    sign_in(client, Role.OFFICE)
    address = reverse("deadlines:add_to_plan", args=[plan.pk])

    preview = client.get(address, {"who": overdue.pk})
    assert [one.is_added for one in preview.context["joining"]] == [True]
    assert not plan.exceptions.exists()

    done = client.post(address, {"who": overdue.pk, "reason": "Quá hạn"})
    assert plan.exceptions.count() == 1
    client.post(done.headers["Location"].partition("?")[0], {"one": plan.exceptions.get().pk})
    assert not plan.exceptions.exists()


def test_the_homes_say_who_falls_due(
    client: Client, requirement: Requirement, overdue: Official, committee: Office
) -> None:
    make_reached(requirement, "Trần Thị Sau", since=date(2022, 8, 1))
    make_proof(requirement, overdue)
    make_asked(requirement, overdue)
    due, proofs, reliefs = (reverse(f"deadlines:{name}") for name in ("due", "proofs", "reliefs"))

    sign_in(client, Role.OFFICE)
    assert {f"{due}?state=overdue", f"{due}?state=next_quarter", proofs, reliefs} <= _led_to(client)
    sign_in(client, Role.COMMITTEE, office=committee)
    assert f"{due}?state=overdue" in _led_to(client)
    assert f"{due}?state=next_quarter" not in _led_to(client)
    sign_in(client, Role.HEAD)
    assert reliefs in _led_to(client)


def _led_to(client: Client) -> set[str]:
    return {one.url for one in client.get(reverse("portals:home")).context["todo"]}
