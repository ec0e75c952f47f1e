"""A plan is sent up by one person and approved, or sent back, by another."""

from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.lives import Move
from khaigiang.planning.documents.errors import StandsOnEnded
from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.tests.makers import make_document, make_link
from khaigiang.planning.plans.errors import IsSentUp, ReasonMissing, SentUpByTheSamePerson
from khaigiang.planning.plans.models import Plan, Submission
from khaigiang.planning.plans.queries import submission_rows
from khaigiang.planning.plans.services import (
    approve_plan,
    return_plan,
    save_plan,
    send_up_plan,
    set_quarters,
    take_back_plan,
)
from khaigiang.planning.plans.states import LIFE, PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.registry.units.tests.makers import make_committee, make_commune

pytestmark = pytest.mark.django_db

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)
LIFE_OF_A_PLAN = (
    "send_up", "return", "send_up", "take_back", "send_up", "approve", "reopen", "send_up", "approve", "close", "resume",
)  # fmt: skip
PREPARE: Final = {Role.ORGANISER, Role.OFFICE}
DECIDE: Final = {Role.LEADER, Role.HEAD}
MAY: Final = {
    "send_up_plan": PREPARE,
    "take_back_plan": PREPARE,
    "return_plan": DECIDE,
    "approve_plan": DECIDE,
    "reopen_plan": PREPARE,
    "close_plan": PREPARE,
    "resume_plan": PREPARE,
}


def sent_up(sender: User) -> Plan:
    """A plan for one commune that waits for its answer."""
    make_committee(make_commune().parent)
    return send_up_plan(make_plan(state=PlanState.DRAFT), by=sender, at=AT)


def typed_of(plan: Plan) -> dict[str, Any]:
    """What is typed about a plan, with another title."""
    return {
        "title": "Tên khác",
        "code": plan.code,
        "document": plan.document,
        "organiser": plan.organiser,
        "school": plan.school,
        "rule_posts": [plan.rule_posts.get()],
        "target_kinds": plan.target_kinds,
        "target_on": plan.target_on,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
    }


def test_nobody_approves_or_sends_back_what_they_sent_up_themselves() -> None:
    sender, other = make_user(), make_user()
    plan = sent_up(sender)

    with pytest.raises(SentUpByTheSamePerson):
        approve_plan(plan, by=sender, at=AT)
    with pytest.raises(SentUpByTheSamePerson):
        return_plan(plan, reason="Thiếu thị trấn", by=sender, at=AT)
    assert approve_plan(plan, by=other, at=AT).is_open


def test_a_plan_comes_back_with_a_reason_is_changed_and_sent_up_again() -> None:
    sender, leader = make_user(), make_user()
    plan = sent_up(sender)

    with pytest.raises(IsSentUp):
        save_plan(plan, **typed_of(plan), by=sender, at=AT)
    with pytest.raises(IsSentUp):
        set_quarters(plan, [], by=sender, at=AT)
    with pytest.raises(ReasonMissing):
        return_plan(plan, reason=" ", by=leader, at=AT)
    plan = return_plan(plan, reason="Thiếu thị trấn", by=leader, at=AT)
    plan = save_plan(plan, **typed_of(plan), by=sender, at=AT)
    plan = take_back_plan(send_up_plan(plan, by=sender, at=AT), by=sender, at=AT)
    approve_plan(send_up_plan(plan, by=sender, at=AT), by=leader, at=AT)

    rows = submission_rows(plan)
    assert [(row.answer, row.reason) for row in rows] == [
        ("approved", ""), ("taken_back", ""), ("returned", "Thiếu thị trấn"),
    ]  # fmt: skip


def test_whoever_approves_is_told_and_so_is_who_sent_up() -> None:
    sender, leader = make_mandate(role=Role.ORGANISER).user, make_mandate(role=Role.LEADER).user
    office = make_mandate(role=Role.OFFICE).user
    plan = sent_up(sender)
    plan = return_plan(plan, reason="Thiếu thị trấn", by=leader, at=AT)
    approve_plan(send_up_plan(plan, by=sender, at=AT), by=leader, at=AT)

    told = [(notice.to, notice.title) for notice in Notice.objects.order_by("pk")]
    waits, approved_title = "Có kế hoạch chờ đồng chí phê duyệt: 1 chức danh", "Kế hoạch đã được phê duyệt: 1 chức danh"
    assert told == [
        (leader, waits), (sender, "Kế hoạch bị trả lại"), (leader, waits), (sender, approved_title),
        (office, approved_title),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("nobody_answers_what_they_sent_up", {"answer": "approved", "answered_at": AT, "answered_by": "sender"}),
        ("an_answer_says_who_and_when", {"answer": "approved", "answered_at": AT}),
        ("a_plan_is_sent_back_with_a_reason", {"answer": "returned", "answered_at": AT, "answered_by": "other"}),
    ],
)
def test_the_database_itself_holds_an_answer_to_its_rules(name: str, wrong: dict[str, object]) -> None:
    people = {"sender": make_user(), "other": make_user()}
    values = {key: people.get(str(value), value) for key, value in wrong.items()}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Submission.objects.create(plan=make_plan(), sent_up_at=AT, sent_up_by=people["sender"], **values)


def test_a_plan_waits_for_one_answer_at_a_time() -> None:
    plan, sender = make_plan(), make_user()
    Submission.objects.create(plan=plan, sent_up_at=AT, sent_up_by=sender)

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(plan=plan, sent_up_at=AT, sent_up_by=sender)


def test_a_plan_is_sent_back_approved_reopened_closed_and_taken_up_again(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    head = Client()
    sign_in(head, Role.HEAD)
    make_committee(make_commune().parent)
    plan = make_plan(state=PlanState.DRAFT)
    states = []

    assert client.get(reverse("plans:edit", args=[plan.pk])).status_code == 200
    for step in LIFE_OF_A_PLAN:
        who = head if step in {"return", "approve"} else client
        assert who.get(reverse(f"plans:{step}", args=[plan.pk])).status_code == 200
        who.post(reverse(f"plans:{step}", args=[plan.pk]), {"reason": "Thiếu thị trấn"})
        states.append(Plan.objects.get().state)
        told = who.get(reverse("plans:plan", args=[plan.pk])).content.decode()
        assert ("Thiếu thị trấn" in told) is (len(states) > 1)

    assert states == ["sent_up", "returned", "sent_up", "draft", "sent_up", "open", "draft", "sent_up", "open", "closed", "open"]  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("move", LIFE, ids=lambda move: move.act)
def test_each_move_is_made_by_its_roles_alone(client: Client, move: Move, role: Role) -> None:
    sign_in(client, role)
    make_committee(make_commune().parent)
    start = min(move.starts)
    plan = make_plan(state=PlanState(start))
    if start == PlanState.SENT_UP:
        Submission.objects.create(plan=plan, sent_up_at=AT, sent_up_by=make_user())

    client.post(reverse(move.page, args=[plan.pk]), {"reason": "Thiếu thị trấn"})

    plan.refresh_from_db()
    assert plan.state == (move.end if role in MAY[move.act] else start)


def test_a_plan_on_an_ended_ground_is_approved_only_with_a_reason_that_stays(client: Client) -> None:
    plan = sent_up(make_user())
    ground = make_document("17-NQ/TU", issued_on=date(2021, 5, 20))
    Document.objects.filter(pk=ground.pk).update(last_day=date(2022, 12, 31))
    make_link(plan.document, ground)
    page = reverse("plans:approve", args=[plan.pk])
    sign_in(client, Role.LEADER)

    assert "17-NQ/TU" in client.get(page).content.decode()
    assert client.post(page, {"reason": " "}).status_code == 422
    with pytest.raises(StandsOnEnded):
        approve_plan(plan, by=make_user(), at=AT)
    client.post(page, {"reason": "Chưa có nghị quyết mới"})

    plan.refresh_from_db()
    assert (plan.state, submission_rows(plan)[0].reason) == (PlanState.OPEN, "Chưa có nghị quyết mới")
