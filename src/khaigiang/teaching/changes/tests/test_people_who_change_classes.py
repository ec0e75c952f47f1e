"""One person moved, two swapped, after the class decision: two decisions of one day, the seat of a post never double."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.changes.errors import CannotBeDone
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import papers_of, preview_of
from khaigiang.teaching.changes.services import approve_change, issue_change_decisions, propose_change, undo_change
from khaigiang.teaching.changes.tests.makers import (
    AT,
    ON,
    WHY,
    make_approved,
    make_decided,
    make_proposed,
    make_ready_plan,
    make_undecided,
    moved,
    signing,
    swapped,
)
from khaigiang.teaching.cohorts.errors import ComesIntoForceWithAnother
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, list_on
from khaigiang.teaching.cohorts.services import issue_class_decision
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_away

pytestmark = pytest.mark.django_db


def make_two_classes() -> tuple[TrainingClass, TrainingClass]:
    """Two decided classes of one plan and programme, two people each."""
    plan = make_ready_plan()
    one = make_decided(plan)
    return one, make_decided(plan, version_of=one)


def first_of(training_class: TrainingClass) -> Enrolment:
    people = training_class.enrolments.filter(is_current=True).select_related("official", "training_class")
    return people.order_by("pk")[0]


def listed(training_class: TrainingClass) -> set[int]:
    return {row.official_id for row in list_on(training_class, ON)}


def test_somebody_moves_by_two_decisions_of_one_day() -> None:
    here, there = make_two_classes()
    person = first_of(here)
    stays, was_there = listed(here) - {person.official_id}, listed(there)

    change = make_approved(moved(person, there))
    assert (listed(here), listed(there)) == (stays | {person.official_id}, was_there)
    decisions = issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    assert [(one.training_class, one.kind, one.effective_on) for one in decisions] == [
        (here, "supplementary", ON),
        (there, "supplementary", ON),
    ]
    assert (listed(here), listed(there)) == (stays, was_there | {person.official_id})
    assert person.nomination is not None
    assert person.nomination.placement.training_class == there


def test_two_people_change_places_on_the_same_day() -> None:
    here, there = make_two_classes()
    one, other = first_of(here), first_of(there)
    expected = listed(here) - {one.official_id} | {other.official_id}

    change = make_approved(swapped(one, other))
    issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    assert listed(here) == expected
    assert one.official_id in listed(there)
    seats = Enrolment.objects.filter(is_current=True).values_list("target_post", flat=True)
    assert len(set(seats)) == len(seats) == 4


def test_one_of_the_two_decisions_alone_is_not_issued() -> None:
    here, there = make_two_classes()
    change = make_approved(moved(first_of(here), there))

    for decision in papers_of(change).decisions:
        with pytest.raises(ComesIntoForceWithAnother):
            issue_class_decision(decision, **signing(), by=make_user(), at=AT)


def test_the_database_itself_refuses_a_second_seat_of_a_post() -> None:
    here, there = make_two_classes()
    person = first_of(here)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(
            training_class=there,
            official=person.official,
            target_post=person.target_post,
            added_by=there.decisions.get(),
            valid_from=ON,
            is_current=True,
        )


def test_who_is_away_and_who_is_not_listed_does_not_move() -> None:
    here, there = make_two_classes()
    away, other = first_of(here), first_of(there)
    assert away.nomination is not None
    make_away(away.nomination, days_of(there)[0])

    assert len(preview_of(moved(away, there), ON).errors) == 1
    assert len(preview_of(swapped(away, other), ON).errors) == 1
    Enrolment.objects.filter(pk=other.pk).update(is_current=False)
    other.refresh_from_db()
    with pytest.raises(CannotBeDone):
        make_proposed(moved(other, here))


def test_a_full_class_takes_nobody_but_in_exchange() -> None:
    here, there = make_two_classes()
    TrainingClass.objects.filter(pk=there.pk).update(wanted_size=2, max_size=2)
    there.refresh_from_db()

    errors = [
        preview_of(want, ON).errors for want in (moved(first_of(here), there), swapped(first_of(here), first_of(there)))
    ]

    assert [len(one) for one in errors] == [1, 0]


@pytest.mark.parametrize("state", [ClassState.TENTATIVE, ClassState.CONFIRMED, ClassState.CLOSING, ClassState.CLOSED])
def test_lists_change_between_the_decision_and_the_end_of_the_teaching(state: ClassState) -> None:
    here, there = make_two_classes()
    TrainingClass.objects.filter(pk=there.pk).update(state=state)
    there.refresh_from_db()

    assert len(preview_of(moved(first_of(here), there), ON).errors) == 1


def test_before_the_decision_people_are_placed_by_hand_instead() -> None:
    plan = make_ready_plan()
    here = make_decided(plan)

    assert len(preview_of(moved(first_of(here), make_undecided(plan, version_of=here)), ON).errors) == 1


@pytest.mark.parametrize("kind", ["move", "swap"])
def test_after_undo_the_whole_database_equals_what_it_was(kind: str) -> None:
    here, there = make_two_classes()
    proposer, head = make_user(), make_user()
    wanted = moved(first_of(here), there) if kind == "move" else swapped(first_of(here), first_of(there))
    before = dump("changes_", "notices_", "files_")

    change = propose_change(wanted, reason=WHY, by=proposer, at=AT)
    approve_change(change, by=head, at=AT)
    assert dump("changes_", "notices_", "files_") != before
    undo_change(change, by=proposer, at=AT)

    assert dump("changes_", "notices_", "files_") == before


@pytest.mark.usefixtures("day_of_the_change")
def test_a_swap_is_proposed_on_its_page(client: Client) -> None:
    here, there = make_two_classes()
    one, other = first_of(here), first_of(there)
    sign_in(client, Role.OFFICE)
    path = reverse("changes:propose", args=[here.pk, "swap"])

    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": WHY}).status_code == 422
    client.post(path, {"person": one.pk, "other_person": other.pk, "reason": WHY})

    change = ClassChange.objects.get()
    assert set(change.people.all()) == {one, other}
    assert client.get(reverse("changes:change", args=[change.pk])).status_code == 200
    assert client.get(reverse("changes:propose", args=[here.pk, "move"])).status_code == 200
