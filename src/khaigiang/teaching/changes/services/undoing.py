"""Undoing an approved change while none of its papers is issued: everything stands as it stood before it."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.changes import notices
from khaigiang.teaching.changes.errors import ChangedSince, ChangeMoved, NotApproved, PaperIsIssued
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import concerned_by, papers_of, preview_of, wanted_of
from khaigiang.teaching.changes.services.answering import locked_change
from khaigiang.teaching.changes.services.keeping import board_cause, models_of, standing
from khaigiang.teaching.changes.states import ChangeState
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDay, ClassDecision, Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.timetable import services as timetable


@transaction.atomic
def undo_change(change: ClassChange, *, by: User, at: datetime) -> ClassChange:
    """Put a class, its days, sessions and places back as they were, and take the drafted papers away.

    Raises NotApproved, PaperIsIssued, ChangedSince once somebody changed them otherwise, or DoubleBooked.
    """
    try:
        change = locked_change(change, to=ChangeState.UNDONE)
    except ChangeMoved as moved:
        raise NotApproved(state=moved.values["state"]) from moved
    _refuse_issued(change)
    training_class = TrainingClass.objects.select_related("plan").get(pk=change.training_class_id)
    was, became = change.before["was"], change.before["became"]
    if standing(training_class, change.before["people"]) != became:
        raise ChangedSince(training_class=training_class)
    _take_papers_away(change)
    _put_back(change, training_class, by=by, at=at)
    if training_class.state != was["state"]:
        cohorts.restore_class(training_class, ClassState(was["state"]), by=by, at=at)
    change.state, change.undone_by, change.undone_at = ChangeState.UNDONE, by, at
    change.save()
    audit.record("undo_change", change, by=by, at=at, before={"kind": change.kind, "reason": change.reason})
    told = concerned_by(preview_of(wanted_of(change), local_day(at)), at=at)
    notices.undone(change, inside=told.inside, outside=told.outside, at=at)
    return change


def _refuse_issued(change: ClassChange) -> None:
    papers = papers_of(change)
    for decision in papers.decisions:
        if decision.effective_on is not None:
            raise PaperIsIssued(paper=decision)
    if papers.letter_id is not None and not papers.letter_is_draft:
        raise PaperIsIssued(paper=papers.letter_number)


def _take_papers_away(change: ClassChange) -> None:
    papers, letter = papers_of(change), change.letter
    change.decision = change.letter = None
    change.save(update_fields=["decision", "letter"])
    # The one that names the other goes first.
    for decision in sorted(papers.decisions, key=lambda one: one.goes_with_id is None):
        cohorts.discard_in_transaction(ClassDecision.objects.select_related("document").get(pk=decision.pk))
    if letter is not None:
        letter.links.all().delete()
        letter.delete()


def _put_back(change: ClassChange, training_class: TrainingClass, *, by: User, at: datetime) -> None:
    was, became = change.before["was"], change.before["became"]
    for part, model in (("days", ClassDay), ("wishes", Wish), ("places", Placement)):
        if was[part] == became[part]:
            continue
        kept = {row["pk"] for row in was[part]}
        model._default_manager.filter(pk__in=[row["pk"] for row in became[part] if row["pk"] not in kept]).delete()
        for row in models_of(was[part]):
            row.save()
    if was["sessions"] != became["sessions"]:
        timetable.put_sessions_back_in_transaction(
            training_class.pk, models_of(was["sessions"]), cause=board_cause(change, takes_back=True), by=by, at=at
        )
