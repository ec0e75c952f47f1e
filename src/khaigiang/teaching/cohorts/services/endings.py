"""Somebody whose class ended without success: their post may come again in another class."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts.errors import MoveNotAllowed, NotOnTheList
from khaigiang.teaching.cohorts.models import Enrolment
from khaigiang.teaching.cohorts.services.lists import refuse_taken_posts
from khaigiang.teaching.cohorts.services.moves import locked
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places
from khaigiang.teaching.cohorts.states import ENDS


@transaction.atomic
def free_post(enrolment: Enrolment, *, by: User, at: datetime) -> Enrolment:
    """Let the post of somebody who did not succeed be enrolled again; they stay on the list of this class.

    Their nomination waits for a class again. Raises MoveNotAllowed before the class is closing, or NotOnTheList.
    """
    enrolment = _of_an_ended_class(enrolment)
    if not enrolment.is_current:
        raise NotOnTheList(official=enrolment.official, training_class=enrolment.training_class)
    return _changed(enrolment, "free_post", is_current=False, by=by, at=at)


@transaction.atomic
def take_post_back(enrolment: Enrolment, *, by: User, at: datetime) -> Enrolment:
    """Undo `free_post`; raises MoveNotAllowed, NotOnTheList, or PostHasASeat once the post is on another list."""
    enrolment = _of_an_ended_class(enrolment)
    if enrolment.is_current or enrolment.valid_from is None or enrolment.valid_until is not None:
        raise NotOnTheList(official=enrolment.official, training_class=enrolment.training_class)
    refuse_taken_posts([enrolment.target_post_id])
    return _changed(enrolment, "take_post_back", is_current=True, by=by, at=at)


def _of_an_ended_class(enrolment: Enrolment) -> Enrolment:
    training_class = locked(enrolment.training_class)
    if training_class.state not in ENDS:
        raise MoveNotAllowed(training_class=training_class, state=training_class.get_state_display())
    return Enrolment.objects.select_related("official", "training_class").get(pk=enrolment.pk)


def _changed(enrolment: Enrolment, act: str, *, is_current: bool, by: User, at: datetime) -> Enrolment:
    enrolment.is_current = is_current
    enrolment.save(update_fields=["is_current"])
    audit.record(act, enrolment, by=by, at=at, after={"post": enrolment.target_post_id})
    fill_free_places(enrolment.training_class.plan, by=by, at=at)
    return enrolment
