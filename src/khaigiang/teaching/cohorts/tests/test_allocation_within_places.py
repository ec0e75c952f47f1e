"""The allocation places people within the places of their committees, and says so."""

from collections import Counter

import pytest
from django.test import Client

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.errors import ProposalIsStale
from khaigiang.teaching.cohorts.models import AllocationRun, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import placements_of
from khaigiang.teaching.cohorts.services import (
    apply_allocation,
    propose_allocation,
    set_class_places,
    set_wish,
)
from khaigiang.teaching.cohorts.solver_bridge import is_stale, why_now
from khaigiang.teaching.cohorts.tests.browsing import must_show
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT as AT
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def classes_of(plan: Plan, number: int = 2, *, size: int = 3) -> list[TrainingClass]:
    return [make_class(plan, sizes=(0, size, 2 * size)) for _ in range(number)]


def people_of(plan: Plan, committee: Office, number: int) -> list[Nomination]:
    return [make_accepted(plan, committee=committee) for _ in range(number)]


def give(plan: Plan, classes: list[TrainingClass], places: dict[Office, tuple[int, ...]]) -> None:
    cells = {
        committee.pk: {one.pk: count for one, count in zip(classes, counts, strict=True)}
        for committee, counts in places.items()
    }
    set_class_places(plan, cells, by=make_user(), at=AT)


def proposed(plan: Plan) -> AllocationRun:
    return propose_allocation(plan, seconds=20, by=make_user(), at=AT)


def counts_of(run: AllocationRun, people: list[Nomination], classes: list[TrainingClass]) -> list[int]:
    found = Counter(placements_of(run)[person.pk] for person in people)
    return [found[one.pk] for one in classes]


def test_every_committee_gets_its_places_where_even_shares_would_be_others() -> None:
    plan, first, second = make_plan(), make_committee(), make_committee()
    classes = classes_of(plan, size=4)
    one, other = people_of(plan, first, 4), people_of(plan, second, 4)
    give(plan, classes, {first: (4, 0), second: (0, 4)})

    run = proposed(plan)

    assert (counts_of(run, one, classes), counts_of(run, other, classes)) == ([4, 0], [0, 4])
    assert (run.status, run.cost["places"]) == ("optimal", 0)


def test_who_is_named_stays_and_the_others_take_the_places_left() -> None:
    plan, committee = make_plan(), make_committee()
    classes = classes_of(plan)
    people = people_of(plan, committee, 3)
    give(plan, classes, {committee: (1, 2)})
    set_wish(people[2], classes[0], Wish.Kind.PINNED, by=make_user(), at=AT)

    placed = placements_of(proposed(plan))

    assert [placed[person.pk] for person in people] == [classes[1].pk, classes[1].pk, classes[0].pk]


def test_a_committee_without_places_is_placed_directly_beside_one_that_has_some() -> None:
    plan, given, directly = make_plan(), make_committee(), make_committee()
    classes = classes_of(plan)
    one, other = people_of(plan, given, 3), people_of(plan, directly, 3)
    give(plan, classes, {given: (3, 0)})

    run = proposed(plan)

    assert (counts_of(run, one, classes), counts_of(run, other, classes)) == ([3, 0], [0, 3])


def test_a_place_is_given_up_for_days_on_which_nobody_of_the_committee_can_come() -> None:
    plan, committee = make_plan(), make_committee()
    first, second = classes_of(plan)
    people = people_of(plan, committee, 2)
    for person in people:
        set_wish(person, second, Wish.Kind.PINNED, by=make_user(), at=AT)
    give(plan, [first, second], {committee: (1, 1)})

    run = proposed(plan)

    assert set(placements_of(run).values()) == {second.pk}
    assert run.cost["places"] == 2 * run.weights["places"] == 200


def test_a_proposal_is_out_of_date_once_places_changed() -> None:
    plan, committee = make_plan(), make_committee()
    classes = classes_of(plan)
    people_of(plan, committee, 3)
    give(plan, classes, {committee: (2, 1)})
    run = proposed(plan)
    assert not is_stale(run)

    give(plan, classes, {committee: (1, 2)})

    with pytest.raises(ProposalIsStale):
        apply_allocation(run, by=make_user(), at=AT)


def test_the_price_of_places_is_told_only_where_some_are_given(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    classes = classes_of(plan)
    people_of(plan, committee, 3)
    sign_in(client, Role.OFFICE)
    without = proposed(plan)
    give(plan, classes, {committee: (2, 1)})

    label = "Người lệch so với chỉ tiêu theo lớp"

    assert label not in must_show(client, "run", without.pk)
    assert label in must_show(client, "run", proposed(plan).pk)


def test_why_somebody_is_in_a_class_tells_the_places_of_their_committee(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    classes = classes_of(plan)
    people = people_of(plan, committee, 3)
    give(plan, classes, {committee: (2, 1)})
    sign_in(client, Role.OFFICE)
    apply_allocation(proposed(plan), by=make_user(), at=AT)

    page = must_show(client, "placement", people[0].pk)
    shown = why_now(people[0])

    assert "Cấp ủy có 2 chỉ tiêu ở lớp này, đã dùng 2." in page
    assert "Cấp ủy có 1 chỉ tiêu ở lớp này, đã dùng 1." in page
    assert shown is not None
    assert [option.price for option in shown.options if not option.is_here and (option.price or 0) >= 200]
