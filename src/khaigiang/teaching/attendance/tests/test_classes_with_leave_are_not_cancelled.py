"""A class from whose sessions somebody asked for leave is postponed, not cancelled: said before anybody proposes it."""

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.teaching.attendance.tests.makers import ask
from khaigiang.teaching.changes.errors import CannotBeDone
from khaigiang.teaching.changes.queries import preview_of
from khaigiang.teaching.changes.services import propose_change
from khaigiang.teaching.changes.tests.makers import (
    AT,
    ON,
    WHY,
    cancelled,
    make_approved,
    make_decided,
    make_ready_plan,
    postponed,
)
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = pytest.mark.django_db


def make_with_leave() -> TrainingClass:
    """A decided class with one session, from which somebody asked for leave."""
    training_class = make_decided(make_ready_plan())
    ask(training_class.enrolments.order_by("pk")[0], make_session(training_class))
    return training_class


def test_the_preview_says_what_stands_in_the_way_and_what_to_do() -> None:
    training_class = make_with_leave()

    [error] = preview_of(cancelled(training_class), ON).errors

    assert "Hãy dời lớp" in error


def test_cancelling_is_refused_when_it_is_proposed() -> None:
    with pytest.raises(CannotBeDone):
        propose_change(cancelled(make_with_leave()), reason=WHY, by=make_user(), at=AT)


def test_postponed_the_request_goes_along() -> None:
    training_class = make_with_leave()

    make_approved(postponed(training_class))

    request = training_class.enrolments.order_by("pk")[0].leave_requests.get()
    assert request.first_session.on == training_class.days.order_by("on")[0].on


def test_control_without_leave_nothing_stands_in_the_way() -> None:
    training_class = make_decided(make_ready_plan())
    make_session(training_class)

    assert preview_of(cancelled(training_class), ON).errors == []
