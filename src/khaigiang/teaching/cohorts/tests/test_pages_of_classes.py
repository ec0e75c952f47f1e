"""The pages on which classes are planned, changed and walked through their life."""

from datetime import date, timedelta

import pytest
from django.test import Client

from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.models import QuarterTarget
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.teaching.cohorts.models import Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import class_page, days_of
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_ON,
    FIRST_DAY,
    make_class,
    make_decision,
    make_let_in,
    make_listed,
    make_open_class,
)
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def test_classes_are_proposed_read_and_made(client: Client) -> None:
    plan = make_plan()
    QuarterTarget.objects.create(plan=plan, year=2023, quarter=1, classes=2, places=225)
    version = make_version(days=11)
    sign_in(client, Role.OFFICE)
    look: dict[str, str | int] = {
        "version": version.pk,
        "count": 2,
        "people": 225,
        "first_day": "12/4/2023",
        "holidays": "29/4/2023 - 3/5/2023",
    }

    first = client.get(address("plan_classes", plan.pk))
    assert first.context["look"].initial["count"] == 2
    proposal = client.get(address("plan_classes", plan.pk), look)
    assert [form.initial["first_day"] for form in proposal.context["rows"]] == [date(2023, 4, 12), date(2023, 4, 27)]
    typed = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2}
    for place, form in enumerate(proposal.context["rows"]):
        values = form.initial | {"first_day": f"{form.initial['first_day']:%d/%m/%Y}", "hall": ""}
        typed |= {f"form-{place}-{name}": value for name, value in values.items()}
    must_post(client, "plan_classes", plan.pk, data={**look, **typed})

    assert [(one.number, one.wanted_size, days_of(one)[-1]) for one in plan.classes.order_by("number")] == [
        (1, 113, date(2023, 4, 26)),
        (2, 112, date(2023, 5, 16)),
    ]
    assert acts() == ["plan_classes"]


def test_a_bad_class_of_several_is_said_and_nothing_is_made(client: Client) -> None:
    plan, version = make_plan(), make_version(days=2)
    sign_in(client, Role.OFFICE)
    data = {
        "version": version.pk,
        "count": 1,
        "people": 10,
        "first_day": "12/4/2023",
        "holidays": "",
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-number": 1,
        "form-0-name": "Lớp 1",
        "form-0-first_day": "12/4/2023",
        "form-0-hall": "",
        "form-0-min_size": 9,
        "form-0-wanted_size": 8,
        "form-0-max_size": 7,
    }

    response = client.post(address("plan_classes", plan.pk), data)

    assert response.status_code == 422
    assert len(response.context["look"].non_field_errors()) == 1
    assert plan.classes.count() == 0


@pytest.mark.parametrize("holidays", ["tám", "30/2/2023", "3/5/2023 - 29/4/2023", "1/1/0001 - 1/1/9999"])
def test_a_holiday_that_is_no_day_is_said(client: Client, holidays: str) -> None:
    sign_in(client, Role.OFFICE)

    look: dict[str, str | int] = {"version": make_version().pk, "count": 1, "people": 9, "holidays": holidays}
    response = client.get(address("plan_classes", make_plan().pk), look | {"first_day": "12/4/2023"})

    assert response.status_code == 200
    assert "holidays" in response.context["look"].errors
    assert response.context["rows"] is None


def test_a_class_is_changed_and_a_refusal_stays_on_the_form(client: Client) -> None:
    training_class = make_class(state=ClassState.TENTATIVE)
    sign_in(client, Role.OFFICE)
    form = client.get(address("edit", training_class.pk)).context["form"]
    data = {name: value for name, value in form.initial.items() if name in form.fields and value is not None}

    must_post(client, "edit", training_class.pk, data=data | {"name": "Lớp các quận"})
    must_post(client, "edit", training_class.pk, data=data | {"wanted_size": 41}, status=422)

    training_class.refresh_from_db()
    assert (training_class.name, training_class.wanted_size) == ("Lớp các quận", 20)
    assert acts() == ["save_class"]


def test_days_are_counted_from_a_first_day_and_saved_as_typed(client: Client) -> None:
    training_class = make_class(state=ClassState.TENTATIVE, version=make_version(days=3), days=[])
    sign_in(client, Role.OFFICE)

    page = client.get(address("days", training_class.pk), {"first_day": "17/3/2023", "holidays": "20/3/2023"})
    assert page.context["form"].initial["days"] == "17/3/2023\n21/3/2023\n22/3/2023"
    must_post(client, "days", training_class.pk, data={"days": "17/3/2023\n21/3/2023, 22/3/2023"})

    assert days_of(training_class) == [date(2023, 3, 17), date(2023, 3, 21), date(2023, 3, 22)]


def test_a_class_is_walked_through_its_life(client: Client) -> None:
    training_class = make_class(state=ClassState.TENTATIVE, days=None, version=make_version(days=1))
    sign_in(client, Role.OFFICE)
    teacher = make_mandate(Role.TEACHER).user
    must_post(client, "teacher", training_class.pk, data={"teacher": teacher.pk})
    must_post(client, "step", training_class.pk, "confirm")
    make_decision(TrainingClass.objects.get(pk=training_class.pk))
    for act in ("start", "end", "close"):
        must_post(client, "step", training_class.pk, act)

    training_class.refresh_from_db()
    assert training_class.state == ClassState.CLOSED
    assert acts() == ["appoint_teacher", "confirm_class", "start_class", "begin_closing", "close_class"]
    must_post(client, "step", training_class.pk, "start", status=409)
    must_post(client, "step", training_class.pk, "burn", status=404)


def test_planned_classes_are_taken_back_after_a_look(client: Client) -> None:
    plan = make_plan()
    make_class(plan, state=ClassState.TENTATIVE)
    single = make_class(plan, state=ClassState.TENTATIVE)
    sign_in(client, Role.OFFICE)

    must_show(client, "remove", single.pk)
    must_post(client, "remove", single.pk)
    must_show(client, "undo_planning", plan.pk)
    must_post(client, "undo_planning", plan.pk)

    assert plan.classes.count() == 0
    assert acts() == ["remove_class", "undo_planning"]


def test_every_page_teaches_while_there_is_nothing(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    must_show(client, "classes")
    plan = make_plan()
    for name in ("of_plan", "plan_classes", "wishes", "allocation"):
        must_show(client, name, plan.pk)
    training_class = make_class(plan, state=ClassState.TENTATIVE, days=[])
    for name in ("class", "list", "papers", "groups", "edit", "days", "teacher"):
        must_show(client, name, training_class.pk)


@pytest.mark.parametrize("state", ClassState)
@pytest.mark.parametrize("role", [Role.OFFICE, Role.LEADER, Role.AUDITOR])
def test_a_class_page_says_what_comes_next_in_every_state(client: Client, state: ClassState, role: Role) -> None:
    training_class = make_class(state=state)
    if state not in {ClassState.TENTATIVE, ClassState.CONFIRMED}:
        make_listed(training_class)
    make_let_in(training_class, on=FIRST_DAY - timedelta(days=3))
    sign_in(client, role)

    page = client.get(address("class", training_class.pk))

    assert page.status_code == 200
    assert ("csrfmiddlewaretoken" in page.content.decode()) is True
    assert (page.context["may_run"]) is (role == Role.OFFICE)


def test_days_counted_from_the_end_of_all_calendars_are_refused_in_words(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    answer = client.get(address("days", make_class().pk), {"first_day": "31/12/9999"})

    assert "Ngày này quá xa. Hãy kiểm tra lại năm." in answer.content.decode()


def test_a_class_that_still_runs_is_shown_running_until_its_last_day() -> None:
    training_class = make_open_class(1, state=ClassState.RUNNING)
    Summons.objects.create(
        training_class=training_class,
        decision=make_decision(training_class),
        document=make_document("411-CV/BTCTU", issued_on=DECIDED_ON),
    )
    first, last = days_of(training_class)[0], days_of(training_class)[-1]

    shown = {day: {step.code: step.state for step in class_page(training_class, day).steps} for day in (first, last)}

    assert (shown[first]["start"], shown[first]["end"]) == ("current", "todo")
    assert (shown[last]["start"], shown[last]["end"]) == ("done", "current")


def test_a_class_with_more_people_than_planned_says_so_in_words(client: Client) -> None:
    training_class = make_class(sizes=(0, 1, 5))
    make_listed(training_class)
    sign_in(client, Role.OFFICE)
    as_planned = must_show(client, "class", training_class.pk)

    make_listed(training_class)
    make_listed(training_class)
    page = must_show(client, "class", training_class.pk)

    assert "<span>/ 1</span>" in as_planned
    assert "<span>/ 1</span>" not in page
    assert "dự kiến 1, thêm 2; nhận nhiều nhất 5 người" in page
