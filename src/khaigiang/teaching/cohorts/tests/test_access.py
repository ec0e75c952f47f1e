"""Who sees which class, whose people, and who may write: everything else is a 404."""

from collections.abc import Callable

import pytest
from django.http import Http404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import access
from khaigiang.teaching.cohorts.access.allocation import get_nomination_to_place
from khaigiang.teaching.cohorts.access.papers import get_decision_to_discard, get_decision_to_issue
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_decision, make_listed, make_open_class

pytestmark = pytest.mark.django_db
WHOLE = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)
NOBODY = (Role.ADMIN, Role.LECTURER, Role.TEACHER, Role.COMMITTEE, Role.TRAINEE)


@pytest.mark.parametrize("role", WHOLE)
def test_those_who_account_for_the_whole_see_every_class_and_everybody(role: Role) -> None:
    training_class = make_open_class(2)
    actor = make_actor(role)

    assert access.get_class(actor, training_class.pk) == training_class
    assert access.visible_people(actor).count() == 2


@pytest.mark.parametrize("role", NOBODY)
def test_a_class_of_others_is_not_there(role: Role) -> None:
    training_class = make_open_class(2)
    actor = make_actor(role)

    with pytest.raises(Http404):
        access.get_class(actor, training_class.pk)
    assert access.visible_people(actor).count() == 0
    assert not access.plans_with_classes(actor).exists()


def test_a_class_teacher_sees_and_leads_their_own_class_alone() -> None:
    actor = make_actor(Role.TEACHER)
    own, other = make_class(teacher=actor.user), make_open_class(2)
    make_decision(own)
    listed = make_listed(own)

    assert access.get_class_to_lead(actor, own.pk) == own
    assert list(access.visible_people(actor)) == [listed]
    for get in (access.get_class, access.get_class_to_lead, access.get_class_with_people):
        with pytest.raises(Http404):
            get(actor, other.pk)
    with pytest.raises(Http404):
        access.get_class_to_run(actor, own.pk)


def test_a_committee_sees_the_classes_that_ask_it_for_people_and_its_own_people() -> None:
    committee = make_committee()
    training_class = make_open_class(2)
    own = make_listed(training_class, committee=committee)
    actor = make_actor(Role.COMMITTEE, office=committee)

    assert access.get_class(actor, training_class.pk) == training_class
    assert list(access.visible_people(actor)) == [own]
    with pytest.raises(Http404):
        access.get_class_with_people(actor, training_class.pk)


def test_a_trainee_sees_their_own_class_and_themselves() -> None:
    training_class = make_open_class(2)
    own = training_class.enrolments.all()[0]
    actor = make_actor(Role.TRAINEE, official=own.official)

    assert access.get_class(actor, training_class.pk) == training_class
    assert list(access.visible_people(actor)) == [own]


DOORS: list[Callable[[Actor, TrainingClass], object]] = [
    lambda actor, one: access.get_class_to_run(actor, one.pk),
    lambda actor, one: access.get_class_to_lead(actor, one.pk),
    lambda actor, one: access.get_plan_to_run(actor, one.plan_id),
    lambda actor, one: get_nomination_to_place(actor, one.enrolments.all()[0].nomination_id or 0),
    lambda actor, one: get_decision_to_discard(actor, one.decisions.get().pk),
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", [Role.LEADER, Role.ORGANISER, Role.AUDITOR, Role.COMMITTEE, Role.ADMIN, Role.TRAINEE])
def test_only_the_school_runs_classes(role: Role, door: Callable[[Actor, TrainingClass], object]) -> None:
    training_class = make_open_class(1)

    with pytest.raises(Http404):
        door(make_actor(role), training_class)
    for allowed in (Role.OFFICE, Role.HEAD):
        door(make_actor(allowed), training_class)


def test_a_paper_is_issued_by_the_office_that_signs_it() -> None:
    training_class = make_open_class(1)
    decision = training_class.decisions.get()
    decision.document.issuer = training_class.plan.organiser
    decision.document.save()

    assert get_decision_to_issue(make_actor(Role.ORGANISER), decision.pk) == decision
    with pytest.raises(Http404):
        get_decision_to_issue(make_actor(Role.OFFICE), decision.pk)


def test_a_class_that_does_not_exist_is_not_there() -> None:
    with pytest.raises(Http404):
        access.get_class(make_actor(Role.OFFICE), 404)
