"""Decisions that recognise results: the main one of a class, and supplementary ones for late marks and resits."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.models import DocumentKind, DocumentLink
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.recognition.assessment import result_paper
from khaigiang.recognition.assessment.errors import (
    DecisionIsDrafted,
    EnteredByTheSamePerson,
    MoveNotAllowed,
    NothingToRecognise,
)
from khaigiang.recognition.assessment.models import Mark, Result, ResultDecision, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import judgements_of
from khaigiang.recognition.assessment.services.freezing import freeze
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.teaching.cohorts.models import TrainingClass


@transaction.atomic
def draft_result_decision(training_class: TrainingClass, *, by: User, at: datetime) -> ResultDecision:
    """Draw up the decision that recognises the confirmed results of a class, as Word file and PDF.

    Raises MoveNotAllowed before the results are confirmed, DecisionIsDrafted when there is one already,
    NoDuty when the plan names no signer.
    """
    sheet = _locked_sheet(training_class, state=SheetState.CONFIRMED)
    if training_class.result_decisions.filter(is_supplementary=False).exists():
        raise DecisionIsDrafted
    results = list(Result.objects.filter(enrolment__training_class=sheet.training_class, is_in_force=True))
    return _draft(training_class, results, is_supplementary=False, by=by, at=at)


@transaction.atomic
def draft_supplementary_decision(training_class: TrainingClass, *, by: User, at: datetime) -> ResultDecision:
    """Draw up the decision on results that late marks or resits have changed since the main one.

    The recognised results stay as they were; those that changed are superseded once this decision is issued.
    Raises MoveNotAllowed, NothingToRecognise, DecisionIsDrafted, NoDuty, or EnteredByTheSamePerson when
    this person entered those marks.
    """
    sheet = _locked_sheet(training_class, state=SheetState.RECOGNISED)
    if training_class.result_decisions.filter(effective_on__isnull=True).exists():
        raise DecisionIsDrafted
    _require_second_person(sheet, by)
    changed = [result for result in freeze(sheet, judgements_of(sheet), at=at) if result.decision_id is None]
    if not changed:
        raise NothingToRecognise
    return _draft(training_class, changed, is_supplementary=True, by=by, at=at)


@transaction.atomic
def issue_result_decision(
    decision: ResultDecision,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> ResultDecision:
    """Sign, number and date the decision; its results count as recognised from that day.

    Raises what signing and numbering a paper raise (documents.services), and MoveNotAllowed.
    """
    sheet = ResultSheet.objects.select_for_update().get(training_class=decision.training_class_id)
    if sheet.state not in {SheetState.CONFIRMED, SheetState.RECOGNISED}:
        raise MoveNotAllowed(state=sheet.get_state_display())
    documents.sign_in_transaction(
        decision.document, signer_name=signer_name, signer_title=signer_title, signed_on=signed_on,
    )
    documents.issue_in_transaction(decision.document, issued_on=issued_on, number=number)
    decision.document.refresh_from_db()
    decision.effective_on = issued_on
    decision.save(update_fields=["effective_on"])
    sheet.state = SheetState.RECOGNISED
    sheet.save(update_fields=["state"])
    result_paper.keep(decision, by=by, at=at)
    after = {"number": decision.document.number, "results": decision.results.count()}
    audit.record("issue_result_decision", decision, by=by, at=at, after=after)
    return decision


def _locked_sheet(training_class: TrainingClass, *, state: SheetState) -> ResultSheet:
    sheet = ResultSheet.objects.select_for_update().select_related("rule").get(training_class=training_class)
    if sheet.state != state:
        raise MoveNotAllowed(state=sheet.get_state_display())
    return sheet


def _require_second_person(sheet: ResultSheet, by: User) -> None:
    late = Mark.objects.filter(enrolment__training_class=sheet.training_class, entered_at__gt=sheet.confirmed_at)
    if late.filter(entered_by=by).exists():
        raise EnteredByTheSamePerson


def _draft(
    training_class: TrainingClass, results: list[Result], *, is_supplementary: bool, by: User, at: datetime
) -> ResultDecision:
    duty = duty_of(training_class.plan, PaperDuty.Paper.RESULT_DECISION)
    abstract = f"Công nhận kết quả học tập {training_class.name}"
    document = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.DECISION,
        abstract=f"{abstract} (bổ sung)" if is_supplementary else abstract,
        by=by,
        at=at,
    )
    documents.link_in_transaction(
        document, relation=DocumentLink.Relation.BASED_ON, target=training_class.plan.document,
    )
    decision = ResultDecision.objects.create(
        training_class=training_class, document=document, is_supplementary=is_supplementary,
    )
    Result.objects.filter(pk__in=[result.pk for result in results]).update(decision=decision)
    result_paper.keep(decision, by=by, at=at)
    audit.record("draft_result_decision", decision, by=by, at=at, after={"results": len(results)})
    return decision
