"""A class is confirmed, opened by its decision, started, closing and closed; no other moves are possible."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.teaching.cohorts import services
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
from khaigiang.teaching.cohorts.queries import days_of
from khaigiang.teaching.cohorts.states import MOVES, ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    make_accepted,
    make_class,
    make_papers_ready,
    make_placement,
)
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = pytest.mark.django_db
BEFORE = datetime(2023, 3, 6, 2, 0, tzinfo=UTC)
AFTER = datetime(2023, 6, 30, 2, 0, tzinfo=UTC)
ACTS: dict[ClassState, list[Callable[..., TrainingClass]]] = {
    ClassState.CONFIRMED: [services.confirm_class],
    ClassState.TENTATIVE: [services.withdraw_confirmation],
    ClassState.RUNNING: [services.start_class],
    ClassState.CLOSING: [services.begin_closing],
    ClassState.CLOSED: [services.close_class],
}


@pytest.mark.parametrize("state", ClassState)
@pytest.mark.parametrize("to", ACTS)
def test_only_the_moves_of_the_state_machine_are_possible(state: ClassState, to: ClassState) -> None:
    training_class = make_class(state=state)

    for act in ACTS[to]:
        if (state, to) in MOVES:
            assert act(training_class, by=make_user(), at=AFTER).state == to
        else:
            with pytest.raises(MoveNotAllowed):
                act(training_class, by=make_user(), at=AFTER)
            training_class.refresh_from_db()
            assert training_class.state == state


def test_a_class_is_confirmed_on_an_approved_programme() -> None:
    training_class = make_class(version=make_version(is_approved=False), state=ClassState.TENTATIVE)

    with pytest.raises(VersionNotApproved):
        services.confirm_class(training_class, by=make_user(), at=BEFORE)


def test_a_class_is_confirmed_with_as_many_days_as_its_programme_takes() -> None:
    training_class = make_class(state=ClassState.TENTATIVE)
    days = days_of(training_class)

    training_class.days.all().delete()
    with pytest.raises(NoDays):
        services.confirm_class(training_class, by=make_user(), at=BEFORE)
    services.set_days(training_class, days[:-1], by=make_user(), at=BEFORE)
    with pytest.raises(WrongNumberOfDays):
        services.confirm_class(training_class, by=make_user(), at=BEFORE)


def test_a_class_is_confirmed_with_a_hall() -> None:
    training_class = make_class(state=ClassState.TENTATIVE)
    training_class.hall = None
    training_class.save()

    with pytest.raises(HallMissing):
        services.confirm_class(training_class, by=make_user(), at=BEFORE)


def test_a_class_starts_on_its_first_day_in_hanoi() -> None:
    training_class = make_class(state=ClassState.OPEN)
    first = days_of(training_class)[0]
    midnight_in_hanoi = datetime(first.year, first.month, first.day, 0, 0, tzinfo=UTC) - timedelta(hours=7)

    with pytest.raises(TooEarly):
        services.start_class(training_class, by=make_user(), at=midnight_in_hanoi - timedelta(seconds=1))
    assert services.start_class(training_class, by=make_user(), at=midnight_in_hanoi).state == ClassState.RUNNING


def test_teaching_does_not_end_before_the_last_day() -> None:
    with pytest.raises(TooEarly):
        services.begin_closing(make_class(state=ClassState.RUNNING), by=make_user(), at=BEFORE)


def test_a_class_with_a_drafted_decision_stays_confirmed() -> None:
    training_class = make_class()
    make_papers_ready(training_class.plan)
    make_placement(make_accepted(training_class.plan), training_class)
    services.draft_class_decision(training_class, by=make_user(), at=BEFORE)

    with pytest.raises(DraftExists):
        services.withdraw_confirmation(training_class, by=make_user(), at=BEFORE)
