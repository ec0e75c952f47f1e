"""The last place of a class under many writers at once (trust.md T05)."""

from collections import Counter
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import accept_nominations, defer_nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.models import Placement, TrainingClass
from khaigiang.teaching.cohorts.services import open_waiting_list, place
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT as AT
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class, make_placement

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

PLACES = 3


def people(plan: Plan, count: int = WRITERS, *, state: NominationState = NominationState.ACCEPTED) -> list[Nomination]:
    """So many people of one committee that has places enough."""
    committee = make_committee()
    found = [make_accepted(plan, committee=committee) for _ in range(count)]
    Quota.objects.filter(committee=committee).update(places=count)
    Nomination.objects.filter(pk__in=[one.pk for one in found]).update(state=state)
    return found


def a_class(places: int = PLACES) -> TrainingClass:
    """A class of a plan of its own that takes so many people."""
    return make_class(make_plan(), sizes=(0, places, places))


def test_the_last_place_of_a_class_is_given_once() -> None:
    training_class, by = a_class(), make_user()
    open_waiting_list(training_class.plan, agreed=0, by=by, at=AT)
    sent = people(training_class.plan, state=NominationState.SUBMITTED)

    outcomes = race([partial(accept_nominations, [one], by=by, at=AT) for one in sent])

    assert Counter(outcomes) == {"done": WRITERS}
    assert Placement.objects.filter(training_class=training_class, promoted_at__isnull=False).count() == PLACES


def test_the_last_place_is_taken_by_hand_once() -> None:
    training_class, by = a_class(), make_user()

    outcomes = race([partial(place, one, training_class, by=by, at=AT) for one in people(training_class.plan)])

    assert Counter(outcomes) == {"done": PLACES, "MoveBreaksRules": WRITERS - PLACES}
    assert Placement.objects.filter(training_class=training_class).count() == PLACES


def test_places_that_many_leave_at_once_go_to_as_many_who_wait() -> None:
    training_class, by = a_class(WRITERS), make_user()
    leaving = people(training_class.plan)
    for one in leaving:
        make_placement(one, training_class)
    waiting = people(training_class.plan)
    open_waiting_list(training_class.plan, agreed=0, by=by, at=AT)

    outcomes = race([partial(defer_nomination, one, reason="Công tác", by=by, at=AT) for one in leaving])

    assert Counter(outcomes) == {"done": WRITERS}
    assert set(Placement.objects.values_list("nomination", flat=True)) == {one.pk for one in waiting}


def test_without_the_lock_the_same_race_fills_the_class_above_its_places() -> None:
    """The positive control: this race does happen here."""
    training_class, meet = a_class(), meeting_point()

    def place_carelessly(one: Nomination) -> None:
        taken = Placement.objects.filter(training_class=training_class).count()
        meet.wait()
        if taken < training_class.max_size:
            Placement.objects.create(nomination=one, training_class=training_class)

    race([partial(place_carelessly, one) for one in people(training_class.plan, PROCESSES)])

    assert Placement.objects.filter(training_class=training_class).count() == PROCESSES
