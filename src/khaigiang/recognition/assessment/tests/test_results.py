"""Results locked, confirmed, reopened and recognised; the rows others read."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.letterheads import cited
from khaigiang.planning.nominations.errors import HasCompleted
from khaigiang.planning.nominations.services import defer_nomination, name_substitute, return_nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_request
from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.recognition.assessment.errors import (
    ConfirmedByTheSamePerson,
    DecisionIsDrafted,
    EnteredByTheSamePerson,
    MarksMissing,
    MoveNotAllowed,
    NothingToRecognise,
    ReasonMissing,
)
from khaigiang.recognition.assessment.models import Result, ResultSheet
from khaigiang.recognition.assessment.queries.hooks import completed_classes
from khaigiang.recognition.assessment.queries.recognised import completed_posts, recognised_by_post
from khaigiang.recognition.assessment.queries.results import band_counts, explained, judgement_in, result_rows
from khaigiang.recognition.assessment.result_paper import content_of
from khaigiang.recognition.assessment.services import (
    confirm_results,
    draft_result_decision,
    draft_supplementary_decision,
    enter_marks,
    enter_resit,
    lock_results,
    reopen_results,
)
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.recognition.assessment.tests.makers import (
    AT,
    LATER,
    ON,
    components,
    confirm,
    issue,
    make_confirmed,
    make_marks,
    make_recognised,
    make_sheet,
    trainees,
    typed,
)
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.teaching.cohorts.tests.makers import make_decision

if TYPE_CHECKING:
    from khaigiang.recognition.assessment.rules import Judgement

pytestmark = pytest.mark.django_db


def state(sheet: ResultSheet) -> str:
    sheet.refresh_from_db()
    return sheet.state


def resit(sheet: ResultSheet, mark: str) -> None:
    enter_resit(trainees(sheet)[0], components(sheet.training_class)[2], mark, by=make_user(), at=LATER)


def test_marks_may_be_missing_only_with_a_reason() -> None:
    sheet = make_sheet(2)
    make_marks(sheet, ("8", "8", "8"), ("8", "8"))

    with pytest.raises(MarksMissing):
        lock_results(sheet, missing_reason=" ", by=make_user(), at=AT)
    lock_results(sheet, missing_reason="Ốm, nộp bài sau", by=make_user(), at=AT)

    assert state(sheet) == SheetState.LOCKED


def test_who_locked_the_marks_cannot_confirm_them() -> None:
    sheet, by = make_sheet(1), make_user()
    make_marks(sheet, ("8", "8", "8"))
    lock_results(sheet, by=by, at=AT)

    with pytest.raises(ConfirmedByTheSamePerson):
        confirm_results(sheet, by=by, at=AT)
    assert Result.objects.count() == 0


def test_results_are_confirmed_by_a_second_person() -> None:
    """The database refuses it too."""
    sheet = make_confirmed(people=1)

    with pytest.raises(IntegrityError, match="results_are_confirmed_by_a_second_person"), transaction.atomic():
        ResultSheet.objects.filter(pk=sheet.pk).update(confirmed_by=sheet.locked_by)


def test_open_marks_cannot_be_confirmed_and_open_ones_not_reopened() -> None:
    sheet = make_sheet(1)

    with pytest.raises(MoveNotAllowed):
        confirm_results(sheet, by=make_user(), at=AT)
    with pytest.raises(MoveNotAllowed):
        reopen_results(sheet, reason="Nhầm", by=make_user(), at=AT)


def test_reopening_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        reopen_results(make_confirmed(people=1), reason="  ", by=make_user(), at=AT)


def test_a_frozen_result_tells_again_why() -> None:
    sheet = make_confirmed(("6.5", "8.5", "8.5"), people=1)
    result = Result.objects.get()

    assert (result.band and result.band.code, result.mean, result.worst_part) == (
        "kha",
        Decimal("8.10"),
        Decimal("6.5"),
    )
    assert judgement_in(result).better == result_judgement(sheet).better
    assert [part.value for part in judgement_in(result).parts] == [Decimal("6.5"), Decimal("8.5"), Decimal("8.5")]


def result_judgement(sheet: ResultSheet) -> "Judgement":
    shown = explained(trainees(sheet)[0], recognised_only=False)
    assert shown is not None
    return shown.judgement


def test_bands_are_counted_with_those_who_have_none() -> None:
    sheet = make_sheet(3)
    make_marks(sheet, ("9", "9", "9"), ("7", "7", "7"), ("7", "7"))
    confirm(sheet)

    counts = {count.code: count.count for count in band_counts(sheet, result_rows(sheet))}

    assert counts == {"xuat-sac": 1, "gioi": 0, "kha": 1, "trung-binh": 0, "khong-dat": 0, "": 1}


def test_a_decision_recognises_the_results_from_its_day() -> None:
    sheet = make_recognised(("8", "8", "8"), ("4", "4", "4"))
    plan = sheet.training_class.plan
    passed = trainees(sheet)[0]

    assert state(sheet) == SheetState.RECOGNISED
    assert completed_posts(plan, ON) == {passed.target_post_id: "gioi"}
    assert completed_posts(plan, date(2023, 3, 26)) == {}
    assert len(recognised_by_post(plan, ON)) == 2
    assert completed_classes([passed.official_id], ON) == {passed.official_id: sheet.training_class.name}


def test_the_decision_is_kept_as_word_file_and_pdf() -> None:
    sheet = make_confirmed(people=1)

    decision = draft_result_decision(sheet.training_class, by=make_user(), at=AT)

    decision.document.refresh_from_db()
    assert decision.document.docx is not None
    assert decision.document.pdf is not None


def test_the_decision_stands_on_the_plan_and_on_the_decision_that_opened_the_class() -> None:
    sheet = make_confirmed(people=1)
    opening = make_decision(sheet.training_class)

    decision = draft_result_decision(sheet.training_class, by=make_user(), at=AT)

    plan = sheet.training_class.plan.document
    assert {link.target for link in decision.document.links.all()} == {plan, opening.document}
    assert set(content_of(decision).based_on) == {cited(plan), cited(opening.document)}


def test_a_decision_needs_confirmed_results_and_is_drafted_once() -> None:
    sheet = make_sheet(1)
    with pytest.raises(MoveNotAllowed):
        draft_result_decision(sheet.training_class, by=make_user(), at=AT)

    make_marks(sheet, ("8", "8", "8"))
    confirm(sheet)
    draft_result_decision(sheet.training_class, by=make_user(), at=AT)

    with pytest.raises(DecisionIsDrafted):
        draft_result_decision(sheet.training_class, by=make_user(), at=AT)


def test_a_decision_needs_somebody_to_sign_it_and_somebody_to_list() -> None:
    unsigned = make_confirmed(people=1, plan=make_plan())
    empty = make_sheet(0)
    confirm(empty)

    with pytest.raises(NoDuty):
        draft_result_decision(unsigned.training_class, by=make_user(), at=AT)
    with pytest.raises(NothingToRecognise):
        draft_result_decision(empty.training_class, by=make_user(), at=AT)


def test_a_draft_loses_its_list_when_results_are_reopened_and_is_drawn_up_anew() -> None:
    sheet = make_confirmed(people=1)
    (trainee,) = trainees(sheet)
    draft = draft_result_decision(sheet.training_class, by=make_user(), at=AT)
    reopen_results(sheet, reason="Nhập nhầm điểm", by=make_user(), at=AT)
    enter_marks(sheet.training_class, typed(trainee, "9", "9", "9", seen=1), by=make_user(), at=AT)
    with pytest.raises(MoveNotAllowed):
        issue(draft)
    confirm(sheet)
    with pytest.raises(NothingToRecognise):
        issue(draft)

    again = draft_result_decision(sheet.training_class, by=make_user(), at=AT)
    issue(again)

    assert again == draft
    assert completed_posts(sheet.training_class.plan, ON) == {trainee.target_post_id: "xuat-sac"}


def test_a_resit_is_recognised_by_a_supplementary_decision_and_nothing_is_rewritten() -> None:
    sheet = make_recognised(("8", "8", "2"), ("8", "8", "8"))
    plan, trainee = sheet.training_class.plan, trainees(sheet)[0]
    resit(sheet, "8")

    decision = draft_supplementary_decision(sheet.training_class, by=make_user(), at=LATER)
    assert trainee.target_post_id not in completed_posts(plan, LATER.date())
    issue(decision, on=LATER.date(), at=LATER)

    assert decision.results.count() == 1
    assert completed_posts(plan, LATER.date())[trainee.target_post_id] == "gioi"
    assert trainee.target_post_id not in completed_posts(plan, ON)
    first, second = trainee.results.order_by("pk")
    assert (first.passed, second.passed, second.supersedes) == (False, True, first)


def test_who_entered_the_late_marks_does_not_draw_up_the_decision_on_them() -> None:
    sheet, by = make_recognised(("8", "8", "2"), people=1), make_user()
    enter_resit(trainees(sheet)[0], components(sheet.training_class)[2], "8", by=by, at=LATER)

    with pytest.raises(EnteredByTheSamePerson):
        draft_supplementary_decision(sheet.training_class, by=by, at=LATER)


def test_without_a_change_there_is_no_supplementary_decision() -> None:
    sheet = make_recognised(people=1)

    with pytest.raises(NothingToRecognise):
        draft_supplementary_decision(sheet.training_class, by=make_user(), at=LATER)


def test_late_marks_go_through_reopening_and_are_recognised_by_a_supplementary_decision() -> None:
    sheet = make_recognised(("8", "8", "8"), ("8", "8"))
    late = trainees(sheet)[1]
    reopen_results(sheet, reason="Bổ sung bài thu hoạch", by=make_user(), at=LATER)
    enter_marks(sheet.training_class, typed(late, "8", "8", "7"), by=make_user(), at=LATER)
    confirm(sheet, at=LATER)

    issue(draft_supplementary_decision(sheet.training_class, by=make_user(), at=LATER), on=LATER.date(), at=LATER)

    assert state(sheet) == SheetState.RECOGNISED
    assert completed_posts(sheet.training_class.plan, LATER.date())[late.target_post_id] == "kha"


def test_reopened_results_that_come_out_the_same_need_no_new_decision() -> None:
    sheet = make_recognised(people=1)
    reopen_results(sheet, reason="Kiểm tra lại", by=make_user(), at=LATER)

    confirm(sheet, at=LATER)

    assert state(sheet) == SheetState.RECOGNISED
    assert Result.objects.count() == 1


def test_who_has_completed_the_class_is_neither_returned_nor_deferred_nor_replaced() -> None:
    sheet = make_recognised(("8", "8", "8"), ("4", "4", "4"))
    passed, failed = [one.nomination for one in trainees(sheet)]
    assert passed is not None
    assert failed is not None
    make_request(sheet.training_class.plan)
    substitute = make_official()

    for leave in (return_nomination, defer_nomination, partial(name_substitute, official=substitute)):
        with pytest.raises(HasCompleted):
            leave(passed, reason="Điều động", by=make_user(), at=LATER)
    defer_nomination(failed, reason="Điều động", by=make_user(), at=LATER)

    passed.refresh_from_db()
    failed.refresh_from_db()
    assert (passed.state, failed.state) == (NominationState.ACCEPTED, NominationState.DEFERRED)


def test_who_left_the_list_keeps_the_recognised_result() -> None:
    sheet = make_recognised(("8", "8", "2"), ("8", "8", "8"))
    leaver = trainees(sheet)[1]
    leaver.valid_until, leaver.is_current = LATER.date(), False
    leaver.removed_by = leaver.added_by
    leaver.removal_reason = "Chuyển công tác"
    leaver.save()
    resit(sheet, "8")

    draft_supplementary_decision(sheet.training_class, by=make_user(), at=LATER)

    assert leaver.results.get().is_in_force


def test_a_trainee_is_told_only_what_a_decision_has_recognised() -> None:
    sheet = make_recognised(("8", "8", "2"), people=1)
    (trainee,) = trainees(sheet)
    resit(sheet, "8")

    own, staff = explained(trainee, recognised_only=True), explained(trainee, recognised_only=False)

    assert own is not None
    assert staff is not None
    assert (own.judgement.mean, staff.judgement.mean) == (Decimal("5.00"), Decimal("8.00"))
    assert [attempt.attempt for attempt in own.attempts] == [1, 1, 1]
