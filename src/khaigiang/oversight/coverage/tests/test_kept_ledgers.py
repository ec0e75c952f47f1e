"""A ledger is read once and kept until anything is written (A4: the page at 57,900 posts)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.kept import Kept
from khaigiang.ground.audit.services import record
from khaigiang.oversight.coverage.queries import kept, ledger
from khaigiang.oversight.coverage.tests.makers import LATER, make_one_post_in_each_state
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.services import excuse_post
from khaigiang.planning.plans.tests.makers import make_plan

pytestmark = pytest.mark.django_db
THEN = datetime(2023, 3, 31, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LEDGERS_KEPT = True
    monkeypatch.setattr(kept, "_ledgers", Kept(most=kept.MOST_POSTS))


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_one_post_in_each_state(plan)
    return plan


def statements(plan: Plan) -> int:
    with CaptureQueriesContext(connection) as captured:
        ledger(plan, LATER)
    return len(captured)


def test_a_ledger_is_not_read_again_while_nothing_has_been_written(plan: Plan) -> None:
    first = ledger(plan, LATER)

    assert statements(plan) == 2
    assert ledger(plan, LATER) == first


def test_any_act_makes_it_read_anew(plan: Plan) -> None:
    vacant = next(row for row in ledger(plan, LATER) if row.state == "vacant")

    excuse_post(plan.target_posts.get(pk=vacant.target_post_id), reason="Nghỉ hưu", by=make_user(), at=THEN)

    now = {row.target_post_id: row.state.value for row in ledger(plan, LATER)}
    assert now[vacant.target_post_id] == "excused"


def test_somebody_who_signs_in_makes_no_ledger_be_read_anew(plan: Plan) -> None:
    first, user = ledger(plan, LATER), make_user()
    record("sign_in", user, by=user, at=THEN)

    assert statements(plan) == 3
    assert statements(plan) == 2
    assert ledger(plan, LATER) == first


def test_an_act_before_somebody_signed_in_is_not_overlooked(plan: Plan) -> None:
    vacant, by = next(row for row in ledger(plan, LATER) if row.state == "vacant"), make_user()
    record("sign_in", by, by=by, at=THEN)
    ledger(plan, LATER)

    excuse_post(plan.target_posts.get(pk=vacant.target_post_id), reason="Nghỉ hưu", by=by, at=THEN)
    record("sign_in", by, by=by, at=THEN)

    now = {row.target_post_id: row.state.value for row in ledger(plan, LATER)}
    assert now[vacant.target_post_id] == "excused"


def test_every_day_has_a_ledger_of_its_own(plan: Plan) -> None:
    ledger(plan, LATER)

    assert {row.state.value for row in ledger(plan, LATER - timedelta(days=100))} == {"vacant", "not_named"}


def test_whoever_changes_the_rows_they_were_given_changes_no_ledger(plan: Plan) -> None:
    ledger(plan, LATER).clear()

    assert len(ledger(plan, LATER)) == 11


def test_the_oldest_is_forgotten_when_all_together_are_too_large(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_ledgers", Kept(most=11))
    ledger(plan, LATER)
    ledger(plan, LATER + timedelta(days=1))

    assert statements(plan) == 15
