"""What is kept of posts is what a derivation from scratch says, also right after a write (A4)."""

from collections.abc import Callable, Sized
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.working import do_chores
from khaigiang.oversight.coverage.models import Span, Touch
from khaigiang.oversight.coverage.queries import ledger, ledger_of, touched
from khaigiang.oversight.coverage.queries.afresh import read_afresh
from khaigiang.oversight.coverage.queries.lives import lives_of, standing_on
from khaigiang.oversight.coverage.queries.rows import Stood
from khaigiang.oversight.coverage.services import settle, settle_all, watch
from khaigiang.oversight.coverage.services.settling import _forget
from khaigiang.oversight.coverage.services.watching import WATCHED, unwatched
from khaigiang.oversight.coverage.tests.makers import (
    LATER,
    RECOGNISED_ON,
    SUMMONED_ON,
    make_attending,
    make_excuse,
    make_one_post_in_each_state,
)
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.nominations.tests.makers import make_holder, make_nomination
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.services import excuse_post
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.recognition.assessment.models import Result, ResultDecision
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.models import Enrolment, Summons
from khaigiang.teaching.cohorts.tests.makers import DECIDED_ON, FIRST_DAY, make_class, make_let_in
from khaigiang.teaching.timetable.models import Session

pytestmark = pytest.mark.django_db
THEN: Final = datetime(2023, 3, 31, 2, 0, tzinfo=UTC)
ONE_DAY: Final = timedelta(days=1)
DAYS: Final = (DECIDED_ON, SUMMONED_ON, FIRST_DAY - ONE_DAY, FIRST_DAY, RECOGNISED_ON, LATER, date(2030, 1, 1))


@pytest.fixture
def plan() -> Plan:
    plan = make_plan()
    make_one_post_in_each_state(plan)
    make_attending(make_let_in(make_class(plan, number=2)))
    return plan


def from_scratch(plan: Plan, on: date) -> dict[int, Stood]:
    """The second opinion: the whole plan, asked of the database for one day."""
    return {one.target_post_id: one for one in read_afresh(plan, on)}


def said(plan: Plan, on: date) -> dict[int, tuple[object, ...]]:
    return {
        row.target_post_id: (row.state, row.official_id, row.nomination_id, row.class_id, row.area)
        for row in ledger(plan, on)
    }


def right(plan: Plan, on: date) -> dict[int, tuple[object, ...]]:
    return {
        post_id: (one.how.state, one.official_id, one.nomination_id, one.how.class_id or None, one.how.area)
        for post_id, one in from_scratch(plan, on).items()
    }


@pytest.mark.parametrize("on", DAYS)
def test_the_life_of_a_post_says_of_every_day_what_the_database_says_of_it(plan: Plan, on: date) -> None:
    posts = plan.target_posts.values_list("pk", flat=True)

    told = standing_on(on, lives_of(list(posts)))

    assert {one.target_post_id: one for one in told} == from_scratch(plan, on)


@pytest.mark.parametrize("on", DAYS)
def test_what_is_kept_says_the_same_of_every_day(plan: Plan, on: date) -> None:
    settle_all()

    assert not Touch.objects.exists()
    assert said(plan, on) == right(plan, on)
    assert {group.how: group.posts for group in ledger_of(plan, on).groups} == {
        how: sum(one.how == how for one in from_scratch(plan, on).values())
        for how in {one.how for one in from_scratch(plan, on).values()}
    }


def test_a_life_has_neither_a_gap_nor_a_day_twice(plan: Plan) -> None:
    settle_all()

    for post in plan.target_posts.all():
        spans = list(Span.objects.filter(target_post=post).order_by("valid_from"))
        assert spans[0].valid_from == date.min
        assert [span.valid_until for span in spans] == [*(span.valid_from for span in spans[1:]), date.max]


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_post_counts_on_the_days_on_which_it_belongs_to_the_group(plan: Plan, *, is_settled: bool) -> None:
    leaves, joins = plan.target_posts.filter(enrolments=None).order_by("pk")[:2]
    settle_all()
    plan.target_posts.filter(pk=leaves.pk).update(valid_until=RECOGNISED_ON)
    plan.target_posts.filter(pk=joins.pk).update(valid_from=RECOGNISED_ON)
    if is_settled:
        settle_all()

    posts = {on: {leaves.pk, joins.pk} & said(plan, on).keys() for on in (RECOGNISED_ON - ONE_DAY, RECOGNISED_ON)}

    assert posts == {RECOGNISED_ON - ONE_DAY: {leaves.pk}, RECOGNISED_ON: {joins.pk}}
    assert [ledger_of(plan, on).posts for on in posts] == [plan.target_posts.count() - 1] * 2


def test_a_post_that_was_written_is_right_before_it_is_settled(plan: Plan) -> None:
    settle_all()
    vacant = next(row for row in ledger(plan, LATER) if row.state == "vacant")

    excuse_post(plan.target_posts.get(pk=vacant.target_post_id), reason="Nghỉ hưu", by=make_user(), at=THEN)

    assert touched.touched_posts(plan, touched.marks_at_hand() or ()) == {vacant.target_post_id}
    assert said(plan, LATER)[vacant.target_post_id][0] == "excused"
    assert said(plan, LATER) == right(plan, LATER)


def test_a_plan_of_which_too_much_was_written_is_read_afresh(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "MOST", 3)

    assert touched.marks_at_hand() is None
    assert said(plan, LATER) == right(plan, LATER)


def test_a_worker_settles_what_was_written_while_no_job_waits(plan: Plan) -> None:
    assert Touch.objects.exists()

    while do_chores():
        continue

    assert not Touch.objects.exists()
    assert Span.objects.filter(plan=plan).exists()


def test_many_touches_of_a_post_are_gathered_to_one(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_all()
    for _ in range(3):
        Touch.objects.bulk_create(Touch(what="enrolment", row=row.pk) for row in Enrolment.objects.all())
    monkeypatch.setattr("khaigiang.oversight.coverage.services.settling.AT_ONCE", 2)

    assert settle()

    posts = plan.target_posts.exclude(enrolments=None).order_by("pk").values_list("pk", flat=True).distinct()
    assert list(Touch.objects.order_by("pk").values_list("what", "row")) == [("post", post) for post in posts]
    settle_all()
    assert said(plan, LATER) == right(plan, LATER)


def test_what_is_touched_while_another_settles_stays_touched(plan: Plan) -> None:
    """Numbers given to touches do not come in the order of commits: only those that were read are forgotten."""
    read = list(Touch.objects.values_list("pk", flat=True))
    Touch.objects.create(pk=0, what="post", row=plan.target_posts.earliest("pk").pk)

    _forget(read)

    assert list(Touch.objects.values_list("pk", flat=True)) == [0]


def _in_one_class(plan: Plan) -> Enrolment:
    return Enrolment.objects.get(target_post=next(row for row in ledger(plan, LATER) if row.state == "completed")[0])


def _excuse(plan: Plan) -> object:
    return make_excuse(plan.target_posts.filter(excuses=None).earliest("pk"))


def _withdraw_an_excuse(_plan: Plan) -> object:
    return Excuse.objects.update(withdrawn_on=LATER)


def _name(plan: Plan) -> object:
    return make_nomination(plan.target_posts.filter(nominations=None, excuses=None, enrolments=None).earliest("pk"))


def _move_a_step(_plan: Plan) -> object:
    return NominationMove.objects.update(state="returned")


def _forget_the_steps(_plan: Plan) -> object:
    return NominationMove.objects.all().delete()


def _name_somebody_else(_plan: Plan) -> object:
    return Nomination.objects.filter(state="deferred").update(official=make_official("Người Khác"))


def _take_off_the_list(_plan: Plan) -> object:
    return Enrolment.objects.exclude(valid_from=None).update(valid_until=RECOGNISED_ON, removal_reason="Đi công tác")


def _summon_later(_plan: Plan) -> object:
    document = Summons.objects.order_by("pk")[0].document
    document.issued_on = LATER
    document.save()
    return document


def _call_nobody(_plan: Plan) -> object:
    return Summons.enrolments.through.objects.all().delete()


def _mark_absent(_plan: Plan) -> object:
    return Attendance.objects.update(presence=Presence.WITHOUT_LEAVE)


def _meet_on_another_day(_plan: Plan) -> object:
    return Session.objects.update(on=LATER + ONE_DAY)


def _judge_otherwise(_plan: Plan) -> object:
    return Result.objects.update(passed=False, band=None)


def _recognise_later(_plan: Plan) -> object:
    return ResultDecision.objects.update(effective_on=LATER + ONE_DAY)


def _appoint(plan: Plan) -> object:
    return make_holder(next(TargetPost.objects.get(pk=row[0]) for row in ledger(plan, LATER) if row.state == "vacant"))


def _end_appointments(_plan: Plan) -> object:
    return Appointment.objects.update(valid_until=LATER)


def _remove_appointments(_plan: Plan) -> object:
    return Appointment.objects.update(removed_at=THEN, removed_by=make_user(), removed_because="Nhập nhầm")


def _become_another_kind(plan: Plan) -> object:
    return Unit.objects.filter(pk__in=plan.target_posts.values("unit")).update(kind=UnitKind.TOWNSHIP)


def _add_a_post(plan: Plan) -> object:
    return make_target_post(plan)


def _take_a_post_out(plan: Plan) -> object:
    return make_target_post(plan).delete()


def _leave_the_group(plan: Plan) -> object:
    return plan.target_posts.filter(enrolments=None).update(valid_until=RECOGNISED_ON)


def _join_the_group(plan: Plan) -> object:
    return plan.target_posts.filter(enrolments=None).update(valid_from=RECOGNISED_ON)


WRITES: Final[tuple[Callable[[Plan], object], ...]] = (
    _excuse, _withdraw_an_excuse, _name, _move_a_step, _forget_the_steps, _name_somebody_else, _take_off_the_list,
    _summon_later, _call_nobody, _mark_absent, _meet_on_another_day, _judge_otherwise, _recognise_later, _appoint,
    _end_appointments, _remove_appointments, _become_another_kind, _add_a_post, _take_a_post_out, _leave_the_group,
    _join_the_group,
)  # fmt: skip


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__.strip("_"))
def test_whatever_is_written_behind_all_services_is_noticed(plan: Plan, write: Callable[[Plan], object]) -> None:
    settle_all()
    before = {on: right(plan, on) for on in DAYS}

    write(plan)

    after = {on: right(plan, on) for on in DAYS}
    assert Touch.objects.exists()
    assert {on: said(plan, on) for on in DAYS} == after
    settle_all()
    assert {on: said(plan, on) for on in DAYS} == after
    assert (after != before) == (write != _take_a_post_out)


def test_a_table_that_was_remade_is_watched_again_and_every_post_counts_as_touched(plan: Plan) -> None:
    settle_all()
    with connection.cursor() as cursor:
        of_table = f" ON {WATCHED[0].table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {WATCHED[0].name('INSERT')}{of_table}")
    missing = unwatched()

    made = watch()

    assert missing == made == [WATCHED[0].name("INSERT")]
    assert set(Touch.objects.values_list("what", "row")) == {("post", post.pk) for post in plan.target_posts.all()}


def test_every_table_that_the_ledger_reads_is_watched() -> None:
    assert unwatched() == []
    assert watch() == []


@pytest.mark.parametrize("times", [1, 3])
def test_a_settled_ledger_costs_ten_statements_however_many_posts(times: int) -> None:
    plan = make_plan()
    for _ in range(times):
        make_one_post_in_each_state(plan)
    settle_all()

    assert statements(lambda: ledger(plan, LATER)) == (10, 11 * times)


@pytest.mark.parametrize("times", [1, 3])
def test_posts_touched_since_cost_eight_more_however_many(times: int) -> None:
    plan = make_plan()
    make_one_post_in_each_state(plan)
    settle_all()
    Touch.objects.bulk_create(Touch(what="post", row=post.pk) for post in plan.target_posts.all()[: 2 * times])

    assert statements(lambda: ledger(plan, LATER)) == (18, 11)


def test_the_page_costs_as_many_statements_however_many_posts(client: Client) -> None:
    plan, costs = make_plan(), list[int]()
    address = f"{reverse('coverage:ledger', args=[plan.pk])}?on=01/04/2023"
    sign_in(client, Role.OFFICE)
    for _ in range(2):
        make_one_post_in_each_state(plan)
        settle_all()
        client.get(address)
        costs.append(statements(lambda: client.get(address).content)[0])

    assert costs[0] == costs[1]


def statements(work: Callable[[], Sized]) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as captured:
        made = work()
    return len(captured), len(made)
