"""Places held without names: never more than there are, filled by names first, free again when their day comes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.needs.errors import (
    AlreadyLapsing,
    FewerThanNamed,
    MoreThanTheCommitteeHas,
    MoreThanTheQuarterHas,
    NoReservations,
    PlanTakesNoReservations,
    QuarterOutsideThePlan,
)
from khaigiang.planning.needs.models import Reservation, ReservationRule
from khaigiang.planning.needs.queries import held_rows, held_table, quarter_pools
from khaigiang.planning.needs.queries.reservations import nameless_places
from khaigiang.planning.needs.rules import lapses_on, last_day_of_quarter, with_names
from khaigiang.planning.needs.services import lapse_reservations, reserve_places, set_reservation_rule
from khaigiang.planning.needs.tests.makers import AT, make_holding_plan
from khaigiang.planning.nominations.errors import AboveTheQuarter
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.plans import outcomes
from khaigiang.planning.plans.models import Plan, QuarterShare, StrictQuarters
from khaigiang.planning.plans.outcomes import ClassOfPlan
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.units.models import Office

pytestmark = pytest.mark.django_db

FIRST: Final = (2023, 1)
SECOND: Final = (2023, 2)
# The plan's first quarter ends on 31/3 and its rule is ten days: on 21/3 what has no name lapses.
LAPSING: Final = datetime(2023, 3, 21, 3, tzinfo=UTC)


def by(at: datetime = AT) -> dict[str, Any]:
    return {"by": make_user(), "at": at}


def committees(plan: Plan) -> list[Office]:
    return [quota.committee for quota in plan.quotas.order_by("pk")]


def name(plan: Plan, committee: Office, count: int) -> list[Nomination]:
    """People sent for the first posts of a committee that have none."""
    posts = plan.target_posts.filter(committee=committee, nominations=None)[:count]
    return [make_nomination(post, state=NominationState.SUBMITTED) for post in posts]


def test_a_committee_holds_places_of_a_quarter_before_it_knows_the_names() -> None:
    plan = make_holding_plan(4, 3, first_quarter=5)
    first, second = committees(plan)

    reserve_places(plan, first, {FIRST: 3, SECOND: 1}, **by())
    reserve_places(plan, second, {FIRST: 2}, **by())

    table = held_table(plan, date(2023, 3, 1))
    assert [(pool.held, pool.free, pool.lapses_on) for pool in table.pools] == [
        (5, 0, date(2023, 3, 21)), (1, 6, date(2023, 6, 20)),
    ]  # fmt: skip
    assert Job.objects.filter(kind="lapse_reservations").count() == 1


def test_more_than_there_are_places_is_refused_and_nothing_changes() -> None:
    plan = make_holding_plan(4, 3, first_quarter=5)
    first, second = committees(plan)
    reserve_places(plan, first, {FIRST: 3}, **by())
    name(plan, first, 2)

    for committee, wanted, refusal in (
        (first, {FIRST: 3, SECOND: 2}, MoreThanTheCommitteeHas),
        (second, {FIRST: 3}, MoreThanTheQuarterHas),
        (first, {FIRST: 1}, FewerThanNamed),
        (first, {(2023, 3): 1}, QuarterOutsideThePlan),
    ):
        with pytest.raises(refusal):
            reserve_places(plan, committee, wanted, **by())
    with pytest.raises(AlreadyLapsing):
        reserve_places(plan, second, {FIRST: 1}, **by(LAPSING))
    assert [(one.committee, one.places) for one in Reservation.objects.all()] == [(first, 3)]


def test_a_person_fills_the_held_place_of_the_quarter_they_come_in() -> None:
    plan = make_holding_plan(4)
    (committee,) = committees(plan)
    reserve_places(plan, committee, {FIRST: 1, SECOND: 1}, **by())
    (first,) = name(plan, committee, 1)

    QuarterWish.objects.create(nomination=first, year=2023, quarter=2, said_at=AT, said_by=make_user())

    assert [(row.quarter, row.named) for row in held_rows(plan, AT.date())] == [(1, 0), (2, 1)]
    assert nameless_places(plan) == {(committee.pk, FIRST): 1}


def test_under_a_strict_plan_no_more_places_of_a_quarter_are_held_than_the_committee_has_there() -> None:
    plan = make_holding_plan(4)
    (committee,) = committees(plan)
    QuarterShare.objects.create(quota=plan.quotas.get(), year=2023, quarter=1, places=1)

    reserve_places(plan, committee, {FIRST: 2}, **by())
    StrictQuarters.objects.create(plan=plan)
    with pytest.raises(AboveTheQuarter):
        reserve_places(plan, committee, {FIRST: 3}, **by())
    reserve_places(plan, committee, {FIRST: 1}, **by())

    assert [one.places for one in Reservation.objects.all()] == [1]


def test_places_are_held_only_under_an_open_plan_that_says_when_they_lapse() -> None:
    plan = make_holding_plan(2)
    (committee,) = committees(plan)

    ReservationRule.objects.all().delete()
    with pytest.raises(NoReservations):
        reserve_places(plan, committee, {FIRST: 1}, **by())
    set_reservation_rule(plan, 5, **by())
    Plan.objects.update(state=PlanState.CLOSED)
    with pytest.raises(PlanTakesNoReservations):
        reserve_places(plan, committee, {FIRST: 1}, **by())


def test_a_quarter_is_let_go_by_holding_nothing_of_it() -> None:
    plan = make_holding_plan(2)
    (committee,) = committees(plan)

    reserve_places(plan, committee, {FIRST: 2}, **by())
    reserve_places(plan, committee, {FIRST: 0}, **by())

    assert not Reservation.objects.exists()


def test_when_the_day_comes_places_without_names_are_free_for_others_and_all_are_told() -> None:
    plan = make_holding_plan(4, 3, first_quarter=4)
    first, second = committees(plan)
    loser, other = (make_mandate(Role.COMMITTEE, office=one).user for one in (first, second))
    reserve_places(plan, first, {FIRST: 4}, **by())
    name(plan, first, 1)

    assert lapse_reservations(plan, **by()) == 0
    assert lapse_reservations(plan, **by(LAPSING)) == 3
    assert lapse_reservations(plan, **by(LAPSING)) == 0

    (row,) = [one for one in held_rows(plan, date(2023, 3, 21)) if one.reservation_id and one.quarter == 1]
    assert (row.held, row.named, row.lapsed, row.nameless) == (1, 1, 3, 0)
    assert Notice.objects.get(to=loser).title == "3 chỗ giữ chưa có tên đã hết hạn"
    assert Notice.objects.get(to=other).title == "3 chỗ được trống lại"


def test_places_lapse_before_the_last_class_of_the_quarter_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_holding_plan(2)
    days = (date(2023, 3, 13), date(2023, 3, 28), date(2023, 4, 12))
    classes = [
        ClassOfPlan(plan_id=plan.pk, class_id=number, name="Lớp", starts_on=day, is_decided=False)
        for number, day in enumerate(days)
    ]
    monkeypatch.setattr(outcomes, "_classes", [lambda _ids: classes])

    assert [row.lapses_on for row in held_rows(plan, date(2023, 3, 1))] == [date(2023, 3, 18), date(2023, 4, 2)]


def test_the_database_itself_lets_nobody_hold_more_than_there_is() -> None:
    plan = make_holding_plan(4, 3, first_quarter=5)
    first, second = committees(plan)
    reserve_places(plan, first, {FIRST: 3}, **by())
    row = {"plan": plan, "year": 2023, "reserved_at": AT, "reserved_by": make_user()}

    for wrong in (
        lambda: Reservation.objects.create(**row, committee=second, quarter=1, places=3),
        lambda: Reservation.objects.create(**row, committee=first, quarter=2, places=2),
        lambda: Reservation.objects.create(**row, committee=first, quarter=1, places=1),
        lambda: Reservation.objects.create(**row, committee=second, quarter=5, places=1),
        lambda: Reservation.objects.filter(committee=first).update(places=5),
        lambda: Reservation.objects.filter(committee=first).update(lapsed=4, lapsed_at=AT),
        lambda: Reservation.objects.filter(committee=first).update(lapsed=1),
        lambda: ReservationRule.objects.update(days_before=0),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@given(held=st.lists(st.integers(0, 50), max_size=8), unsaid=st.integers(0, 300))
def test_names_without_a_quarter_fill_the_earliest_places_first(held: list[int], unsaid: int) -> None:
    filled = with_names(held, [0] * len(held), unsaid, 10**6)

    assert sum(filled) == min(unsaid, sum(held))
    assert all(filled[place] == held[place] for place in range(len(held)) if sum(filled[place + 1 :]))


@given(
    quarters=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8),
    unsaid=st.integers(0, 100),
    places=st.integers(0, 500),
)
def test_names_fill_the_places_of_their_quarter_and_never_more_than_are_held(
    quarters: list[tuple[int, int]], unsaid: int, places: int
) -> None:
    held, named = [one[0] for one in quarters], [one[1] for one in quarters]

    filled = with_names(held, named, unsaid, places)

    assert all(min(*one) <= names <= one[0] for one, names in zip(quarters, filled, strict=True))
    assert sum(filled) <= sum(named) + unsaid
    nameless = sum(held) - sum(filled)
    assert nameless + sum(named) + unsaid <= places or sum(filled) == min(sum(held), sum(named) + unsaid)


def test_who_comes_in_another_quarter_leaves_a_held_place_until_the_places_would_not_do() -> None:
    assert with_names([0, 2], [1, 0], 0, places=3) == [0, 0]
    assert with_names([0, 2], [1, 0], 0, places=2) == [0, 1]


def test_the_last_day_of_each_quarter_is_known_and_classes_move_the_day() -> None:
    assert [last_day_of_quarter(2023, quarter) for quarter in (1, 2, 3, 4)] == [
        date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31),
    ]  # fmt: skip
    assert lapses_on([], date(2023, 3, 31), 10) == date(2023, 3, 21)
    assert lapses_on([date(2023, 3, 13)], date(2023, 3, 31), 10) == date(2023, 3, 3)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hold"), st.integers(0, 2), st.sampled_from([FIRST, SECOND]), st.integers(0, 6)),
        st.tuples(st.just("name"), st.integers(0, 2), st.none(), st.integers(1, 2)),
        st.tuples(st.just("lapse"), st.integers(0, 2), st.none(), st.none()),
        st.tuples(st.just("return"), st.integers(0, 2), st.none(), st.none()),
    ),
    min_size=3,
    max_size=12,
)


@given(steps=STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_random_lives_held_places_never_exceed_places_and_a_named_one_never_lapses(steps: list[Any]) -> None:
    with transaction.atomic():
        faults = list(_live(make_holding_plan(4, 3, 2, first_quarter=6), steps))
        transaction.set_rollback(True)

    assert faults == []


def _live(plan: Plan, steps: list[Any]) -> Iterator[str]:
    """Any order of holding, naming, returning and lapsing, with what is wrong after each."""
    for act, number, quarter, count in steps:
        committee = committees(plan)[number]
        named = _named(plan)
        try:
            if act == "hold":
                reserve_places(plan, committee, {quarter: count}, **by())
            elif act == "name":
                name(plan, committee, count)
            elif act == "return":
                sent = Nomination.objects.filter(plan=plan, committee=committee, state="submitted")
                sent.filter(pk__in=list(sent.values_list("pk", flat=True)[:1])).update(state="returned")
            else:
                lapse_reservations(plan, **by(LAPSING))
                if lapse_reservations(plan, **by(LAPSING)) or _named(plan) != named:
                    yield "lapsing twice did more, or took a place with a name"
        except DomainError:
            continue
        yield from _faults(plan)


def _named(plan: Plan) -> dict[int, int]:
    """Places with names by reservation."""
    rows = held_rows(plan, LAPSING.date())
    return {row.reservation_id: row.named for row in rows if row.reservation_id is not None}


def _faults(plan: Plan) -> Iterator[str]:
    rows = held_rows(plan, LAPSING.date())
    if not all(0 <= row.named <= row.held for row in rows):
        yield "more names than places held"
    if not all(pool.held <= pool.places for pool in quarter_pools(plan, rows).values()):
        yield "a quarter has fewer places than are held"
    for committee_id, most in plan.quotas.values_list("committee", "places"):
        if sum(row.held for row in rows if row.committee_id == committee_id) > most:
            yield "a committee holds more than it has"
