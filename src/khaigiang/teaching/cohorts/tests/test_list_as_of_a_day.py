"""The list of a class is its decision plus every amendment, as of a day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HANOI
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import ClassDecision, TrainingClass
from khaigiang.teaching.cohorts.queries import enrolment_ids_on, list_on, people_on
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_accepted,
    make_class,
    make_decision,
    make_let_in,
    make_listed,
    make_papers_ready,
    make_placement,
)

PEOPLE = 6
Step = tuple[int, set[int], bool]
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sets(st.integers(0, PEOPLE - 1), min_size=1, max_size=3), st.booleans()), max_size=5
)


def at_eight(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=HANOI)


def issue(decision: ClassDecision, on: date, *, by: User) -> None:
    services.issue_class_decision(
        decision,
        signer_name="Nghiêm Đức Thành",
        signer_title="Hiệu trưởng",
        signed_on=on,
        issued_on=on,
        by=by,
        at=at_eight(on),
    )


def opened_class(people: Sequence[Nomination], *, on: date, by: User) -> TrainingClass:
    training_class = make_class(people[0].plan)
    for nomination in people:
        make_placement(nomination, training_class)
    issue(services.draft_class_decision(training_class, by=by, at=at_eight(on)), on, by=by)
    return training_class


def amend(
    training_class: TrainingClass, add: Sequence[Nomination], remove: Sequence[Nomination], *, on: date, by: User
) -> None:
    leaving = [
        (training_class.enrolments.get(nomination=nomination, is_current=True), "Bận công tác") for nomination in remove
    ]
    decision = services.draft_supplementary(training_class, add=add, remove=leaving, by=by, at=at_eight(on))
    issue(decision, on, by=by)


def come_unannounced(training_class: TrainingClass, people: Sequence[Nomination], *, on: date, by: User) -> None:
    for nomination in people:
        services.let_in(
            training_class,
            official=nomination.official,
            target_post=nomination.target_post,
            on=on,
            by=by,
            at=at_eight(on),
        )


def names_on(training_class: TrainingClass, day: date) -> set[str]:
    return {row.name for row in list_on(training_class, day)}


def replayed(changes: list[tuple[date, set[str], set[str]]], day: date) -> set[str]:
    """The list as somebody with the decisions in hand would work it out: add, remove, in their order."""
    found: set[str] = set()
    for on, added, removed in changes:
        if on <= day:
            found = (found - removed) | added
    return found


@pytest.mark.django_db
@settings(max_examples=8)
@given(steps=STEPS)
def test_the_list_on_any_day_is_what_the_decisions_until_then_say(steps: list[Step]) -> None:
    plan, by, committee = make_plan(), make_user(), make_committee()
    make_papers_ready(plan)
    people = [make_accepted(plan, f"Nguyễn Văn {letter}", committee=committee) for letter in "ABCDEF"]
    training_class = opened_class(people[:3], on=FIRST_DAY, by=by)
    changes = [(FIRST_DAY, {str(one) for one in people[:3]}, set[str]())]

    day = FIRST_DAY
    for later, chosen, unannounced in steps:
        day += timedelta(days=later)
        listed = replayed(changes, day)
        leave = [people[one] for one in sorted(chosen) if str(people[one]) in listed]
        come = [people[one] for one in sorted(chosen) if str(people[one]) not in listed]
        if unannounced:
            come_unannounced(training_class, come, on=day, by=by)
        amend(training_class, come, leave, on=day, by=by)
        changes.append((day, {str(one) for one in come}, {str(one) for one in leave}))

    for offset in range(-1, (day - FIRST_DAY).days + 2):
        asked = FIRST_DAY + timedelta(days=offset)
        assert names_on(training_class, asked) == replayed(changes, asked)


@pytest.mark.django_db
def test_nobody_is_on_the_list_before_the_decision_is_in_force() -> None:
    training_class = make_class()
    make_listed(training_class, "Lê Thị Hoa", on=date(2023, 3, 7))

    assert names_on(training_class, date(2023, 3, 6)) == set()
    assert names_on(training_class, date(2023, 3, 7)) == {"Lê Thị Hoa"}


@pytest.mark.django_db
def test_a_draft_changes_nobodys_list() -> None:
    plan, by = make_plan(), make_user()
    make_papers_ready(plan)
    staying, joining = make_accepted(plan, "Đỗ Văn Bình"), make_accepted(plan, "Vũ Thị Cúc")
    training_class = opened_class([staying], on=FIRST_DAY, by=by)

    leaving = [(training_class.enrolments.get(), "Ốm")]
    services.draft_supplementary(training_class, add=[joining], remove=leaving, by=by, at=at_eight(FIRST_DAY))

    assert names_on(training_class, FIRST_DAY + timedelta(days=30)) == {"Đỗ Văn Bình"}


@pytest.mark.django_db
def test_somebody_let_in_sits_in_the_class_but_is_not_on_its_list() -> None:
    training_class = make_class()
    make_listed(training_class, "Lê Thị Hoa")
    let_in = make_let_in(training_class, "Trần Thị Lan", on=FIRST_DAY)

    assert names_on(training_class, FIRST_DAY) == {"Lê Thị Hoa"}
    assert [(row.name, row.is_provisional) for row in people_on(training_class, FIRST_DAY)] == [
        ("Lê Thị Hoa", False),
        ("Trần Thị Lan", True),
    ]
    assert let_in.pk not in enrolment_ids_on(training_class, FIRST_DAY - timedelta(days=1))
    assert let_in.pk in enrolment_ids_on(training_class, FIRST_DAY)


@pytest.mark.django_db
def test_the_list_stands_in_the_order_of_vietnamese_names() -> None:
    training_class = make_class()
    make_decision(training_class)
    for name in ("Trần Thị Đào", "Nguyễn Văn Dũng", "Lê Ánh", "Phạm Thị Ẩn", "Bùi An"):
        make_listed(training_class, name)

    assert [row.name for row in list_on(training_class, FIRST_DAY)] == [
        "Bùi An",
        "Lê Ánh",
        "Phạm Thị Ẩn",
        "Nguyễn Văn Dũng",
        "Trần Thị Đào",
    ]
