"""A post whose class ended without success may come again; that can be taken back while no other list has it."""

from datetime import UTC, datetime

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import MoveNotAllowed, NotOnTheList, PostHasASeat
from khaigiang.teaching.cohorts.queries import list_on, situation_of
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_class, make_listed, make_open_class

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 30, 2, 0, tzinfo=UTC)


def test_somebody_without_success_stays_on_the_list_and_waits_again() -> None:
    training_class = make_open_class(1, state=ClassState.CLOSED)
    enrolment = training_class.enrolments.get()

    services.free_post(enrolment, by=make_user(), at=AT)

    assert [row.keeps_post for row in list_on(training_class, FIRST_DAY)] == [False]
    assert [one.nomination_id for one in situation_of(training_class.plan).people] == [enrolment.nomination_id]
    services.take_post_back(enrolment, by=make_user(), at=AT)
    assert situation_of(training_class.plan).people == ()


@pytest.mark.parametrize("state", [ClassState.OPEN, ClassState.RUNNING])
def test_no_post_is_freed_before_the_class_ends(state: ClassState) -> None:
    enrolment = make_open_class(1, state=state).enrolments.get()

    with pytest.raises(MoveNotAllowed):
        services.free_post(enrolment, by=make_user(), at=AT)


def test_a_post_is_freed_once_and_not_taken_back_unasked() -> None:
    enrolment = make_open_class(1, state=ClassState.CLOSING).enrolments.get()

    with pytest.raises(NotOnTheList):
        services.take_post_back(enrolment, by=make_user(), at=AT)
    services.free_post(enrolment, by=make_user(), at=AT)
    with pytest.raises(NotOnTheList):
        services.free_post(enrolment, by=make_user(), at=AT)


def test_a_post_on_another_list_is_not_taken_back() -> None:
    training_class = make_open_class(1, state=ClassState.CLOSED)
    enrolment = training_class.enrolments.get()
    services.free_post(enrolment, by=make_user(), at=AT)
    assert enrolment.nomination is not None
    make_listed(make_class(training_class.plan), nomination=enrolment.nomination)

    with pytest.raises(PostHasASeat):
        services.take_post_back(enrolment, by=make_user(), at=AT)
