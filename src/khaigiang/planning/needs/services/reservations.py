"""Committees hold places of a quarter without names; what has none when its day comes is free again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.shared.dates import at_time, local_day
from khaigiang.planning.needs import notices
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
from khaigiang.planning.needs.queries import HeldRow, QuarterPool, held_rows, quarter_pools
from khaigiang.planning.needs.states import LAPSE
from khaigiang.planning.nominations.services import refuse_above
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.queries import Quarter
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.registry.units.models import Office


@transaction.atomic
def set_reservation_rule(plan: Plan, days_before: int, *, by: User, at: datetime) -> ReservationRule:
    """Let committees hold places of a plan, and say how many days before a class they lapse."""
    rule, _made = ReservationRule.objects.update_or_create(plan=plan, defaults={"days_before": days_before})
    audit.record("set_reservation_rule", plan, by=by, at=at, after={"days_before": days_before})
    return rule


@transaction.atomic
def reserve_places(
    plan: Plan, committee: Office, wanted: Mapping[Quarter, int], *, by: User, at: datetime
) -> list[Reservation]:
    """Hold so many places of quarters (year, quarter) for a committee; none at all lets a quarter go.

    Raises PlanTakesNoReservations, NoReservations, QuarterOutsideThePlan, AlreadyLapsing, FewerThanNamed,
    MoreThanTheCommitteeHas, MoreThanTheQuarterHas or, where the plan refuses it, AboveTheQuarter.
    """
    plan = _held_still(plan)
    _refuse_quarters(plan, wanted)
    rows = held_rows(plan, local_day(at))
    own = {(row.year, row.quarter): row for row in rows if row.committee_id == committee.pk}
    changed = {key: places for key, places in wanted.items() if places != own[key].held}
    _refuse_too_much(plan, committee, own, changed, quarter_pools(plan, rows))
    kept = [
        one
        for key, places in sorted(changed.items(), key=lambda item: item[1] - own[item[0]].held)
        if (one := _kept(plan, committee, own[key], places, by=by, at=at))
    ]
    refuse_above(plan, [(committee.pk, key) for key, places in changed.items() if places > own[key].held])
    before = {f"{quarter}/{year}": own[year, quarter].held for year, quarter in changed}
    after = {f"{quarter}/{year}": places for (year, quarter), places in changed.items()}
    audit.record("reserve_places", plan, by=by, at=at, before=before, after={"committee": committee.name, **after})
    watch_over(plan, by=by, at=at)
    return kept


@transaction.atomic
def lapse_reservations(plan: Plan, *, by: User | None, at: datetime) -> int:
    """Let every held place without a name go whose day has come; a named one never goes; returns how many went."""
    plan = _held_still(plan)
    lapsing = [row for row in held_rows(plan, local_day(at)) if row.is_due and row.nameless]
    by_committee: Counter[int] = Counter()
    for row in lapsing:
        one = plan.reservations.get(committee=row.committee_id, year=row.year, quarter=row.quarter)
        one.lapsed, one.lapsed_at = one.lapsed + row.nameless, at
        one.save(update_fields=["lapsed", "lapsed_at"])
        by_committee[row.committee_id] += row.nameless
    after = {f"{row.committee}, {row.quarter}/{row.year}": row.nameless for row in lapsing}
    if lapsing:
        audit.record("lapse_reservations", plan, by=by, at=at, after=after)
        notices.lapsed(plan, by_committee, at=at)
    return sum(by_committee.values())


def watch_over(plan: Plan, *, by: User | None, at: datetime) -> None:
    """Ask for the look at what lapses, early on the next day; one look a day is enough."""
    tomorrow = local_day(at) + timedelta(days=1)
    ids = {"plan": plan.pk, "day": tomorrow.toordinal()}
    ask(LAPSE, by=by, at=at, ids=ids, not_before=at_time(tomorrow, time(0, 5)))


def _held_still(plan: Plan) -> Plan:
    # The plan, and with it its quotas, is the lock that committees sending their people take too.
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    list(Quota.objects.select_for_update().filter(plan=plan))
    return plan


def _refuse_quarters(plan: Plan, wanted: Iterable[Quarter]) -> None:
    if not plan.is_open:
        raise PlanTakesNoReservations(state=plan.get_state_display())
    if not ReservationRule.objects.filter(plan=plan).exists():
        raise NoReservations
    known = quarters_between(plan.starts_on, plan.ends_on)
    for year, quarter in wanted:
        if (year, quarter) not in known:
            raise QuarterOutsideThePlan(quarter=quarter, year=year)


def _refuse_too_much(
    plan: Plan,
    committee: Office,
    own: Mapping[Quarter, HeldRow],
    changed: Mapping[Quarter, int],
    pools: Mapping[Quarter, QuarterPool],
) -> None:
    for (year, quarter), places in changed.items():
        row, free = own[year, quarter], pools[year, quarter].free + own[year, quarter].held
        if row.is_due:
            raise AlreadyLapsing(quarter=quarter, day=f"{row.lapses_on:%d/%m/%Y}")
        if places < row.named:
            raise FewerThanNamed(named=row.named)
        if places > max(free, row.held):
            raise MoreThanTheQuarterHas(quarter=quarter, year=year, free=free)
    places = plan.quotas.get(committee=committee).places
    if changed and sum(changed.get(key, row.held) for key, row in own.items()) > places:
        raise MoreThanTheCommitteeHas(committee=committee, places=places)


def _kept(plan: Plan, committee: Office, row: HeldRow, places: int, *, by: User, at: datetime) -> Reservation | None:
    found = plan.reservations.filter(committee=committee, year=row.year, quarter=row.quarter).first()
    if found and places == 0 and not found.lapsed:
        found.delete()
        return None
    one = found or Reservation(plan=plan, committee=committee, year=row.year, quarter=row.quarter)
    # What lapsed before stays told: the held places stand on top of it.
    one.places, one.reserved_at, one.reserved_by = places + one.lapsed, at, by
    one.save()
    return one
