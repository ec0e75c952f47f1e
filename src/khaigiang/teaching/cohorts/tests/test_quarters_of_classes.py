"""The quarter of a class is told to the nominations beneath: who is placed or listed counts in it."""

from collections import Counter
from datetime import date

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.errors import AboveTheQuarter
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.queries import committee_by_quarter, quarters_of_people
from khaigiang.planning.plans.models import QuarterShare, StrictQuarters
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.models import Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import queue_of, situation_of
from khaigiang.teaching.cohorts.services import place
from khaigiang.teaching.cohorts.solver_bridge.problem import problem_of
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT as AT
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class, make_listed, make_placement, make_removed
from khaigiang.teaching.cohorts.weights import Weights

pytestmark = pytest.mark.django_db


def test_placed_and_listed_people_count_in_the_quarter_in_which_their_class_begins() -> None:
    plan = make_plan()
    spring, summer = make_class(plan, days=[date(2023, 3, 13)]), make_class(plan, days=[date(2023, 5, 24)])
    placed, waiting = make_accepted(plan), make_accepted(plan)
    make_placement(placed, spring)
    listed, left = make_listed(summer), make_listed(summer)
    make_removed(left, reason="Nghỉ thai sản")
    Placement.objects.filter(nomination=left.nomination).delete()

    known = quarters_of_people(plan)

    assert known == {placed.pk: (2023, 1), listed.nomination_id: (2023, 2)}
    assert waiting.pk not in known


def two_quarters(*places: int, strict: bool) -> tuple[list[TrainingClass], list[Nomination]]:
    """A class in each of the first quarters, and accepted people of one committee with these places by quarter."""
    plan, committee = make_plan(), make_committee()
    classes = [make_class(plan, days=[day]) for day in (date(2023, 3, 13), date(2023, 5, 24))]
    people = [make_accepted(plan, committee=committee) for _ in range(sum(places))]
    for quarter, count in enumerate(places, start=1):
        QuarterShare.objects.create(quota=plan.quotas.get(), year=2023, quarter=quarter, places=count)
    if strict:
        StrictQuarters.objects.create(plan=plan)
    return classes, people


def test_under_a_strict_plan_nobody_is_placed_above_the_places_of_a_quarter() -> None:
    (spring, summer), people = two_quarters(1, 1, strict=True)

    place(people[0], spring, by=make_user(), at=AT)
    with pytest.raises(AboveTheQuarter):
        place(people[1], spring, by=make_user(), at=AT)
    place(people[1], summer, by=make_user(), at=AT)

    assert [one.training_class for one in Placement.objects.order_by("pk")] == [spring, summer]


def test_a_plan_that_only_warns_lets_people_be_placed_above_a_quarter() -> None:
    (spring, _summer), people = two_quarters(1, 1, strict=False)

    for one in people:
        place(one, spring, by=make_user(), at=AT)

    quarters = committee_by_quarter(spring.plan, people[0].committee_id)
    assert quarters is not None
    assert [(cell.placed, cell.above) for cell in quarters.cells] == [(2, 1), (0, 0)]


def test_the_waiting_list_fills_the_quarters_of_a_strict_plan_up_to_the_committees_places() -> None:
    (spring, summer), people = two_quarters(1, 2, strict=True)

    given = queue_of(spring.plan, date(2023, 3, 1)).given

    assert Counter(given.values()) == {spring.pk: 1, summer.pk: 2}
    assert set(given) == {one.pk for one in people}


def test_who_wishes_a_quarter_is_offered_its_classes_first() -> None:
    (_spring, summer), people = two_quarters(2, 1, strict=False)
    QuarterWish.objects.create(nomination=people[0], year=2023, quarter=2, said_at=AT, said_by=make_user())

    situation = situation_of(summer.plan)

    assert queue_of(summer.plan, date(2023, 3, 1)).given[people[0].pk] == summer.pk
    wished = {person.id: person.prefers for person in problem_of(situation, Weights()).people}
    assert wished[str(people[0].pk)] == {str(summer.pk)}
    assert wished[str(people[1].pk)] == frozenset()
