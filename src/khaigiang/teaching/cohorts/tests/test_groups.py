"""Groups of 8 to 15, mixed; read before they are made, dissolved again, single people moved by hand (D5)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.officials.models import Gender
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    GroupOfAnotherClass,
    GroupsAreStale,
    GroupsExist,
    MoveNotAllowed,
    NobodyOnTheList,
    TooFewForGroups,
)
from khaigiang.teaching.cohorts.models import DiscussionGroup, Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import group_rows
from khaigiang.teaching.cohorts.solver_bridge import propose_groups
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_class,
    make_decision,
    make_group,
    make_listed,
    make_open_class,
)

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 13, 2, 0, tzinfo=UTC)


def mixed_class(people: int) -> TrainingClass:
    """A class with every third person a woman, from three committees."""
    training_class = make_class(state=ClassState.RUNNING)
    make_decision(training_class)
    committees = [make_committee() for _ in range(3)]
    for place in range(people):
        gender = Gender.FEMALE if place % 3 == 0 else Gender.MALE
        make_listed(training_class, committee=committees[place // 3 % 3], gender=gender)
    return training_class


@settings(max_examples=6)
@given(people=st.integers(16, 40))
def test_everybody_is_in_one_group_of_8_to_15_with_equal_shares_of_women(people: int) -> None:
    training_class = mixed_class(people)

    services.make_groups(training_class, by=make_user(), at=AT)

    rows = group_rows(training_class, FIRST_DAY)
    sizes = [len(row.members) for row in rows]
    assert sum(sizes) == people
    assert all(8 <= size <= 15 for size in sizes)
    assert max(sizes) - min(sizes) <= 1
    assert max(row.women for row in rows) - min(row.women for row in rows) <= 1


def test_the_groups_made_are_those_that_were_read() -> None:
    training_class = mixed_class(20)
    proposal = propose_groups(training_class, FIRST_DAY)

    services.make_groups(training_class, agreed=proposal.mark, by=make_user(), at=AT)

    made = [
        (row.number, [member.enrolment_id for member in row.members]) for row in group_rows(training_class, FIRST_DAY)
    ]
    assert made == [(row.number, [member.enrolment_id for member in row.members]) for row in proposal.rows]
    assert proposal.is_optimal


def test_groups_read_before_the_list_changed_are_not_made() -> None:
    training_class = mixed_class(20)
    proposal = propose_groups(training_class, FIRST_DAY)
    make_listed(training_class)

    with pytest.raises(GroupsAreStale):
        services.make_groups(training_class, agreed=proposal.mark, by=make_user(), at=AT)
    assert DiscussionGroup.objects.count() == 0


def test_groups_are_made_once_and_dissolved_before_new_ones() -> None:
    training_class = mixed_class(16)
    services.make_groups(training_class, by=make_user(), at=AT)

    with pytest.raises(GroupsExist):
        services.make_groups(training_class, by=make_user(), at=AT)
    services.dissolve_groups(training_class, by=make_user(), at=AT)

    assert DiscussionGroup.objects.count() == 0
    assert Enrolment.objects.filter(group__isnull=False).count() == 0
    services.make_groups(training_class, by=make_user(), at=AT)


def test_too_few_people_make_no_groups() -> None:
    with pytest.raises(NobodyOnTheList):
        services.make_groups(make_class(), by=make_user(), at=AT)
    with pytest.raises(TooFewForGroups):
        services.make_groups(make_open_class(7), by=make_user(), at=AT)


def test_a_person_moves_to_a_group_of_the_same_class() -> None:
    training_class = make_open_class(2)
    first, second = training_class.enrolments.all()
    make_group(training_class, first)
    group = make_group(training_class, second)
    foreign = make_group(make_open_class(1))

    services.move_to_group(first, group, by=make_user(), at=AT)
    with pytest.raises(GroupOfAnotherClass):
        services.move_to_group(second, foreign, by=make_user(), at=AT)

    assert [len(row.members) for row in group_rows(training_class, FIRST_DAY)] == [2]


def test_the_groups_of_a_closed_class_stay() -> None:
    training_class = make_open_class(2, state=ClassState.CLOSED)
    group = make_group(training_class, *training_class.enrolments.all())

    with pytest.raises(MoveNotAllowed):
        services.dissolve_groups(training_class, by=make_user(), at=AT)
    with pytest.raises(MoveNotAllowed):
        services.move_to_group(training_class.enrolments.all()[0], group, by=make_user(), at=AT)
