"""The life of a class: confirmed, (opened by its decision,) started, closing, closed."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.cohorts.errors import (
    DraftExists,
    HallMissing,
    MoveNotAllowed,
    NoDays,
    TooEarly,
    VersionNotApproved,
    WrongNumberOfDays,
)
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, draft_of, waiting_nominations
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.states import MOVES, ClassState


@transaction.atomic
def confirm_class(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """Stand by the days, the hall and the programme of a class.

    Raises MoveNotAllowed, VersionNotApproved, NoDays, WrongNumberOfDays or HallMissing.
    """
    training_class = locked(training_class, to=ClassState.CONFIRMED)
    days, version = days_of(training_class), training_class.version
    if version.approved_on is None:
        raise VersionNotApproved(version=version)
    if not days:
        raise NoDays(training_class=training_class)
    if len(days) != version.days:
        raise WrongNumberOfDays(wanted=version.days, days=len(days), training_class=training_class)
    if training_class.hall is None:
        raise HallMissing(training_class=training_class)
    return _moved(training_class, ClassState.CONFIRMED, "confirm_class", by=by, at=at)


@transaction.atomic
def withdraw_confirmation(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """Make a confirmed class tentative again; raises MoveNotAllowed, or DraftExists while its decision is drafted."""
    training_class = locked(training_class, to=ClassState.TENTATIVE)
    if draft_of(training_class) is not None:
        raise DraftExists(training_class=training_class)
    return _moved(training_class, ClassState.TENTATIVE, "withdraw_confirmation", by=by, at=at)


@transaction.atomic
def start_class(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """Begin a class, on its first day or later; raises MoveNotAllowed or TooEarly."""
    training_class = locked(training_class, to=ClassState.RUNNING)
    _refuse_before(days_of(training_class)[0], training_class, at)
    return _moved(training_class, ClassState.RUNNING, "start_class", by=by, at=at)


@transaction.atomic
def begin_closing(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """End the teaching of a class, on its last day or later; raises MoveNotAllowed or TooEarly."""
    training_class = locked(training_class, to=ClassState.CLOSING)
    _refuse_before(days_of(training_class)[-1], training_class, at)
    return _moved(training_class, ClassState.CLOSING, "begin_closing", by=by, at=at)


@transaction.atomic
def close_class(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """Close a class: its list no longer changes; raises MoveNotAllowed, or DraftExists while a decision is drafted."""
    training_class = locked(training_class, to=ClassState.CLOSED)
    if draft_of(training_class) is not None:
        raise DraftExists(training_class=training_class)
    return _moved(training_class, ClassState.CLOSED, "close_class", by=by, at=at)


@transaction.atomic
def cancel_class(training_class: TrainingClass, *, by: User, at: datetime) -> TrainingClass:
    """Give a class up before it begins: whoever is placed in it and on no list waits again; raises MoveNotAllowed.

    Who is on its list stays there until the cancelling decision is in force.
    """
    training_class = locked(training_class, to=ClassState.CANCELLED)
    training_class.placements.filter(nomination__in=waiting_nominations()).delete()
    training_class.wishes.all().delete()
    return _moved(training_class, ClassState.CANCELLED, "cancel_class", by=by, at=at)


@transaction.atomic
def restore_class(training_class: TrainingClass, state: ClassState, *, by: User, at: datetime) -> TrainingClass:
    """Take the cancellation of a class back: it stands where it stood; raises MoveNotAllowed."""
    training_class = locked(training_class)
    if (state, training_class.state) not in MOVES or not training_class.is_cancelled:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    return _moved(training_class, state, "restore_class", by=by, at=at)


def locked(training_class: TrainingClass, *, to: ClassState | None = None) -> TrainingClass:
    """The class under its lock, within a service that records the act; raises MoveNotAllowed where `to` cannot follow."""
    found = TrainingClass.objects.select_for_update(of=("self",), no_key=True).select_related("plan", "version", "hall")
    training_class = found.get(pk=training_class.pk)
    if to is not None and (training_class.state, to) not in MOVES:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    return training_class


def _refuse_before(day: date, training_class: TrainingClass, at: datetime) -> None:
    if local_day(at) < day:
        raise TooEarly(training_class=training_class, day=f"{day:%d/%m/%Y}")


def _moved(training_class: TrainingClass, state: ClassState, act: str, *, by: User, at: datetime) -> TrainingClass:
    before = training_class.state
    training_class.state = state
    training_class.save(update_fields=["state"])
    audit.record(act, training_class, by=by, at=at, before={"state": before}, after={"state": state.value})
    fill_free_places(training_class.plan, by=by, at=at)
    return training_class
