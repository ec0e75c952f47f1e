"""A plan lives any life: whatever is tried in whatever order, its table of moves and its figures hold."""

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
from khaigiang.planning.plans.queries import amendment_rows, items_now, last_places_by_rule, plan_as_of, quota_rows
from khaigiang.planning.plans.states import LIFE, Answer, PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

pytestmark = pytest.mark.django_db

AT: Final = datetime(2023, 6, 1, 3, tzinfo=UTC)
BEFORE: Final = date(2023, 1, 1)
MOVES: Final = {move.act: move for move in LIFE}
ANSWERS: Final = ("approve_plan", "return_plan")
PERSON = st.integers(0, 1)


class LifeOfAPlan(RuleBasedStateMachine):
    """Two persons do what they like to a plan of three communes under two committees."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.people = [make_user(), make_user()]
        districts = [make_district(), make_district()]
        for district in (districts[0], districts[0], districts[1]):
            make_commune(district=district)
        for district in districts:
            make_committee(district)
        self.plan = make_plan(state=PlanState.DRAFT)
        self.state = PlanState.DRAFT
        self.sender = -1
        self.amended = 0

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

        done = self.tried("amend_plan", person, self.plan, wanted, document=document, in_force_on=date(2023, 5, 1))

        assert (done is not None) is (self.state == PlanState.OPEN and changes)
        self.amended += done is not None
        assert plan_as_of(self._now(), BEFORE).values == before

    @rule(person=PERSON)
    def withdraw(self, person: int) -> None:
        """The latest amendment is taken back, under an open plan."""
        rows = amendment_rows(self._now())
        if not rows:
            return
        latest = self._now().amendments.get(pk=rows[0].id)

        done = self.tried("withdraw_amendment", person, latest)

        assert (done is not None) is (self.state == PlanState.OPEN)
        self.amended -= done is not None

    @rule(person=PERSON)
    def roll(self, person: int) -> None:
        """An approved plan is rolled forward, and undone without a trace."""
        document, count = make_document(), Plan.objects.count()
        before = self._figures()

        made = self.tried("roll_plan_forward", person, self.plan, years=1, document=document, title="Sau", code="SAU")

        assert (made is not None) is (self.state in {PlanState.OPEN, PlanState.CLOSED})
        if made:
            assert self.tried("undo_roll_forward", person, made) is not None
        assert (Plan.objects.count(), self._figures()) == (count, before)

    @invariant()
    def table_and_figures_hold(self) -> None:
        plan = self._now()
        assert plan.state == self.state
        assert plan.target_posts.count() == (3 if plan.is_approved else 0)
        rows = quota_rows(plan)
        assert sum(row.posts for row in rows) == plan.target_posts.count()
        assert all(0 <= row.places <= row.posts for row in rows)
        assert plan.submissions.filter(answer="").count() == (self.state == PlanState.SENT_UP)
        approvals = plan.submissions.filter(answer=Answer.APPROVED)
        assert all(one.answered_by_id != one.sent_up_by_id for one in approvals)

    def _now(self) -> Plan:
        return Plan.objects.select_related("document").get(pk=self.plan.pk)

    def _figures(self) -> object:
        plan = self._now()
        rule_now = (plan.places_rule, plan.places_number, plan.places_given)
        return rule_now, sorted(plan.quotas.values_list("committee", "places")), plan.places_set.count()


def test_a_plan_keeps_its_table_of_moves_and_its_figures_in_every_life() -> None:
    run_state_machine_as_test(
        LifeOfAPlan,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

    assert not Plan.objects.exists()
