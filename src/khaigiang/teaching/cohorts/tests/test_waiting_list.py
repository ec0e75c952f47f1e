"""The waiting list: a written order, places that go by themselves, and where that stops."""

from datetime import UTC, date, datetime, timedelta

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.nominations import services as nominating
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_letter
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.services import set_places
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.errors import NoWaitingList, WaitingListChanged, WaitingListIsOpen
from khaigiang.teaching.cohorts.models import Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import joining_rows, queue_of, situation_of
from khaigiang.teaching.cohorts.rules import Waiting, places_given
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    DECIDED_ON,
    FIRST_DAY,
    make_accepted,
    make_away,
    make_class,
    make_listed,
    make_papers_ready,
    make_placement,
)

pytestmark = pytest.mark.django_db


def opened(plan: Plan, by: User | None = None) -> Plan:
    """A plan whose waiting list the office has opened, having read who gets a place."""
    agreed = len(queue_of(plan, DECIDED_ON).given)
    services.open_waiting_list(plan, agreed=agreed, by=by or make_user(), at=DECIDED_AT)
    return plan


def full_class(plan: Plan, places: int = 1) -> TrainingClass:
    """A confirmed class with every place taken."""
    training_class = make_class(plan, sizes=(0, places, places))
    for _ in range(places):
        make_placement(make_accepted(plan), training_class)
    return training_class


def grown(training_class: TrainingClass, places: int, *, at: datetime = DECIDED_AT) -> None:
    services.save_class(
        training_class,
        plan=training_class.plan,
        version=training_class.version,
        number=training_class.number,
        name=training_class.name,
        hall=training_class.hall,
        min_size=0,
        wanted_size=places,
        max_size=places,
        by=make_user(),
        at=at,
    )


def place_of(nomination: Nomination) -> TrainingClass | None:
    found = Placement.objects.filter(nomination=nomination).select_related("training_class").first()
    return found.training_class if found else None


def waiting(
    number: int, *, letter: date | None, hour: int = 8, has_waited: bool = False, committee: int = 1
) -> Waiting:
    sent = datetime(2023, 3, 6, hour, tzinfo=UTC) if letter else None
    return Waiting(
        id=number, committee_id=committee, has_waited=has_waited, letter_on=letter, sent_at=sent, classes=(1,)
    )


def test_deferred_people_come_first_then_the_earlier_letter_then_the_hour_of_sending_then_the_naming() -> None:
    early, late = date(2023, 3, 1), date(2023, 3, 2)
    people = [
        waiting(1, letter=None),
        waiting(2, letter=late),
        waiting(3, letter=early, hour=9),
        waiting(5, letter=early, hour=8),
        waiting(4, letter=early, hour=8),
        waiting(6, letter=late, has_waited=True),
    ]

    assert [one.id for one in sorted(people, key=lambda one: one.turn)] == [6, 4, 5, 3, 2, 1]


def test_who_fits_no_free_class_keeps_their_turn_and_the_next_one_is_asked() -> None:
    people = [waiting(1, letter=date(2023, 3, 1)), waiting(2, letter=date(2023, 3, 2), committee=2)]

    assert places_given(people, {1: 1}, {1: 0, 2: 1}) == {2: 1}
    assert places_given(people, {1: 1}, {1: 1, 2: 1}) == {1: 1}
    assert places_given(people, {}, {1: 1, 2: 1}) == {}


def test_a_larger_class_takes_the_first_in_the_order_and_no_more_than_it_holds() -> None:
    plan, committee = make_plan(), make_committee()
    training_class = full_class(plan)
    later, earlier, first = (make_accepted(plan, committee=committee) for _ in range(3))
    for one, day in ((later, 3), (earlier, 2), (first, 1)):
        one.letter = make_letter(plan, committee, number=f"{day}-CV/QU", dated_on=date(2023, 3, day))
        one.save()
    opened(plan)
    assert [row.person.nomination_id for row in queue_of(plan, DECIDED_ON).people] == [first.pk, earlier.pk, later.pk]

    grown(training_class, 3)

    assert [place_of(one) for one in (first, earlier, later)] == [training_class, training_class, None]
    assert Entry.objects.filter(act="promote_from_waiting_list").count() == 1


def test_nobody_gets_a_place_by_itself_before_the_office_opens_the_list() -> None:
    plan = make_plan()
    training_class = full_class(plan)
    make_accepted(plan)

    grown(training_class, 2)

    assert Placement.objects.count() == 1


def test_the_list_is_opened_as_it_was_read() -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 1))
    make_accepted(plan)

    with pytest.raises(WaitingListChanged):
        services.open_waiting_list(plan, agreed=0, by=make_user(), at=DECIDED_AT)
    assert services.open_waiting_list(plan, agreed=1, by=make_user(), at=DECIDED_AT) == 1
    with pytest.raises(WaitingListIsOpen):
        services.open_waiting_list(plan, agreed=0, by=make_user(), at=DECIDED_AT)


def test_stopping_takes_the_places_back_or_leaves_them() -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 1))
    person = make_accepted(plan)

    opened(plan)
    services.stop_waiting_list(plan, take_back=False, by=make_user(), at=DECIDED_AT)
    assert place_of(person) is not None
    opened(plan)
    assert services.stop_waiting_list(plan, take_back=True, by=make_user(), at=DECIDED_AT) == 1

    assert place_of(person) is None
    with pytest.raises(NoWaitingList):
        services.stop_waiting_list(plan, take_back=True, by=make_user(), at=DECIDED_AT)


def test_a_deferred_persons_place_goes_to_the_next_one_and_the_committee_is_told() -> None:
    plan, committee = make_plan(), make_committee()
    training_class = full_class(plan)
    leaves, next_one = Placement.objects.get().nomination, make_accepted(plan, committee=committee)
    clerk = make_mandate(Role.COMMITTEE, office=committee).user
    opened(plan)

    nominating.defer_nomination(leaves, reason="Đi công tác", by=make_user(), at=DECIDED_AT)

    assert (place_of(leaves), place_of(next_one)) == (None, training_class)
    assert Notice.objects.filter(to=clerk, link__endswith="/waiting-list/").count() == 1
    nominating.resume_nomination(leaves, by=make_user(), at=DECIDED_AT)
    assert [row.has_waited for row in queue_of(plan, DECIDED_ON).people] == [True]


def test_days_away_and_a_pinned_wish_keep_somebody_waiting() -> None:
    plan = make_plan()
    training_class = make_class(plan, sizes=(0, 5, 5))
    elsewhere = full_class(plan)
    away, pinned, free = (make_accepted(plan) for _ in range(3))
    make_away(away, FIRST_DAY)
    Wish.objects.create(nomination=pinned, training_class=elsewhere, kind=Wish.Kind.PINNED)

    opened(plan)

    assert [place_of(one) for one in (away, pinned, free)] == [None, None, training_class]


def test_a_rather_wished_class_comes_before_the_first_one() -> None:
    plan = make_plan()
    make_class(plan)
    second = make_class(plan)
    person = make_accepted(plan)
    Wish.objects.create(nomination=person, training_class=second, kind=Wish.Kind.PREFERS)

    assert place_of(person) is None
    opened(plan)

    assert place_of(person) == second


@pytest.mark.parametrize(
    "state", [NominationState.SUBMITTED, NominationState.DEFERRED, NominationState.RETURNED, NominationState.DRAFT]
)
def test_nobody_is_promoted_past_an_approval(state: NominationState) -> None:
    plan = make_plan()
    make_class(plan)
    person = make_accepted(plan)
    Nomination.objects.filter(pk=person.pk).update(state=state)

    opened(plan)

    assert place_of(person) is None


def test_nobody_is_promoted_above_the_places_of_their_committee_until_these_grow() -> None:
    plan, committee = make_plan(), make_committee()
    make_class(plan)
    people = [make_accepted(plan, committee=committee) for _ in range(2)]
    quota = Quota.objects.get(plan=plan, committee=committee)
    Quota.objects.filter(pk=quota.pk).update(places=1)
    opened(plan)
    assert [place_of(one) is not None for one in people] == [True, False]

    set_places(quota, 2, by=make_user(), at=DECIDED_AT)

    assert [place_of(one) is not None for one in people] == [True, True]


@pytest.mark.parametrize("state", [ClassState.TENTATIVE, ClassState.RUNNING, ClassState.CLOSING, ClassState.CLOSED])
def test_only_settled_classes_that_have_not_begun_take_people(state: ClassState) -> None:
    plan = make_plan()
    make_class(plan, state=state)
    person = make_accepted(plan)

    opened(plan)

    assert place_of(person) is None


def test_raising_a_size_on_the_first_day_promotes_nobody() -> None:
    plan = make_plan()
    training_class = full_class(plan)
    person = make_accepted(plan)
    opened(plan)
    eve = datetime(2023, 3, 12, 16, 59, tzinfo=UTC)

    grown(training_class, 2, at=eve + timedelta(minutes=1))
    assert place_of(person) is None
    grown(training_class, 2, at=eve)

    assert place_of(person) == training_class


def test_a_place_in_a_decided_class_becomes_a_seat_by_a_supplementary_decision() -> None:
    plan = make_plan()
    make_papers_ready(plan)
    training_class = make_class(plan, sizes=(0, 2, 2))
    make_listed(training_class)
    training_class.refresh_from_db()
    person = make_accepted(plan)

    opened(plan)

    assert place_of(person) == training_class
    assert training_class.enrolments.filter(nomination=person).count() == 0
    assert [(row.nomination_id, row.is_promoted) for row in joining_rows(training_class)] == [(person.pk, True)]
    assert situation_of(plan).people == ()
    decision = services.draft_supplementary(training_class, add=[person], by=make_user(), at=DECIDED_AT)
    services.issue_class_decision(
        decision,
        signer_name="Vũ Đình Quang",
        signer_title="Hiệu trưởng",
        signed_on=DECIDED_ON,
        issued_on=DECIDED_ON,
        by=make_user(),
        at=DECIDED_AT,
    )
    assert training_class.enrolments.get(nomination=person).is_current


def test_a_seat_that_a_decision_frees_goes_to_the_next_one_and_not_back_to_who_left() -> None:
    plan = make_plan()
    make_papers_ready(plan)
    training_class = make_class(plan, sizes=(0, 1, 1))
    listed = make_listed(training_class)
    training_class.refresh_from_db()
    next_one = make_accepted(plan)
    opened(plan)
    assert place_of(next_one) is None

    decision = services.draft_supplementary(
        training_class, remove=[(listed, "Ốm dài ngày")], by=make_user(), at=DECIDED_AT
    )
    assert place_of(next_one) is None
    services.issue_class_decision(
        decision,
        signer_name="Vũ Đình Quang",
        signer_title="Hiệu trưởng",
        signed_on=DECIDED_ON,
        issued_on=DECIDED_ON,
        by=make_user(),
        at=DECIDED_AT,
    )

    assert place_of(next_one) == training_class
    assert [row.possible for row in queue_of(plan, DECIDED_ON).people] == [()]


def test_an_allocation_is_not_undone_while_the_list_would_fill_the_places_again() -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 2, 4))
    make_accepted(plan)
    run = services.propose_allocation(plan, by=make_user(), at=DECIDED_AT)
    services.apply_allocation(run, by=make_user(), at=DECIDED_AT)
    opened(plan)

    with pytest.raises(WaitingListIsOpen):
        services.undo_allocation(run, by=make_user(), at=DECIDED_AT)
    services.stop_waiting_list(plan, take_back=False, by=make_user(), at=DECIDED_AT)
    services.undo_allocation(run, by=make_user(), at=DECIDED_AT)

    assert Placement.objects.count() == 0
