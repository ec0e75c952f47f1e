"""Somebody at the door who is not on the list sits in provisionally, until a decision or until turned away (G9)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.errors import DatedInTheFuture
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.plans.tests.makers import make_target_post
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import (
    AlreadyInAClass,
    ListIsNotOpen,
    NotProvisional,
    PostOfAnotherPlan,
    ReasonMissing,
    SeatElsewhere,
    TooEarly,
)
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import newcomers, people_on, provisional_people
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_class,
    make_group,
    make_let_in,
    make_listed,
    make_open_class,
)

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 13, 1, 0, tzinfo=UTC)


def holder(training_class: TrainingClass, name: str = "Trần Thị Lan") -> tuple[Official, TargetPost]:
    """Somebody who holds a post of the plan."""
    post = make_target_post(training_class.plan)
    official = make_official(name)
    make_appointment(official, post=post.post, unit=post.unit)
    return official, post


def let_in(training_class: TrainingClass, official: Official, post: TargetPost, *, on: date = FIRST_DAY) -> Enrolment:
    return services.let_in(training_class, official=official, target_post=post, on=on, by=make_user(), at=AT)


def test_somebody_let_in_waits_for_a_decision() -> None:
    training_class = make_open_class(1)
    official, post = holder(training_class)

    enrolment = let_in(training_class, official, post)

    assert [row.enrolment_id for row in provisional_people(training_class)] == [enrolment.pk]
    assert (enrolment.let_in_on, enrolment.added_by, enrolment.is_current) == (FIRST_DAY, None, False)


def test_somebody_may_sit_for_a_post_whose_listed_person_is_missing() -> None:
    training_class = make_open_class(1)
    missing = training_class.enrolments.get()
    other = make_official("Trần Thị Lan")

    let_in(training_class, other, missing.target_post)

    assert len(people_on(training_class, FIRST_DAY)) == 2


def test_somebody_let_in_joins_a_group_of_each_discussion_where_they_meet_new_people() -> None:
    training_class = make_open_class(3)
    members = list(training_class.enrolments.all())
    make_group(training_class, *members[:2])
    make_group(training_class, members[2])
    make_group(training_class, *members[:2], discussion=2)
    make_group(training_class, members[2], discussion=2)
    official, post = holder(training_class)

    seats = let_in(training_class, official, post).seats.order_by("discussion")

    assert list(seats.values_list("discussion", "group", "is_pinned")) == [(1, 2, False), (2, 1, False)]


@pytest.mark.parametrize("state", [ClassState.TENTATIVE, ClassState.CONFIRMED, ClassState.CLOSED])
def test_nobody_is_let_into_a_class_without_an_open_list(state: ClassState) -> None:
    training_class = make_class(state=state)

    with pytest.raises(ListIsNotOpen):
        let_in(training_class, *holder(training_class))


def test_nobody_is_let_in_before_the_first_day_nor_in_the_future() -> None:
    training_class = make_open_class(1)

    with pytest.raises(TooEarly):
        let_in(training_class, *holder(training_class), on=FIRST_DAY - timedelta(days=1))
    with pytest.raises(DatedInTheFuture):
        let_in(training_class, *holder(training_class), on=FIRST_DAY + timedelta(days=1))


def test_nobody_sits_in_two_classes() -> None:
    training_class = make_open_class(1)
    elsewhere = make_listed(make_class(training_class.plan))
    official, post = holder(training_class)
    let_in(training_class, official, post)

    with pytest.raises(AlreadyInAClass):
        let_in(training_class, official, post)
    with pytest.raises(AlreadyInAClass):
        let_in(training_class, elsewhere.official, elsewhere.target_post)
    with pytest.raises(SeatElsewhere):
        let_in(training_class, make_official("Vũ Thị Cúc"), elsewhere.target_post)


def test_the_post_belongs_to_the_plan_of_the_class() -> None:
    with pytest.raises(PostOfAnotherPlan):
        let_in(make_open_class(1), make_official(), make_target_post())


def test_somebody_turned_away_is_in_the_class_until_that_day() -> None:
    training_class = make_open_class(0)
    enrolment = make_let_in(training_class)
    day = FIRST_DAY + timedelta(days=2)

    services.turn_away(enrolment, on=day, reason="Cấp ủy không cử", by=make_user(), at=AT)

    assert len(people_on(training_class, day - timedelta(days=1))) == 1
    assert people_on(training_class, day) == []
    assert provisional_people(training_class) == []


def test_turning_away_needs_a_reason_and_a_provisional_person() -> None:
    training_class = make_open_class(1)

    with pytest.raises(ReasonMissing):
        services.turn_away(make_let_in(training_class), on=FIRST_DAY, reason=" ", by=make_user(), at=AT)
    with pytest.raises(NotProvisional):
        services.turn_away(
            training_class.enrolments.get(is_current=True), on=FIRST_DAY, reason="Ốm", by=make_user(), at=AT
        )


def test_somebody_turned_away_may_come_again() -> None:
    training_class = make_open_class(0)
    official, post = holder(training_class)
    first = let_in(training_class, official, post)
    services.turn_away(first, on=FIRST_DAY, reason="Chưa có công văn", by=make_user(), at=AT)

    again = let_in(training_class, official, post)

    assert again.pk != first.pk


def test_people_at_the_door_are_found_without_tones_and_with_the_post_they_sit_for() -> None:
    training_class = make_open_class(1)
    official, post = holder(training_class, "Trần Thị Hòa")
    make_appointment(make_official("Lê Văn Hòa"))

    found = newcomers(training_class, "hoa tran", FIRST_DAY)

    assert [(row.official_id, row.target_post_id, row.listed) for row in found] == [(official.pk, post.pk, "")]
    assert newcomers(training_class, " ", FIRST_DAY) == []


def test_who_is_listed_for_the_post_is_shown_with_the_person_at_the_door() -> None:
    training_class = make_open_class(0)
    listed = make_listed(training_class, "Đỗ Văn Bình")
    deputy = make_official("Trần Thị Lan")
    make_appointment(deputy, unit=listed.target_post.unit)

    found = newcomers(training_class, "lan", FIRST_DAY)

    assert [(row.name, row.listed, row.listed_in) for row in found] == [
        ("Trần Thị Lan", "Đỗ Văn Bình", training_class.name)
    ]
    assert newcomers(training_class, "binh", FIRST_DAY) == []
