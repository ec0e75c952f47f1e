"""What must hold of classes and lists is refused by the database itself."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Final

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.teaching.cohorts.models import (
    ClassDay,
    ClassDecision,
    Enrolment,
    GroupChange,
    GroupSeat,
    TrainingClass,
)
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    DECIDED_ON,
    FIRST_DAY,
    make_class,
    make_decision,
    make_group,
    make_let_in,
    make_listed,
    make_open_class,
)

pytestmark = pytest.mark.django_db


def class_number_once_per_plan(training_class: TrainingClass) -> None:
    make_class(training_class.plan, number=training_class.number)


def class_size_between_smallest_and_largest(training_class: TrainingClass) -> None:
    TrainingClass.objects.filter(pk=training_class.pk).update(wanted_size=training_class.max_size + 1)


def class_meets_once_a_day(training_class: TrainingClass) -> None:
    ClassDay.objects.create(training_class=training_class, on=FIRST_DAY)


def class_opened_by_one_decision(training_class: TrainingClass) -> None:
    document = make_document(issued_on=DECIDED_ON)
    ClassDecision.objects.create(
        training_class=training_class, document=document, kind=ClassDecision.Kind.OPENING, effective_on=DECIDED_ON
    )


def class_has_one_decision_in_draft(training_class: TrainingClass) -> None:
    for _ in range(2):
        ClassDecision.objects.create(
            training_class=training_class, document=make_document(), kind=ClassDecision.Kind.SUPPLEMENTARY
        )


def decision_that_changes_a_class_says_why(training_class: TrainingClass) -> None:
    ClassDecision.objects.create(
        training_class=training_class, document=make_document(), kind=ClassDecision.Kind.CANCELLING
    )


def one_group_in_each_discussion(training_class: TrainingClass) -> None:
    for _ in range(2):
        make_group(training_class, training_class.enrolments.get())


def groups_count_from_one(training_class: TrainingClass) -> None:
    GroupSeat.objects.create(enrolment=training_class.enrolments.get(), discussion=0, group=1)


def one_proposal_for_the_groups_of_a_class(training_class: TrainingClass) -> None:
    for _ in range(2):
        training_class.group_changes.create(kind=GroupChange.Kind.MADE, made_by=make_user(), made_at=DECIDED_AT)


def only_what_was_done_is_undone(training_class: TrainingClass) -> None:
    training_class.group_changes.create(
        kind=GroupChange.Kind.MADE, made_by=make_user(), made_at=DECIDED_AT, undone_at=DECIDED_AT
    )


def official_enrolled_once_per_class(training_class: TrainingClass) -> None:
    listed = training_class.enrolments.get()
    Enrolment.objects.create(
        training_class=training_class,
        official=listed.official,
        target_post=listed.target_post,
        let_in_on=FIRST_DAY,
    )


def post_enrolled_in_one_class_at_a_time(training_class: TrainingClass) -> None:
    other = make_open_class(0, plan=training_class.plan)
    Enrolment.objects.create(
        training_class=other,
        official=make_official(),
        target_post=training_class.enrolments.get().target_post,
        added_by=other.decisions.get(),
        valid_from=DECIDED_ON,
        is_current=True,
    )


def enrolled_by_a_decision_or_let_in(training_class: TrainingClass) -> None:
    training_class.enrolments.update(added_by=None, valid_from=None)


def enrolment_is_listed_by_a_decision(training_class: TrainingClass) -> None:
    Enrolment.objects.filter(pk=make_let_in(training_class).pk).update(valid_from=FIRST_DAY)


def enrolment_ends_after_it_begins(training_class: TrainingClass) -> None:
    before = DECIDED_ON - timedelta(days=1)
    training_class.enrolments.update(valid_until=before, removal_reason="Ốm", is_current=False)


def enrolment_is_ended_with_a_reason(training_class: TrainingClass) -> None:
    training_class.enrolments.update(valid_until=FIRST_DAY, is_current=False)


def class_has_hours_of_its_own_whole_or_none(training_class: TrainingClass) -> None:
    TrainingClass.objects.filter(pk=training_class.pk).update(morning_from=time(8), morning_until=time(11))


CONSTRAINED: Final = (TrainingClass, ClassDay, ClassDecision, Enrolment, GroupSeat, GroupChange)
VIOLATIONS: list[Callable[[TrainingClass], None]] = [
    class_number_once_per_plan,
    class_size_between_smallest_and_largest,
    class_has_hours_of_its_own_whole_or_none,
    class_meets_once_a_day,
    class_opened_by_one_decision,
    class_has_one_decision_in_draft,
    decision_that_changes_a_class_says_why,
    one_group_in_each_discussion,
    groups_count_from_one,
    one_proposal_for_the_groups_of_a_class,
    only_what_was_done_is_undone,
    official_enrolled_once_per_class,
    post_enrolled_in_one_class_at_a_time,
    enrolled_by_a_decision_or_let_in,
    enrolment_is_listed_by_a_decision,
    enrolment_ends_after_it_begins,
    enrolment_is_ended_with_a_reason,
]


@pytest.mark.parametrize("violate", VIOLATIONS)
def test_the_database_refuses_what_may_not_be(violate: Callable[[TrainingClass], None]) -> None:
    training_class = make_open_class(1)
    assert violate.__name__ in {constraint.name for model in CONSTRAINED for constraint in model._meta.constraints}

    with pytest.raises(IntegrityError), transaction.atomic():
        violate(training_class)


def test_every_constraint_of_a_class_and_its_list_has_its_violation() -> None:
    named = {constraint.name for model in CONSTRAINED for constraint in model._meta.constraints}

    assert named == {violate.__name__ for violate in VIOLATIONS}


def test_a_post_may_be_listed_again_after_it_was_taken_off() -> None:
    training_class = make_open_class(1)
    first = training_class.enrolments.get()
    training_class.enrolments.update(valid_until=FIRST_DAY, is_current=False, removal_reason="Ốm")
    assert first.nomination is not None

    again = make_listed(make_class(training_class.plan), nomination=first.nomination)

    assert again.is_current
    assert make_decision(training_class).effective_on == DECIDED_ON
