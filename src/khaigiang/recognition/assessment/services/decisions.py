"""Decisions that recognise results: the main one of a class, and supplementary ones for late marks and resits."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink
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
from khaigiang.teaching.cohorts.queries import opening_decision


@transaction.atomic
def draft_result_decision(training_class: TrainingClass, *, by: User, at: datetime) -> ResultDecision:
    """Draw up the decision that recognises the confirmed results of a class, as Word file and PDF.

    A draft that lost its list when the results were reopened is drawn up anew.
    Raises MoveNotAllowed before the results are confirmed, DecisionIsDrafted when there is one already,
    NothingToRecognise when nobody has a result, NoDuty when the plan names no signer.
    """
    _locked_sheet(training_class, SheetState.CONFIRMED)
    _refuse_second_draft(training_class)
    if training_class.result_decisions.filter(is_supplementary=False, effective_on__isnull=False).exists():
        raise DecisionIsDrafted
    return _draft(training_class, _undecided(training_class), is_supplementary=False, by=by, at=at)


@transaction.atomic
def draft_supplementary_decision(training_class: TrainingClass, *, by: User, at: datetime) -> ResultDecision:
    """Draw up the decision on results that late marks or resits have changed since the main one.

    The recognised results stay as they were; what changed is a result of its own that this decision lists.
    Raises MoveNotAllowed, NothingToRecognise, DecisionIsDrafted, NoDuty, or EnteredByTheSamePerson when
    this person entered those marks.
    """
    sheet = _locked_sheet(training_class, SheetState.CONFIRMED, SheetState.RECOGNISED)
    _refuse_second_draft(training_class)
    if sheet.state == SheetState.RECOGNISED:
        _require_second_person(sheet, by)
        freeze(sheet, judgements_of(sheet), at=at)
    return _draft(training_class, _undecided(training_class), is_supplementary=True, by=by, at=at)


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

    Raises what signing and numbering a paper raise (documents.services), MoveNotAllowed while the marks are open,
    and NothingToRecognise when the draft lost its list because they were.
    """
    sheet = ResultSheet.objects.select_for_update().get(training_class=decision.training_class_id)
    if sheet.state not in {SheetState.CONFIRMED, SheetState.RECOGNISED}:
        raise MoveNotAllowed(state=sheet.get_state_display())
    if not decision.results.exists():
        raise NothingToRecognise
    documents.sign_in_transaction(
        decision.document,
        signer_name=signer_name,
        signer_title=signer_title,
        signed_on=signed_on,
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


def _locked_sheet(training_class: TrainingClass, *states: SheetState) -> ResultSheet:
    sheets = ResultSheet.objects.select_for_update(of=("self",)).select_related("rule")
    sheet = sheets.filter(training_class=training_class).first()
    if sheet is None:
        raise MoveNotAllowed(state=SheetState.OPEN.label)
    if sheet.state not in states:
        raise MoveNotAllowed(state=sheet.get_state_display())
    return sheet


def _refuse_second_draft(training_class: TrainingClass) -> None:
    drafts = training_class.result_decisions.filter(effective_on__isnull=True)
    if drafts.filter(results__isnull=False).exists():
        raise DecisionIsDrafted


def _undecided(training_class: TrainingClass) -> list[Result]:
    results = Result.objects.filter(enrolment__training_class=training_class, is_in_force=True, decision__isnull=True)
    if not results:
        raise NothingToRecognise
    return list(results)


def _require_second_person(sheet: ResultSheet, by: User) -> None:
    late = Mark.objects.filter(enrolment__training_class=sheet.training_class, entered_at__gt=sheet.confirmed_at)
    if late.filter(entered_by=by).exists():
        raise EnteredByTheSamePerson


def _draft(
    training_class: TrainingClass, results: list[Result], *, is_supplementary: bool, by: User, at: datetime
) -> ResultDecision:
    decision = _emptied_draft(training_class, is_supplementary=is_supplementary) or _new_draft(
        training_class, is_supplementary=is_supplementary, by=by, at=at
    )
    Result.objects.filter(pk__in=[result.pk for result in results]).update(decision=decision)
    result_paper.keep(decision, by=by, at=at)
    audit.record("draft_result_decision", decision, by=by, at=at, after={"results": len(results)})
    return decision


def _emptied_draft(training_class: TrainingClass, *, is_supplementary: bool) -> ResultDecision | None:
    drafts = training_class.result_decisions.filter(effective_on__isnull=True, is_supplementary=is_supplementary)
    return drafts.select_related("document").first()


def _new_draft(training_class: TrainingClass, *, is_supplementary: bool, by: User, at: datetime) -> ResultDecision:
    duty = duty_of(training_class.plan, PaperDuty.Paper.RESULT_DECISION)
    abstract = f"Công nhận kết quả học tập {training_class.name}"
    document = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.DECISION,
        abstract=f"{abstract} (bổ sung)" if is_supplementary else abstract,
        by=by,
        at=at,
    )
    for target in _grounds(training_class):
        documents.link_in_transaction(document, relation=DocumentLink.Relation.BASED_ON, target=target)
    return ResultDecision.objects.create(
        training_class=training_class, document=document, is_supplementary=is_supplementary
    )


def _grounds(training_class: TrainingClass) -> list[Document]:
    """The plan of the class, and the decision that opened it."""
    opening = opening_decision(training_class)
    return [training_class.plan.document, *([opening.document] if opening else [])]
