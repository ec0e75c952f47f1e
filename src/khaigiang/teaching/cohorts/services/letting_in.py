"""The first morning: somebody at the door who is not on the list is let in, and listed later or turned away."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.plans.errors import NotInTheGroup
from khaigiang.planning.plans.models import TargetPost
from khaigiang.registry.officials.models import Official
from khaigiang.teaching.cohorts.errors import (
    AlreadyInAClass,
    DraftedForADecision,
    ListIsNotOpen,
    NotProvisional,
    PostOfAnotherPlan,
    ReasonMissing,
    SeatElsewhere,
    TooEarly,
)
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of
from khaigiang.teaching.cohorts.services.lists import join_groups
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.states import LIST_MAY_CHANGE


@transaction.atomic
def let_in(
    training_class: TrainingClass, *, official: Official, target_post: TargetPost, on: date, by: User, at: datetime
) -> Enrolment:
    """Let somebody who is not on the list sit in the class provisionally, for a post of the plan, from a day on.

    A supplementary decision lists them once their committee's letter is accepted. Raises ListIsNotOpen, TooEarly,
    DatedInTheFuture, PostOfAnotherPlan, NotInTheGroup, AlreadyInAClass or SeatElsewhere.
    """
    training_class = locked(training_class)
    _refuse_day(training_class, on, today=local_day(at))
    _refuse_person(training_class, official, target_post)
    enrolment = Enrolment.objects.create(
        training_class=training_class, official=official, target_post=target_post, let_in_on=on
    )
    join_groups([enrolment], on)
    after = {"official": str(official), "post": str(target_post), "on": on}
    audit.record("let_in", training_class, by=by, at=at, after=after)
    return enrolment


@transaction.atomic
def turn_away(enrolment: Enrolment, *, on: date, reason: str, by: User, at: datetime) -> Enrolment:
    """End the stay of somebody let in whom no decision lists; from the day on they are not in the class.

    Raises NotProvisional, DraftedForADecision or ReasonMissing.
    """
    locked(enrolment.training_class)
    enrolment = Enrolment.objects.select_related("official", "training_class").get(pk=enrolment.pk)
    if enrolment.let_in_on is None or enrolment.valid_from is not None or enrolment.valid_until is not None:
        raise NotProvisional(official=enrolment.official)
    if enrolment.added_by_id is not None:
        raise DraftedForADecision(official=enrolment.official, training_class=enrolment.training_class)
    if not reason.strip():
        raise ReasonMissing(official=enrolment.official)
    enrolment.valid_until = max(on, enrolment.let_in_on)
    enrolment.removal_reason = reason.strip()
    enrolment.save(update_fields=["valid_until", "removal_reason"])
    after = {"official": str(enrolment.official), "until": enrolment.valid_until, "reason": enrolment.removal_reason}
    audit.record("turn_away", enrolment.training_class, by=by, at=at, after=after)
    fill_free_places(enrolment.training_class.plan, by=by, at=at)
    return enrolment


def _refuse_day(training_class: TrainingClass, on: date, *, today: date) -> None:
    if training_class.state not in LIST_MAY_CHANGE:
        raise ListIsNotOpen(training_class=training_class)
    if on > today:
        raise DatedInTheFuture(day=f"{on:%d/%m/%Y}")
    first = days_of(training_class)[0]
    if on < first:
        raise TooEarly(training_class=training_class, day=f"{first:%d/%m/%Y}")


def _refuse_person(training_class: TrainingClass, official: Official, target_post: TargetPost) -> None:
    if target_post.plan_id != training_class.plan_id:
        raise PostOfAnotherPlan(unit=target_post.unit, training_class=training_class)
    if target_post.valid_until is not None:
        raise NotInTheGroup(post=target_post, day=f"{target_post.valid_until:%d/%m/%Y}")
    of_plan = Enrolment.objects.filter(training_class__plan=training_class.plan_id).select_related(
        "official", "training_class"
    )
    waits = Q(let_in_on__isnull=False, valid_from__isnull=True, valid_until__isnull=True)
    own = of_plan.filter(Q(is_current=True) | waits, official=official).first()
    if own is not None:
        raise AlreadyInAClass(official=official, training_class=own.training_class)
    elsewhere = of_plan.filter(target_post=target_post, is_current=True).exclude(training_class=training_class).first()
    if elsewhere is not None:
        raise SeatElsewhere(unit=target_post.unit, training_class=elsewhere.training_class, official=elsewhere.official)
