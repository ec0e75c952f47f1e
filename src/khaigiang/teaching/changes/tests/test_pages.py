"""The pages of changes: looked at, proposed, approved by another, issued, undone; and who may do it."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.tests.makers import (
    WHY,
    cancelled,
    make_approved,
    make_decided,
    make_proposed,
    make_ready_plan,
    make_undecided,
    merged,
    postponed,
    summon,
)
from khaigiang.teaching.cohorts.queries import list_on
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_listed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_change")]

SIGNATURE = {
    "signer_name": "Nghiêm Đức Thành",
    "signer_title": "Hiệu trưởng",
    "signed_on": "08/03/2023",
    "issued_on": "08/03/2023",
}


def address(name: str, *args: int | str) -> str:
    return reverse(f"changes:{name}", args=args)


def test_a_postponement_is_looked_at_proposed_and_approved_by_the_head(client: Client) -> None:
    training_class = make_decided(make_ready_plan())
    name = training_class.enrolments.order_by("pk")[0].official.full_name
    sign_in(client, Role.OFFICE)
    path = address("propose", training_class.pk, "postpone")
    typed = {"first_day": "22/05/2023", "reason": WHY}

    looked_at = client.post(path, typed | {"look": "1"})
    assert name in looked_at.content.decode()
    assert not ClassChange.objects.exists()
    client.post(path, typed)
    change = ClassChange.objects.get()
    assert client.post(address("approve", change.pk)).status_code == 404
    sign_in(client, Role.HEAD)
    assert name in client.get(address("change", change.pk)).content.decode()
    assert client.post(address("approve", change.pk)).status_code == 302

    change.refresh_from_db()
    assert change.state == "approved"
    assert change.decision is not None
    shown = client.get(address("change", change.pk)).content.decode()
    assert reverse("cohorts:decision", args=[change.decision.pk]) in shown


def test_days_that_cannot_be_are_told_and_what_was_typed_stays(client: Client) -> None:
    training_class = make_decided(make_ready_plan())
    sign_in(client, Role.OFFICE)

    response = client.post(
        address("propose", training_class.pk, "postpone"), {"first_day": "22/05/2030", "reason": WHY}
    )

    assert response.status_code == 422
    assert WHY in response.content.decode()


def test_the_office_carries_out_alone_what_no_decision_names(client: Client) -> None:
    plan = make_ready_plan()
    training_class = make_undecided(plan)
    other = make_undecided(plan, version_of=training_class)
    sign_in(client, Role.OFFICE)

    client.post(address("propose", training_class.pk, "merge"), {"other_class": other.pk, "reason": WHY})
    client.post(address("approve", ClassChange.objects.get().pk))

    training_class.refresh_from_db()
    assert (training_class.state, other.placements.count()) == (ClassState.CANCELLED, 4)


def test_two_decisions_are_issued_on_one_page(client: Client) -> None:
    plan = make_ready_plan()
    goes = make_decided(plan)
    stays = make_decided(plan, version_of=goes)
    change = make_approved(merged(goes, stays))
    sign_in(client, Role.OFFICE, office=plan.school)

    assert client.get(address("issue", change.pk)).status_code == 200
    assert client.post(address("issue", change.pk), SIGNATURE | {"issued_on": "01/01/2030"}).status_code == 422
    assert client.post(address("issue", change.pk), SIGNATURE).status_code == 302

    assert (len(list_on(goes, FIRST_DAY)), len(list_on(stays, FIRST_DAY))) == (0, 4)


def test_the_letter_is_issued_by_the_organiser_and_opened(client: Client) -> None:
    plan = make_ready_plan()
    training_class = make_decided(plan)
    summon(training_class)
    change = make_approved(postponed(training_class))
    assert change.letter is not None
    sign_in(client, Role.ORGANISER, office=change.letter.issuer)

    assert client.get(address("issue_letter", change.pk)).status_code == 200
    assert client.post(address("issue_letter", change.pk), SIGNATURE).status_code == 302

    assert client.get(address("letter_file", change.pk, "pdf")).content.startswith(b"%PDF")
    assert client.get(address("letter_file", change.pk, "docx")).content.startswith(b"PK")
    assert client.get(address("letter_file", change.pk, "exe")).status_code == 404


def test_a_change_is_refused_with_a_reason_taken_back_or_undone(client: Client) -> None:
    plan = make_ready_plan()
    refused, taken_back = make_proposed(cancelled(make_decided(plan))), make_proposed(cancelled(make_decided(plan)))
    undone = make_approved(cancelled(make_decided(plan)))
    sign_in(client, Role.HEAD)

    assert client.post(address("refuse", refused.pk), {"reason": ""}).status_code == 422
    client.post(address("refuse", refused.pk), {"reason": "Giữ nguyên kế hoạch"})
    client.post(address("take_back", taken_back.pk))
    assert client.get(address("undo", undone.pk)).status_code == 200
    client.post(address("undo", undone.pk))

    states = ClassChange.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["refused", "taken_back", "undone"]


def test_the_class_page_leads_to_its_changes_and_says_that_it_is_cancelled(client: Client) -> None:
    training_class = make_decided(make_ready_plan())
    make_approved(cancelled(training_class))
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("cohorts:class", args=[training_class.pk])).content.decode()

    assert address("of_class", training_class.pk) in page
    assert "Lớp đã dừng tổ chức" in page
    assert client.get(reverse("cohorts:of_plan", args=[training_class.plan_id])).status_code == 200


def test_others_read_or_do_not_even_see_a_change(client: Client) -> None:
    change = make_proposed(cancelled(make_decided(make_ready_plan())))
    sign_in(client, Role.AUDITOR)
    assert client.get(address("change", change.pk)).status_code == 200
    assert client.post(address("approve", change.pk)).status_code in {403, 404}
    sign_in(client, Role.COMMITTEE)
    assert client.get(address("change", change.pk)).status_code in {403, 404}
    sign_in(client, Role.TEACHER)
    assert client.get(address("change", change.pk)).status_code == 404
    assert client.get(address("of_class", change.training_class_id)).status_code == 404


def test_the_page_of_a_class_costs_the_same_however_many_changes_it_has(client: Client) -> None:
    training_class = make_decided(make_ready_plan())
    sign_in(client, Role.HEAD)
    costs = []
    for _ in range(2):
        change = make_proposed(cancelled(training_class))
        client.post(address("take_back", change.pk))
        costs.append(queries_of(client, address("of_class", training_class.pk)))
    assert costs[0] == costs[1]


def test_the_page_of_a_change_costs_the_same_however_many_people(client: Client) -> None:
    sign_in(client, Role.HEAD)
    costs = []
    for people in (1, 5):
        training_class = make_decided(make_ready_plan(), people)
        make_listed(training_class)
        costs.append(queries_of(client, address("change", make_proposed(postponed(training_class)).pk)))
    assert costs[0] == costs[1]


def test_the_page_of_a_changed_class_says_why_and_that_its_papers_wait(client: Client) -> None:
    change = make_approved(cancelled(make_decided(make_ready_plan())))
    sign_in(client, Role.OFFICE)

    shown = client.get(reverse("cohorts:class", args=[change.training_class_id])).content.decode()

    assert [text in shown for text in (WHY, "Còn văn bản chưa phát hành", address("change", change.pk))] == [True] * 3


def test_where_no_other_class_is_the_page_says_what_to_do_instead(client: Client) -> None:
    training_class = make_undecided(make_ready_plan())
    sign_in(client, Role.OFFICE)

    shown = client.get(address("propose", training_class.pk, "merge")).content.decode()

    assert "Không có lớp nào khác để chuyển sang" in shown
