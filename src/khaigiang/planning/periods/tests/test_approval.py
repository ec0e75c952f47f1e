"""A term or annual plan is drafted, sent up, sent back or approved; what is approved changes by a later document alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.periods.access import annual_lines
from khaigiang.planning.periods.errors import (
    PeriodPlanHasNoLines,
    PeriodPlanIsApproved,
    PeriodPlanIsCarriedOut,
    PeriodPlanIsNotApproved,
    PlanAboveIsNotApproved,
)
from khaigiang.planning.periods.models import PeriodPlan, PeriodSubmission
from khaigiang.planning.periods.queries import period_page, period_values
from khaigiang.planning.periods.services import (
    amend_period_plan,
    approve_period_plan,
    carry_out_line,
    remove_line,
    remove_period_plan,
    reopen_period_plan,
    return_period_plan,
    save_line,
    save_period_plan,
    send_up_period_plan,
    take_back_period_plan,
)
from khaigiang.planning.periods.states import PeriodState
from khaigiang.planning.periods.tests.makers import make_annual_plan, make_carried, make_line, make_term_plan
from khaigiang.planning.plans.errors import IsSentUp, NotADraft, NotSentUp, ReasonMissing, SentUpByTheSamePerson
from khaigiang.planning.plans.states import Answer
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in

pytestmark = pytest.mark.django_db

AT = datetime(2023, 6, 1, 3, tzinfo=UTC)
DAY = date(2023, 6, 1)


def drafted(**values: Any) -> PeriodPlan:
    """A draft of the year with one line."""
    plan = make_annual_plan(state=PeriodState.DRAFT, **values)
    make_line(plan)
    return plan


def by() -> dict[str, Any]:
    return {"by": make_user(), "at": AT}


def test_a_plan_is_sent_up_sent_back_with_a_reason_and_approved_by_another_and_everybody_is_told() -> None:
    organiser, leader = make_user(), make_mandate(Role.LEADER).user
    plan = send_up_period_plan(drafted(), by=organiser, at=AT)
    assert Notice.objects.filter(to=leader, title="Một kế hoạch nhiệm kỳ hoặc kế hoạch năm chờ phê duyệt").count() == 1

    plan = return_period_plan(plan, reason=" Thiếu kinh phí ", by=leader, at=AT)
    assert plan.state == PeriodState.RETURNED
    told = Notice.objects.get(to=organiser)
    assert (told.title, told.body.endswith("Thiếu kinh phí")) == ("Kế hoạch bị trả lại", True)
    plan = approve_period_plan(send_up_period_plan(plan, by=organiser, at=AT), by=leader, at=AT)

    assert plan.state == PeriodState.APPROVED
    assert Notice.objects.filter(to=organiser, title="Kế hoạch nhiệm kỳ hoặc kế hoạch năm đã được phê duyệt").exists()
    rows = period_page(plan, DAY).submissions
    assert [(row.answer, row.reason) for row in rows] == [("approved", ""), ("returned", "Thiếu kinh phí")]


def test_a_plan_taken_back_is_a_draft_again() -> None:
    plan = take_back_period_plan(send_up_period_plan(drafted(), **by()), **by())

    assert plan.state == PeriodState.DRAFT
    assert PeriodSubmission.objects.get().answer == Answer.TAKEN_BACK


def test_nobody_answers_what_they_sent_up_and_a_reason_is_needed() -> None:
    organiser = make_user()
    plan = send_up_period_plan(drafted(), by=organiser, at=AT)

    with pytest.raises(SentUpByTheSamePerson):
        approve_period_plan(plan, by=organiser, at=AT)
    with pytest.raises(SentUpByTheSamePerson):
        return_period_plan(plan, reason="x", by=organiser, at=AT)
    with pytest.raises(ReasonMissing):
        return_period_plan(plan, reason=" ", **by())


def test_what_is_not_finished_is_not_sent_up() -> None:
    with pytest.raises(PeriodPlanHasNoLines):
        send_up_period_plan(make_annual_plan(state=PeriodState.DRAFT), **by())
    with pytest.raises(PlanAboveIsNotApproved):
        send_up_period_plan(drafted(above=make_term_plan(state=PeriodState.DRAFT)), **by())
    with pytest.raises(NotADraft):
        send_up_period_plan(make_annual_plan(), **by())
    with pytest.raises(NotSentUp):
        approve_period_plan(drafted(), **by())


def test_a_plan_that_waits_or_is_approved_keeps_its_lines_and_days_and_its_title_may_be_corrected() -> None:
    plan = send_up_period_plan(drafted(), **by())
    line = plan.lines.get()
    wanted: dict[str, Any] = {"title": "Khác", "people": 580, "classes": 5, "amount": None, "above": None}

    refusals: list[Callable[[], object]] = [
        lambda: save_line(plan, line, **wanted, **by()),
        lambda: remove_line(line, **by()),
    ]
    for refused in refusals:
        with pytest.raises(IsSentUp):
            refused()
    plan = approve_period_plan(plan, **by())
    for refused in (
        *refusals,
        lambda: save_line(plan, None, **wanted, **by()),
        lambda: remove_period_plan(plan, **by()),
        lambda: save_period_plan(plan, **typed(plan, ends_on=date(2024, 1, 31)), **by()),
    ):
        with pytest.raises(PeriodPlanIsApproved):
            refused()
    plan.refresh_from_db()
    assert save_line(plan, line, **(wanted | {"people": 579}), **by()).title == "Khác"
    assert save_period_plan(plan, **typed(plan, title="Sửa tên"), **by()).title == "Sửa tên"


def typed(plan: PeriodPlan, **changes: Any) -> dict[str, Any]:
    return period_values(plan) | {"document": plan.document, "above": plan.above} | changes


def test_only_an_approved_plan_is_amended_and_carried_out() -> None:
    plan = drafted()
    line = plan.lines.get()

    with pytest.raises(PeriodPlanIsNotApproved):
        amend_period_plan(plan, {(line.pk, "people"): "600"}, document=make_document(), in_force_on=DAY, **by())
    with pytest.raises(PeriodPlanIsNotApproved):
        carry_out_line(make_plan(), line, **by())
    organiser = Actor(user=make_user(), on=DAY, roles=frozenset({Role.ORGANISER}))
    assert list(annual_lines(organiser)) == []


def test_an_approved_plan_becomes_a_draft_again_only_while_nothing_rests_on_it() -> None:
    plan = make_annual_plan()
    line = make_line(plan)
    carried = make_carried(make_plan(), line)

    with pytest.raises(PeriodPlanIsCarriedOut):
        reopen_period_plan(plan, **by())
    carried.delete()
    assert reopen_period_plan(plan, **by()).state == PeriodState.DRAFT
    with pytest.raises(PeriodPlanIsNotApproved):
        reopen_period_plan(plan, **by())


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (
            "nobody_answers_the_period_plan_they_sent_up",
            lambda one: {"answer": "approved", "answered_by": one.sent_up_by},
        ),
        ("an_answer_to_a_period_plan_says_who_and_when", lambda _one: {"answer": "approved", "answered_at": None}),
        ("a_period_plan_is_sent_back_with_a_reason", lambda _one: {"answer": "returned", "answered_by": make_user()}),
    ],
)
def test_the_database_itself_holds_an_answer_to_its_rules(
    name: str, wrong: Callable[[PeriodSubmission], dict[str, Any]]
) -> None:
    send_up_period_plan(drafted(), **by())
    one = PeriodSubmission.objects.get()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PeriodSubmission.objects.filter(pk=one.pk).update(**({"answered_at": AT} | wrong(one)))


def test_a_period_plan_waits_for_one_answer_at_a_time() -> None:
    plan = send_up_period_plan(drafted(), **by())

    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodSubmission.objects.create(plan=plan, sent_up_at=AT, sent_up_by=make_user())


def test_the_organiser_sends_a_plan_up_and_a_leader_answers_on_the_pages(client: Client) -> None:
    plan = drafted()
    shown = reverse("periods:period", args=[plan.pk])
    pages = {name: reverse(f"periods:{name}", args=[plan.pk]) for name in ("send_up", "take_back", "return", "approve")}

    sign_in(client, Role.ORGANISER)
    assert pages["send_up"] in client.get(shown).content.decode()
    assert client.get(pages["send_up"]).status_code == 200
    client.post(pages["send_up"])
    assert client.get(pages["take_back"]).status_code == 200
    client.post(pages["take_back"])
    client.post(pages["send_up"])
    assert client.post(pages["approve"]).status_code == 404
    sign_in(client, Role.LEADER)
    assert pages["approve"] in client.get(shown).content.decode()
    assert client.get(pages["return"]).status_code == 200
    assert client.post(pages["return"], {"reason": ""}).status_code == 422
    client.post(pages["return"], {"reason": "Thiếu kinh phí"})
    assert "Thiếu kinh phí" in client.get(shown).content.decode()
    sign_in(client, Role.ORGANISER)
    client.post(pages["send_up"])
    sign_in(client, Role.LEADER)
    assert client.get(pages["approve"]).status_code == 200
    client.post(pages["approve"])
    plan.refresh_from_db()
    assert plan.state == PeriodState.APPROVED
    sign_in(client, Role.ORGANISER)
    back = reverse("periods:reopen", args=[plan.pk])
    assert back in client.get(shown).content.decode()
    assert client.get(back).status_code == 200
    client.post(back)
    plan.refresh_from_db()
    assert plan.state == PeriodState.DRAFT
