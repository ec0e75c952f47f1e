"""A plan lives any life: whatever is tried in whatever order, its table of moves and its figures hold."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans import services
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import (
    AmendmentRow,
    Place,
    amendment_rows,
    found_posts,
    items_now,
    last_places_by_rule,
    places_grid,
    plan_as_of,
    quota_rows,
    rule_in_words,
    rule_of,
    shares_now,
)
from khaigiang.planning.plans.queries.amendments import value_in
from khaigiang.planning.plans.queries.targets import rule_alone
from khaigiang.planning.plans.services import QuarterTargets
from khaigiang.planning.plans.states import LIFE, AmendedField, Answer, PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

pytestmark = pytest.mark.django_db

AT: Final = datetime(2023, 6, 1, 3, tzinfo=UTC)
BEFORE: Final = date(2023, 1, 1)
AFTER: Final = date(2023, 6, 1)
MOVES: Final = {move.act: move for move in LIFE}
ANSWERS: Final = ("approve_plan", "return_plan")
PERSON = st.integers(0, 1)

Periods = dict[Place, list[tuple[date, date]]]


class LifeOfAPlan(RuleBasedStateMachine):
    """Two persons do what they like to a plan of two posts of three communes under two committees, asked for by quarter."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.people = [make_user(), make_user()]
        districts = [make_district(), make_district()]
        for district in (districts[0], districts[0], districts[1]):
            make_commune(district=district)
        for district in districts:
            make_committee(district)
        self.posts = [make_post(), make_post()]
        self.plan = make_plan(state=PlanState.DRAFT, posts=self.posts)
        found = found_posts(rule_of(self.plan))
        self.places = [(one.post_id, one.unit_id) for one in found]
        self.places.append((make_post().pk, self.places[0][1]))
        self.committees = dict(zip(self.places, [one.committee_id for one in (*found, found[0])], strict=True))
        wanted = [QuarterTargets(year=2023, quarter=number, classes=1, places=number) for number in (1, 2)]
        services.set_quarters(self.plan, wanted, by=self.people[0], at=AT)
        self.state = PlanState.DRAFT
        self.sender = -1
        # The days on which each post belongs to the group, the posts of its rule, those that documents named one by one;
        # the days of the amendments that stand, each with all that before it.
        self.periods: Periods = {}
        self.ruled = frozenset(place[0] for place in self.places[:-1])
        self.named: frozenset[Place] = frozenset()
        self.amended: list[tuple[date, Periods, frozenset[int], frozenset[Place]]] = []

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def tried(self, act: str, person: int, *args: Any, **kwargs: Any) -> Any:
        """What the act gives; None when it was refused."""
        try:
            with transaction.atomic():
                return getattr(services, act)(*args, by=self.people[person], at=AT, **kwargs)
        except DomainError:
            return None

    @rule(act=st.sampled_from(sorted(MOVES)), person=PERSON)
    def move(self, act: str, person: int) -> None:
        """Every move is done where its table says so, answers by another person than the sender alone."""
        allowed = self.state in MOVES[act].starts and not (act in ANSWERS and person == self.sender)
        if act == "reopen_plan" and self.amended:
            allowed = False

        done = self.tried(act, person, self.plan, **({"reason": "Bổ sung"} if act == "return_plan" else {}))

        assert (done is not None) is allowed, (act, self.state)
        if allowed:
            self.state = PlanState(MOVES[act].end)
            self.sender = person if act == "send_up_plan" else self.sender
            if act == "approve_plan":
                self.periods = {place: [(date.min, date.max)] for place in self.places[:-1]}
            elif act == "reopen_plan":
                self.periods = {}

    @rule(person=PERSON, rule_=st.sampled_from([PlacesRule.ALL, PlacesRule.FIXED]))
    def places_by_rule(self, person: int, rule_: PlacesRule) -> None:
        """Places by a rule are set and put back as they were."""
        before = self._figures()
        number = 1 if rule_ == PlacesRule.FIXED else None

        done = self.tried("set_places_by_rule", person, self.plan, rule_, number)

        assert (done is not None) is (self.state in {PlanState.DRAFT, PlanState.RETURNED, PlanState.OPEN})
        if done and person and last_places_by_rule(done):
            self.tried("undo_places_by_rule", person, self.plan)
            assert self._figures() == before

    @rule(person=PERSON, days=st.integers(1, 30))
    def amend(self, person: int, days: int) -> None:
        """An open plan alone is amended; the plan of an earlier day stays what it was."""
        document = make_document(issued_on=date(2023, 5, 1))
        before = plan_as_of(self._now(), BEFORE).values
        wanted = items_now(self._now()) | {("ends_on", None, None, None): f"2023-07-{days:02}"}
        changes = wanted != items_now(self._now())

        on = self._latest()
        done = self.tried("amend_plan", person, self.plan, wanted, document=document, in_force_on=on)

        assert (done is not None) is (self.state == PlanState.OPEN and changes)
        if done:
            self._keep(on)
        assert plan_as_of(self._now(), BEFORE).values == before

    @rule(person=PERSON, which=st.integers(0, 6), day=st.integers(1, 31), is_undone=st.booleans())
    def amend_the_group(self, person: int, which: int, day: int, *, is_undone: bool) -> None:
        """A post of an open plan leaves the group or joins it from a day on, never before the latest amendment."""
        before = self._figures()
        place, on = self.places[which], date(2023, 5, day)
        periods = self.periods.get(place, [])
        begins = periods[-1][0] if periods and periods[-1][1] == date.max else None
        allowed = self.state == PlanState.OPEN and on >= self._latest() and (begins is None or begins < on)

        done = self.tried(
            "amend_plan",
            person,
            self.plan,
            {},
            group={place: "Bổ sung"},
            document=make_document(issued_on=on),
            in_force_on=on,
        )

        assert (done is not None) is allowed, (place, on, periods)
        if done and is_undone:
            self.tried("withdraw_amendment", person, done)
            assert self._figures() == before
        elif done:
            self._keep(on)
            self.named |= {place}
            self._toggle(place, on)

    @rule(person=PERSON, which=st.sampled_from([(0,), (1,), (0, 1)]), day=st.integers(1, 31), is_undone=st.booleans())
    def amend_the_rule(self, person: int, which: tuple[int, ...], day: int, *, is_undone: bool) -> None:
        """Another rule brings posts in and takes posts out from a day on, but those that documents named one by one."""
        before, on = self._figures(), date(2023, 5, day)
        own = rule_alone(self._now())
        posts = tuple(self.posts[number] for number in which)
        ruled = frozenset(post.pk for post in posts)
        touched = [place for place in self.places if place[0] in ruled ^ self.ruled and place not in self.named]
        begun = [self.periods[place][-1][0] for place in touched if self._stands(place)]
        allowed = self.state == PlanState.OPEN and on >= self._latest() and ruled != self.ruled
        allowed = allowed and all(begins < on for begins in begun)
        document = make_document(issued_on=on)

        done = self.tried(
            "amend_plan", person, self.plan, {}, rule=replace(own, posts=posts), document=document, in_force_on=on
        )

        assert (done is not None) is allowed, (ruled, on, self.periods)
        if done and is_undone:
            self.tried("withdraw_amendment", person, done)
            assert self._figures() == before
        elif done:
            self._keep(on)
            self.ruled = ruled
            for place in touched:
                self._toggle(place, on)

    @rule(person=PERSON)
    def withdraw(self, person: int) -> None:
        """The latest amendment is taken back, under an open plan, unless places were changed since that it changed or needs."""
        rows = amendment_rows(self._now())
        if not rows:
            return
        latest, now = self._now().amendments.get(pk=rows[0].id), items_now(self._now())
        is_as_left = all(value_in(now, item.key) == item.after for item in rows[0].items)
        has_room = self._has_room(rows[0])

        done = self.tried("withdraw_amendment", person, latest)

        assert (done is not None) is (self.state == PlanState.OPEN and is_as_left and has_room)
        if done:
            _day, self.periods, self.ruled, self.named = self.amended.pop()

    @rule(person=PERSON)
    def roll(self, person: int) -> None:
        """An approved plan is rolled forward with the group it has in the end, and undone without a trace."""
        document, count = make_document(), Plan.objects.count()
        before = self._figures()
        group = sorted(place for place, known in self.periods.items() if known[-1][1] == date.max)

        made = self.tried("roll_plan_forward", person, self.plan, years=1, document=document, title="Sau", code="SAU")

        assert (made is not None) is (self.state in {PlanState.OPEN, PlanState.CLOSED})
        if made:
            assert sorted(one.place for one in found_posts(rule_of(made))) == group
            assert self.tried("undo_roll_forward", person, made) is not None
        assert (Plan.objects.count(), self._figures()) == (count, before)

    @invariant()
    def table_and_figures_hold(self) -> None:
        plan = self._now()
        assert plan.state == self.state
        for day in (BEFORE, date(2023, 5, 10), date(2023, 5, 20), AFTER):
            group = list(plan.target_posts.on(day).values_list("post_id", "unit_id"))
            assert not plan.is_approved or group_of(plan, day) == sorted(group), day
            assert sorted(group) == sorted(place for place in self.periods if self._belongs(place, day)), day
        rows = quota_rows(plan)
        assert sum(row.posts for row in rows) == plan.target_posts.on(AFTER).count()
        assert all(0 <= row.places <= row.posts for row in rows)
        assert not shares_now(plan) or all(row.total == row.places for row in places_grid(plan).rows)
        assert plan.submissions.filter(answer="").count() == (self.state == PlanState.SENT_UP)
        approvals = plan.submissions.filter(answer=Answer.APPROVED)
        assert all(one.answered_by_id != one.sent_up_by_id for one in approvals)

    def _belongs(self, place: Place, day: date) -> bool:
        return any(begins <= day < ends for begins, ends in self.periods[place])

    def _has_room(self, latest: AmendmentRow) -> bool:
        """Has each committee posts for its places once the latest amendment is taken back?"""
        before = {item.committee_id: int(item.before) for item in latest.items if item.field == AmendedField.PLACES}
        periods = self.amended[-1][1]
        posts = Counter(self.committees[place] for place, known in periods.items() if known[-1][1] == date.max)
        return all(
            before.get(row.committee_id, row.places) <= posts[row.committee_id] for row in quota_rows(self._now())
        )

    def _latest(self) -> date:
        return max((day for day, *_rest in self.amended), default=date(2023, 5, 1))

    def _keep(self, on: date) -> None:
        self.amended.append((on, self.periods, self.ruled, self.named))

    def _stands(self, place: Place) -> bool:
        return self.periods.get(place, [(date.min, date.min)])[-1][1] == date.max

    def _toggle(self, place: Place, on: date) -> None:
        periods = self.periods.get(place, [])
        changed = [*periods[:-1], (periods[-1][0], on)] if self._stands(place) else [*periods, (on, date.max)]
        self.periods = self.periods | {place: changed}

    def _now(self) -> Plan:
        return Plan.objects.select_related("document").get(pk=self.plan.pk)

    def _figures(self) -> object:
        plan = self._now()
        rule_now = (plan.places_rule, plan.places_number, plan.places_given, rule_in_words(rule_of(plan)))
        places = sorted(plan.quotas.values_list("committee", "places"))
        return rule_now, places, shares_now(plan), plan.places_set.count()


def group_of(plan: Plan, day: date) -> list[Place]:
    """What the rule in force on a day finds, with the posts that documents had named by then."""
    return sorted(one.place for one in found_posts(plan_as_of(plan, day).rule))


def test_a_plan_keeps_its_table_of_moves_and_its_figures_in_every_life() -> None:
    run_state_machine_as_test(
        LifeOfAPlan,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

    assert not Plan.objects.exists()
