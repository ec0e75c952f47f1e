"""Carrying an approved change out: days and sessions, places and lists, the drafts of its papers."""

from collections.abc import Collection
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination
from khaigiang.teaching.changes import letters
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Preview, Touched, summoned_of
from khaigiang.teaching.changes.services.keeping import board_cause, standing
from khaigiang.teaching.changes.states import OF_A_CLASS, ChangeKind
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST
from khaigiang.teaching.timetable import services as timetable

Kind = ClassDecision.Kind


def carry_out(change: ClassChange, preview: Preview, *, by: User, at: datetime) -> None:
    """Do what a change says, and keep with it what undoing puts back."""
    training_class = preview.wanted.training_class
    touched = [one.nomination_id for one in preview.people if one.nomination_id]
    before = standing(training_class, touched)
    decided = training_class.state in HAS_A_LIST
    if change.kind == ChangeKind.POSTPONE:
        _postpone(change, preview, by=by, at=at)
    elif change.kind in OF_A_CLASS:
        _end_the_class(change, preview, by=by, at=at)
    else:
        _change_lists(change, preview, by=by, at=at)
    if decided and change.kind in OF_A_CLASS and summoned_of(training_class).exists():
        change.letter = letters.draft_letter(change, preview, by=by, at=at)
    change.before = {"people": touched, "was": before, "became": standing(_fresh(training_class), touched)}


def _postpone(change: ClassChange, preview: Preview, *, by: User, at: datetime) -> None:
    training_class = preview.wanted.training_class
    cohorts.keep_days_in_transaction(training_class, preview.wanted.days)
    timetable.set_sessions_in_transaction([training_class.pk], preview.drafts, cause=board_cause(change), by=by, at=at)
    if training_class.state in HAS_A_LIST:
        change.decision = cohorts.draft_for_a_change(
            training_class, Kind.RESCHEDULING, because=change.reason, by=by, at=at
        )
        return
    # Nobody is placed on days on which they are away.
    Placement.objects.filter(
        pk__in=[one.placement.pk for one in preview.people if one.misses and one.placement]
    ).delete()
    cohorts.fill_free_places(training_class.plan, by=by, at=at)


def _end_the_class(change: ClassChange, preview: Preview, *, by: User, at: datetime) -> None:
    training_class, other = preview.wanted.training_class, preview.wanted.other_class
    decided = training_class.state in HAS_A_LIST
    timetable.set_sessions_in_transaction([training_class.pk], (), cause=board_cause(change), by=by, at=at)
    joined = _joined(change, preview, other, by=by, at=at) if other is not None else None
    if decided:
        change.decision = cohorts.draft_for_a_change(
            training_class,
            Kind.CANCELLING,
            because=change.reason,
            remove=_enrolments(preview.people),
            goes_with=joined,
            by=by,
            at=at,
        )
    else:
        change.decision = joined
    cohorts.cancel_class(training_class, by=by, at=at)


def _joined(
    change: ClassChange, preview: Preview, other: TrainingClass, *, by: User, at: datetime
) -> ClassDecision | None:
    """Whoever can come goes into the other class: by its supplementary decision once it is decided."""
    going = preview.going
    if preview.wanted.training_class.state not in HAS_A_LIST:
        places = [one.placement.pk for one in going if one.placement]
        Placement.objects.filter(pk__in=places).update(training_class=other, promoted_at=None)
    if other.state not in HAS_A_LIST or not going:
        return None
    return cohorts.draft_for_a_change(
        other, Kind.SUPPLEMENTARY, because=change.reason, add=_nominations(going), by=by, at=at
    )


def _change_lists(change: ClassChange, preview: Preview, *, by: User, at: datetime) -> None:
    first, second = preview.wanted.training_class, preview.wanted.other_class
    assert second is not None, "people go from one class to another"
    leaves = [one for one in preview.people if one.class_id == first.pk]
    comes = [one for one in preview.people if one.class_id == second.pk]
    into = cohorts.draft_for_a_change(
        second,
        Kind.SUPPLEMENTARY,
        because=change.reason,
        add=_nominations(leaves),
        remove=_enrolments(comes),
        by=by,
        at=at,
    )
    change.decision = cohorts.draft_for_a_change(
        first,
        Kind.SUPPLEMENTARY,
        because=change.reason,
        add=_nominations(comes),
        remove=_enrolments(leaves),
        goes_with=into,
        by=by,
        at=at,
    )


def _enrolments(people: Collection[Touched]) -> list[Enrolment]:
    return [one.enrolment for one in people if one.enrolment is not None]


def _nominations(people: Collection[Touched]) -> list[Nomination]:
    ids = [one.nomination_id for one in people if one.nomination_id]
    return list(Nomination.objects.filter(pk__in=ids).select_related("official").order_by("official__sort_key", "pk"))


def _fresh(training_class: TrainingClass) -> TrainingClass:
    return TrainingClass.objects.get(pk=training_class.pk)
