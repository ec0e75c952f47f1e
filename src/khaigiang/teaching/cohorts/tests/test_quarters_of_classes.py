"""The quarter of a class is told to the nominations beneath: who is placed or listed counts in it."""

from datetime import date

import pytest

from khaigiang.planning.nominations.queries import quarters_of_people
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.models import Placement
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class, make_listed, make_placement, make_removed

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
