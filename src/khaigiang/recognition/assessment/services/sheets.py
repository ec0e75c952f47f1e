"""The life of a class's results: opened, locked by one person, confirmed by another, reopened with a reason."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.recognition.assessment.errors import (
    AlreadyOpened,
    ConfirmedByTheSamePerson,
    MarksMissing,
    MoveNotAllowed,
    NoComponents,
    ReasonMissing,
)
from khaigiang.recognition.assessment.models import GradingRule, Result, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import judgements_of, missing_marks
from khaigiang.recognition.assessment.services.freezing import freeze
from khaigiang.recognition.assessment.states import MOVES, SheetState
from khaigiang.teaching.cohorts.models import TrainingClass


@transaction.atomic
def open_sheet(training_class: TrainingClass, rule: GradingRule, *, by: User, at: datetime) -> ResultSheet:
    """Open the marks of a class under a grading rule. Raises NoComponents or AlreadyOpened."""
    # The class is the lock: two clerks who press the button open one sheet.
    training_class = (
        TrainingClass.objects.select_for_update(of=("self",)).select_related("version").get(pk=training_class.pk)
    )
    if ResultSheet.objects.filter(training_class=training_class).exists():
        raise AlreadyOpened
    if not training_class.version.components.exists():
        raise NoComponents
    sheet = ResultSheet.objects.create(training_class=training_class, rule=rule)
    audit.record("open_result_sheet", sheet, by=by, at=at, after={"rule": rule.name})
    return sheet


@transaction.atomic
def lock_results(sheet: ResultSheet, *, missing_reason: str = "", by: User, at: datetime) -> ResultSheet:
    """Lock the marks of a class before a second person confirms them.

    Marks may be missing only with a reason; those trainees stay without a band until their late marks come.
    Raises MoveNotAllowed or MarksMissing.
    """
    sheet = _lock_row(sheet, to=SheetState.LOCKED)
    missing = missing_marks(sheet.training_class)
    if missing and not missing_reason.strip():
        raise MarksMissing(count=missing)
    sheet.state, sheet.locked_by, sheet.locked_at = SheetState.LOCKED, by, at
    sheet.confirmed_by = sheet.confirmed_at = None
    sheet.save()
    audit.record("lock_results", sheet, by=by, at=at, after={"missing": missing, "reason": missing_reason})
    return sheet


@transaction.atomic
def confirm_results(sheet: ResultSheet, *, by: User, at: datetime) -> list[Result]:
    """Confirm locked marks as a second person; mean, band and reasons of everybody are frozen.

    Raises MoveNotAllowed or ConfirmedByTheSamePerson.
    """
    sheet = _lock_row(sheet, to=SheetState.CONFIRMED)
    if sheet.locked_by_id == by.pk:
        raise ConfirmedByTheSamePerson
    sheet.state, sheet.confirmed_by, sheet.confirmed_at = SheetState.CONFIRMED, by, at
    sheet.save()
    results = freeze(sheet, judgements_of(sheet), at=at)
    if results and all(result.decision_id for result in results):
        # Reopened, but nothing came out otherwise: the decision in force still says it all.
        sheet.state = SheetState.RECOGNISED
        sheet.save(update_fields=["state"])
    audit.record("confirm_results", sheet, by=by, at=at, after=_counts(sheet))
    return results


@transaction.atomic
def reopen_results(sheet: ResultSheet, *, reason: str, by: User, at: datetime) -> ResultSheet:
    """Open locked, confirmed or recognised marks again, with the reason.

    A decision not yet issued loses its list: it is drawn up anew after the next confirmation.
    Raises MoveNotAllowed or ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    sheet = _lock_row(sheet, to=SheetState.OPEN)
    before = {"state": sheet.state, "bands": _counts(sheet)}
    _results(sheet).filter(decision__effective_on__isnull=True).update(decision=None)
    sheet.state, sheet.reopening_reason = SheetState.OPEN, reason.strip()
    sheet.locked_by = sheet.locked_at = sheet.confirmed_by = sheet.confirmed_at = None
    sheet.save()
    audit.record("reopen_results", sheet, by=by, at=at, before=before, after={"reason": reason.strip()})
    return sheet


def _results(sheet: ResultSheet) -> QuerySet[Result]:
    return Result.objects.filter(enrolment__training_class=sheet.training_class)


def _counts(sheet: ResultSheet) -> dict[str, object]:
    bands: list[int | None] = list(_results(sheet).filter(is_in_force=True).values_list("band", flat=True))
    counts = Counter(bands)
    named: dict[str, object] = {str(band): counts[band.pk] for band in sheet.rule.bands.order_by("ordinal")}
    return named | ({"-": counts[None]} if counts[None] else {})


def _lock_row(sheet: ResultSheet, *, to: SheetState) -> ResultSheet:
    locked = ResultSheet.objects.select_for_update().get(pk=sheet.pk)
    if (SheetState(locked.state), to) not in MOVES:
        raise MoveNotAllowed(state=locked.get_state_display())
    return locked
