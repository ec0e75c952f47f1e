"""Pages of plans, by role."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.planning.documents.tests.makers import make_document, make_organiser
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import above_quarter
from khaigiang.planning.plans.states import AboveQuarter, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_post
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_office

pytestmark = pytest.mark.django_db


def typed(**changes: object) -> dict[str, object]:
    return {
        "document": make_document(issued_on=date(2023, 2, 22)).pk,
        "title": "Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn",
        "code": "BD-PBT",
        "organiser": make_organiser().pk,
        "school": make_office().pk,
        "rule_posts": [make_post("Phó Bí thư Đảng ủy").pk],
        "target_kinds": ["phuong", "xa"],
        "target_on": "22/02/2023",
        "starts_on": "01/03/2023",
        "ends_on": "30/06/2023",
        "nominations_due_on": "08/03/2023",
    } | changes


def test_an_empty_list_says_what_to_do_first(client: Client) -> None:
    sign_in(client, Role.ORGANISER)

    page = client.get(reverse("plans:list")).content.decode()

    assert reverse("documents:new") in page
    assert reverse("plans:new") in page


def test_the_organiser_makes_a_plan_a_leader_approves_it_and_places_are_shared(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    leader = Client()
    sign_in(leader, Role.LEADER)
    committee = make_committee(make_commune().parent)

    made = client.post(reverse("plans:new"), typed())
    plan = Plan.objects.get()
    preview = client.get(reverse("plans:send_up", args=[plan.pk])).content.decode()
    client.post(reverse("plans:send_up", args=[plan.pk]))
    approving = leader.get(reverse("plans:approve", args=[plan.pk])).content.decode()
    leader.post(reverse("plans:approve", args=[plan.pk]))
    client.post(reverse("plans:places", args=[plan.pk]), {f"places-{committee.pk}": "0"})

    plan.refresh_from_db()
    assert made["Location"] == reverse("plans:plan", args=[plan.pk])
    assert committee.name in preview
    assert committee.name in approving
    assert (plan.state, plan.quotas.get().places) == (PlanState.OPEN, 0)
    assert client.get(reverse("plans:plan", args=[plan.pk])).status_code == 200


def test_too_many_places_are_told_on_the_form(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    post = make_target_post()

    answer = client.post(reverse("plans:places", args=[post.plan_id]), {f"places-{post.committee_id}": "2"})

    assert answer.status_code == 422
    assert "có 1 chức danh" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("ends_on", "01/01/2023"), ("target_kinds", []), ("target_on", "30/02/2023"), ("code", "BD PBT")],
)
def test_a_wrong_plan_is_told_and_not_kept(client: Client, field: str, value: object) -> None:
    sign_in(client, Role.ORGANISER)

    answer = client.post(reverse("plans:new"), typed(**{field: value}))

    assert answer.status_code == 422
    assert Plan.objects.count() == 0


def test_the_group_is_counted_while_the_rule_is_typed(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    make_committee(make_commune().parent)
    post = make_post()
    rule = f"?rule_posts={post.pk}&target_kinds=phuong&target_on=22/02/2023"

    part = client.get(reverse("plans:count") + rule, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(reverse("plans:count") + rule).content.decode()
    unfinished = client.get(reverse("plans:count"), {"rule_posts": post.pk}).content.decode()

    assert "<strong>1</strong>" in part
    assert "<html" not in part
    assert "<html" in whole
    assert "số chức danh sẽ hiện ở đây" in unfinished


def test_counting_works_without_script_and_keeps_nothing(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    make_committee(make_commune().parent)

    page = client.post(reverse("plans:new"), typed(count="1", title=""))

    assert page.status_code == 200
    assert "<strong>1</strong>" in page.content.decode()
    assert Plan.objects.count() == 0


def test_quarters_and_duties_are_entered(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = make_plan()

    assert client.get(reverse("plans:quarters", args=[plan.pk])).status_code == 200
    client.post(
        reverse("plans:quarters", args=[plan.pk]),
        {"classes-2023-1": "1", "places-2023-1": "118", "classes-2023-2": "", "places-2023-2": ""}
        | {"above_quarter": "refuse"},
    )
    assert client.get(reverse("plans:duty", args=[plan.pk, "summons"])).status_code == 200
    client.post(
        reverse("plans:duty", args=[plan.pk, "summons"]),
        {"office": plan.organiser_id, "signer_title": "Trưởng ban", "signer_name": "Vũ Đình Quang"},
    )

    assert plan.quarters.get().places == 118
    assert above_quarter(plan) == AboveQuarter.REFUSE
    assert plan.duties.get().paper == PaperDuty.Paper.SUMMONS
    assert client.get(reverse("plans:duty", args=[plan.pk, "love_letter"])).status_code == 404


def test_a_post_is_excused_and_the_excuse_taken_back(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    post = make_target_post()

    assert client.get(reverse("plans:excuse", args=[post.pk])).status_code == 200
    assert client.post(reverse("plans:excuse", args=[post.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("plans:excuse", args=[post.pk]), {"reason": "Nghỉ thai sản"})
    excused = client.get(reverse("plans:posts", args=[post.plan_id])).content.decode()
    excuse = post.excuses.get()
    assert client.get(reverse("plans:withdraw_excuse", args=[excuse.pk])).status_code == 200
    client.post(reverse("plans:withdraw_excuse", args=[excuse.pk]))

    excuse.refresh_from_db()
    assert "Nghỉ thai sản" in excused
    assert excuse.withdrawn_on is not None
    assert client.get(reverse("plans:withdraw_excuse", args=[excuse.pk])).status_code == 404


def test_posts_are_found_by_committee_and_without_tones(client: Client) -> None:
    sign_in(client, Role.HEAD)
    post = make_target_post(unit=make_commune("Phúc Xá"))
    other = make_target_post(post.plan, unit=make_commune("Trúc Bạch"))
    make_appointment(post=post.post, unit=post.unit)

    by_words = client.get(reverse("plans:posts", args=[post.plan_id]), {"q": "phuc xa"}).content.decode()
    by_committee = client.get(
        reverse("plans:posts", args=[post.plan_id]), {"committee": other.committee_id}
    ).content.decode()

    assert "Nguyễn Văn An" in by_words
    assert "Trúc Bạch" not in by_words
    assert "Trúc Bạch" in by_committee
    assert "Phúc Xá" not in by_committee


def test_the_list_of_posts_costs_the_same_however_long(client: Client) -> None:
    sign_in(client, Role.AUDITOR)
    plan = make_plan()
    costs = []
    for count in (1, 30):
        for _ in range(count):
            make_target_post(plan)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("plans:posts", args=[plan.pk]))
        costs.append(len(asked))

    assert costs[0] == costs[1]


@pytest.mark.parametrize("state", list(PlanState))
@pytest.mark.parametrize("role", [Role.LEADER, Role.AUDITOR, Role.ORGANISER])
def test_the_plan_page_opens_in_every_state(client: Client, state: PlanState, role: Role) -> None:
    sign_in(client, role)
    plan = make_plan(state=state)

    page = client.get(reverse("plans:plan", args=[plan.pk]))

    assert page.status_code == 200
    assert (reverse("plans:duty", args=[plan.pk, "summons"]) in page.content.decode()) == (
        role == Role.ORGANISER and state != PlanState.CLOSED
    )


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TEACHER, Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_plans_are_closed_to_others(client: Client, role: Role) -> None:
    sign_in(client, role)
    plan = make_plan()

    assert client.get(reverse("plans:plan", args=[plan.pk])).status_code == 404
    assert client.get(reverse("plans:posts", args=[plan.pk])).status_code == 404
