"""Committees are asked for their need in one act, answer by quarter, and are reminded."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.planning.needs import falling_due
from khaigiang.planning.needs.errors import (
    AlreadySurveyed,
    EverybodyAnswered,
    NobodyToAsk,
    SurveyDueInThePast,
    SurveyIsAnswered,
)
from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.planning.needs.queries import survey_page, survey_rows
from khaigiang.planning.needs.services import ask_for_needs, remind_committees, state_need, withdraw_survey
from khaigiang.planning.needs.tests.makers import AT, make_survey
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_committee, make_commune

pytestmark = pytest.mark.django_db

LATE = datetime(2023, 3, 12, 3, tzinfo=UTC)


def by(at: datetime = AT) -> dict[str, Any]:
    return {"by": make_user(), "at": at}


def asked(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Nhu cầu bồi dưỡng năm 2024",
        "post": make_post(),
        "year": 2024,
        "due_on": date(2023, 3, 10),
    } | changes


def test_all_committees_are_asked_in_one_act_by_notice_and_by_a_drafted_e_mail() -> None:
    committees = [make_committee(make_commune().parent) for _ in range(2)]
    committees[0].email = "quan.uy@example.org"
    committees[0].save()
    clerk = make_mandate(Role.COMMITTEE, office=committees[1]).user

    survey = ask_for_needs(**asked(), **by())

    assert {need.committee for need in survey.needs.all()} == set(committees)
    assert Notice.objects.get(to=clerk).title == "Đề nghị nêu nhu cầu trước ngày 10/03/2023"
    assert Mailing.objects.get().state == "draft"
    assert Message.objects.get().to_address == "quan.uy@example.org"


def test_a_survey_that_makes_no_sense_is_refused() -> None:
    post = make_post()
    with pytest.raises(NobodyToAsk):
        ask_for_needs(**asked(post=post), **by())
    make_committee(make_commune().parent)
    with pytest.raises(SurveyDueInThePast):
        ask_for_needs(**asked(due_on=date(2023, 2, 28)), **by())
    ask_for_needs(**asked(post=post), **by())
    with pytest.raises(AlreadySurveyed):
        ask_for_needs(**asked(post=post), **by())


def test_who_has_not_answered_stands_first_and_is_reminded_with_one_click() -> None:
    answering, silent = make_committee(), make_committee()
    clerk = make_mandate(Role.COMMITTEE, office=silent).user
    survey = make_survey([answering, silent])
    need = survey.needs.get(committee=answering)

    state_need(need, [1, 2, 0, 4], remark=" Đại hội quý III ", **by(LATE))
    assert remind_committees(survey, **by()) == 1

    shown = survey_page(survey, None, date(2023, 3, 12))
    assert [(row.committee_id, row.people, row.remark, row.is_late) for row in shown.rows] == [
        (silent.pk, 0, "", False), (answering.pk, 7, "Đại hội quý III", True),
    ]  # fmt: skip
    assert (shown.quarters, shown.people) == ([1, 2, 0, 4], 7)
    assert Notice.objects.filter(to=clerk).count() == 1
    state_need(survey.needs.get(committee=silent), [0, 0, 0, 0], **by())
    with pytest.raises(EverybodyAnswered):
        remind_committees(survey, **by())
    (row,) = survey_rows(NeedSurvey.objects.all(), [answering.pk])
    assert (row.asked, row.answered, row.people) == (1, 1, 7)


def test_a_survey_is_taken_back_only_while_nobody_has_answered() -> None:
    committee = make_committee()
    survey = make_survey([committee])
    state_need(survey.needs.get(), [1, 0, 0, 0], **by())

    with pytest.raises(SurveyIsAnswered):
        withdraw_survey(survey, **by())
    withdraw_survey(make_survey([committee], year=2024), **by())
    assert [one.pk for one in NeedSurvey.objects.all()] == [survey.pk]


def test_the_database_itself_keeps_surveys_and_answers_sound() -> None:
    survey = make_survey([make_committee()])
    need = survey.needs.get()

    for wrong in (
        lambda: StatedNeed.objects.create(survey=survey, committee=need.committee),
        lambda: StatedNeed.objects.filter(pk=need.pk).update(first=3),
        lambda: make_survey([], post=survey.post),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_the_need_of_each_committee_stands_beside_who_falls_due_and_their_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, silent = (make_committee() for _ in range(3))
    survey = make_survey([first, second, silent])
    due = {first.pk: (3, 1, 0, 0), silent.pk: (0, 0, 2, 0)}
    monkeypatch.setattr(falling_due, "_sources", [lambda post, _year, _on: due if post == survey.post_id else None])
    state_need(survey.needs.get(committee=first), (1, 1, 0, 0), **by())
    state_need(survey.needs.get(committee=second), (1, 0, 0, 0), **by())

    shown = survey_page(survey, None, date(2023, 3, 12))

    rows = {row.committee_id: (row.people, row.due, row.difference) for row in shown.rows}
    assert rows == {first.pk: (2, 4, -2), second.pk: (1, 0, 1), silent.pk: (0, 2, None)}
    assert (shown.due, shown.difference) == (6, -1)
    monkeypatch.setattr(falling_due, "_sources", [])
    assert survey_page(survey, None, date(2023, 3, 12)).due is None
