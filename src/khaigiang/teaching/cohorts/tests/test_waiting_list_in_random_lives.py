"""A waiting list in a random life of its plan: the order holds, no place stays free, nothing goes above a limit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Final, TypeVar

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations import services as nominating
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_letter
from khaigiang.planning.plans.models import Quota
from khaigiang.planning.plans.services import set_places
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import ClassDecision, Enrolment, Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import days_of, queue_of, situation_of
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import (
    DECIDED_AT,
    FIRST_DAY,
    make_accepted,
    make_class,
    make_papers_ready,
)

pytestmark = pytest.mark.django_db

Thing = TypeVar("Thing")


def chosen(things: Sequence[Thing], choice: int) -> list[Thing]:
    """One of these things, or none where there are none."""
    return [things[choice % len(things)]] if things else []


EVENTS = (
    "accept", "accept", "accept", "defer", "resume", "send back", "grow", "shrink", "new class", "state days", "fewer places",
    "more places", "decide", "take off", "wish", "next day", "start",
)  # fmt: skip


class Life:
    """A plan with its waiting list open, and everything that may happen to it, through the services."""

    def __init__(self) -> None:
        self.plan, self.by, self.at, self.serial = make_plan(), make_user(), DECIDED_AT, count(1)
        make_papers_ready(self.plan)
        self.committees = [make_committee() for _ in range(2)]
        make_class(self.plan, sizes=(0, 1, 1))
        services.open_waiting_list(self.plan, agreed=0, by=self.by, at=self.at)

    @property
    def on(self) -> date:
        return self.at.date()

    def classes(self, *states: ClassState) -> list[TrainingClass]:
        found = self.plan.classes.select_related("plan", "version", "hall").order_by("number")
        return [one for one in found if one.state in states or not states]

    def people(self, state: NominationState) -> list[Nomination]:
        found = self.plan.nominations.select_related("plan", "official").order_by("pk")
        return list(found.filter(state=state))

    def do(self, event: str, choice: int) -> None:
        """One event, where there is somebody or something that it can happen to."""
        getattr(self, event.replace(" ", "_"))(choice)

    def accept(self, choice: int) -> None:
        committee = self.committees[choice % 2]
        person = make_accepted(self.plan, committee=committee)
        day = date(2023, 3, 1 + choice % 5)
        person.letter = make_letter(self.plan, committee, number=f"{next(self.serial)}-CV/QU", dated_on=day, by=self.by)
        person.state = NominationState.SUBMITTED
        person.save()
        nominating.accept_nominations([person], by=self.by, at=self.at)

    def defer(self, choice: int) -> None:
        for person in self._not_listed(choice):
            nominating.defer_nomination(person, reason="Công tác", by=self.by, at=self.at)

    def resume(self, choice: int) -> None:
        for person in chosen(self.people(NominationState.DEFERRED), choice):
            nominating.resume_nomination(person, by=self.by, at=self.at)

    def send_back(self, choice: int) -> None:
        for person in self._not_listed(choice):
            nominating.return_nomination(person, reason="Thiếu hồ sơ", by=self.by, at=self.at)

    def grow(self, choice: int) -> None:
        for one in chosen(self.classes(), choice):
            self._resized(one, one.max_size + 1)

    def shrink(self, choice: int) -> None:
        for one in chosen(self.classes(), choice):
            self._resized(one, max(1, one.max_size - 1))

    def new_class(self, choice: int) -> None:
        if len(self.classes()) < 4:
            days = [FIRST_DAY + timedelta(days=7 * (choice % 3) + number) for number in range(self._days())]
            made = make_class(self.plan, sizes=(0, 1, 1), state=ClassState.TENTATIVE, days=days)
            services.confirm_class(made, by=self.by, at=self.at)

    def state_days(self, choice: int) -> None:
        for person in chosen(self.people(NominationState.ACCEPTED), choice):
            if not Placement.objects.filter(nomination=person).exists():
                day = FIRST_DAY + timedelta(days=choice % 15)
                nominating.state_unavailability(
                    person, first_day=day, last_day=day, reason="Họp", by=self.by, at=self.at
                )

    def fewer_places(self, choice: int) -> None:
        self._quota(choice, -1)

    def more_places(self, choice: int) -> None:
        self._quota(choice, 1)

    def decide(self, choice: int) -> None:
        for one in chosen(self.classes(ClassState.CONFIRMED), choice):
            if one.placements.exists():
                self._issue(services.draft_class_decision(one, by=self.by, at=self.at))

    def take_off(self, choice: int) -> None:
        for one in chosen(self.classes(ClassState.OPEN), choice):
            for listed in chosen(list(one.enrolments.filter(is_current=True)), choice):
                self._issue(
                    services.draft_supplementary(one, remove=[(listed, "Ốm")], by=self.by, at=self.at),
                )

    def wish(self, choice: int) -> None:
        waiting_now = {row.person.nomination_id for row in queue_of(self.plan, self.on).people}
        people = [one for one in self.people(NominationState.ACCEPTED) if one.pk in waiting_now]
        for person in chosen(people, choice):
            for row in chosen(list(situation_of(self.plan).classes), choice):
                if not any(one.first_day in row.days for one in person.unavailabilities.all()):
                    services.set_wish(
                        person, TrainingClass.objects.get(pk=row.id), Wish.Kind.PINNED, by=self.by, at=self.at
                    )

    def next_day(self, choice: int) -> None:
        self.at += timedelta(days=1 + choice % 3)

    def start(self, choice: int) -> None:
        for one in chosen(self.classes(ClassState.OPEN), choice):
            if days_of(one)[0] <= self.on:
                services.start_class(one, by=self.by, at=self.at)

    def _days(self) -> int:
        return len(days_of(self.classes()[0]))

    def _not_listed(self, choice: int) -> list[Nomination]:
        return chosen(self.people(NominationState.ACCEPTED), choice)

    def _resized(self, one: TrainingClass, places: int) -> None:
        services.save_class(
            one, plan=self.plan, version=one.version, number=one.number, name=one.name, hall=one.hall,
            min_size=0, wanted_size=places, max_size=places, by=self.by, at=self.at,
        )  # fmt: skip

    def _quota(self, choice: int, step: int) -> None:
        quota = Quota.objects.filter(plan=self.plan, committee=self.committees[choice % 2]).first()
        if quota and 0 <= quota.places + step <= self.plan.target_posts.filter(committee=quota.committee).count():
            set_places(quota, quota.places + step, by=self.by, at=self.at)

    def _issue(self, decision: ClassDecision) -> None:
        services.issue_class_decision(
            decision, signer_name="Vũ Đình Quang", signer_title="Hiệu trưởng", signed_on=self.on, issued_on=self.on,
            by=self.by, at=self.at,
        )  # fmt: skip


HAS_OR_WAITS_FOR_A_SEAT: Final = Q(is_current=True) | Q(valid_from__isnull=True, valid_until__isnull=True)
NOT_BEGUN: Final = (ClassState.TENTATIVE, ClassState.CONFIRMED, ClassState.OPEN)


class Sight:
    """Who sits where and who waits, read plainly and without the rule: a second opinion."""

    def __init__(self, life: Life) -> None:
        self.on = life.on
        self.classes = {one.pk: one for one in life.classes()}
        self.days = {pk: days_of(one) for pk, one in self.classes.items()}
        accepted = {one.pk: one for one in life.people(NominationState.ACCEPTED)}
        seated = dict(
            Enrolment.objects.filter(HAS_OR_WAITS_FOR_A_SEAT, nomination__isnull=False).values_list(
                "nomination", "training_class"
            )
        )
        placements = dict(Placement.objects.values_list("nomination", "training_class"))
        self.where = {
            pk: seated.get(pk) or placements[pk]
            for pk in accepted
            if pk in seated or (pk in placements and self.classes[placements[pk]].state in NOT_BEGUN)
        }
        # Who is returned keeps the seat until a decision takes them off the list.
        self.sizes = Counter([*seated.values(), *(there for pk, there in self.where.items() if pk not in seated)])
        self.misplaced = set(placements) - set(accepted) - set(seated)
        self.waiting = {pk: one for pk, one in accepted.items() if pk not in self.where}
        self.people = accepted
        self.places = dict(Quota.objects.filter(plan=life.plan).values_list("committee", "places"))
        self.taken_off = set(
            Enrolment.objects.filter(valid_until__isnull=False).values_list("official", "training_class")
        )
        self.drafted = set(
            ClassDecision.objects.filter(effective_on__isnull=True).values_list("training_class", flat=True)
        )

    def takes_people(self, class_id: int) -> bool:
        one = self.classes[class_id]
        is_settled = one.state in {ClassState.CONFIRMED, ClassState.OPEN} and class_id not in self.drafted
        return is_settled and self.days[class_id][0] > self.on

    def suits(self, person: Nomination, class_id: int) -> bool:
        away = [
            day
            for day in self.days[class_id]
            if person.unavailabilities.filter(first_day__lte=day, last_day__gte=day).exists()
        ]
        wish = Wish.objects.filter(nomination=person).first()
        wants_another = wish is not None and wish.training_class_id != class_id
        return not away and not wants_another and (person.official_id, class_id) not in self.taken_off

    def committee_is_full(self, person: Nomination) -> bool:
        has_place = [
            pk for pk, one in self.people.items() if pk in self.where and one.committee_id == person.committee_id
        ]
        return len(has_place) >= self.places[person.committee_id]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 59)), min_size=8, max_size=18))
def test_whatever_happens_the_order_holds_and_no_place_stays_free(events: list[tuple[str, int]]) -> None:
    with taken_back():
        life = Life()
        before = Sight(life)
        for event, choice in events:
            turns = {row.person.nomination_id: row.turn for row in queue_of(life.plan, life.on).people}
            life.do(event, choice)
            after = Sight(life)
            assert waiting_beside_a_free_place(after) == []
            assert above_a_limit(before, after) == set()
            if event not in {"accept", "wish", "state days", "resume"}:
                assert passed_over(before, after, turns) == []
            before = after


def waiting_beside_a_free_place(after: Sight) -> list[tuple[int, int]]:
    return [
        (person.pk, class_id)
        for person in after.waiting.values()
        for class_id in after.classes
        if after.takes_people(class_id)
        and after.sizes[class_id] < after.classes[class_id].max_size
        and after.suits(person, class_id)
        and not after.committee_is_full(person)
    ]


def above_a_limit(before: Sight, after: Sight) -> set[int]:
    """People placed though not accepted, and classes that grew above their size or after they began."""
    grown = [class_id for class_id in before.classes if after.sizes[class_id] > before.sizes[class_id]]
    return after.misplaced | {
        class_id
        for class_id in grown
        if after.sizes[class_id] > after.classes[class_id].max_size or not after.takes_people(class_id)
    }


def passed_over(before: Sight, after: Sight, turns: dict[int, int]) -> list[tuple[int, int]]:
    promoted = [pk for pk in after.where if pk in before.waiting]
    return [
        (ahead, pk)
        for pk in promoted
        for ahead, person in after.waiting.items()
        if turns.get(ahead, 0) and turns[ahead] < turns[pk]
        if after.suits(person, after.where[pk])
        if not after.committee_is_full(person) or person.committee_id == after.people[pk].committee_id
    ]


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written within is taken back at the end: every example begins with the same empty tables."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
