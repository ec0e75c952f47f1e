"""Places held without names: who holds how many in which quarter, how many have names, and when the rest lapses."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.planning.needs.models import Reservation, ReservationRule
from khaigiang.planning.needs.rules import lapses_on, last_day_of_quarter, with_names
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import quarters_of_people
from khaigiang.planning.nominations.states import TAKES_A_PLACE
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.outcomes import classes_of
from khaigiang.planning.plans.queries import Quarter, quarter_rows, quota_rows
from khaigiang.planning.plans.states import PlanState


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """One committee in one quarter; without a reservation nothing is held."""

    committee_id: int
    committee: str
    year: int
    quarter: int
    reservation_id: int | None
    held: int
    lapsed: int
    named: int
    lapses_on: date
    is_due: bool

    @property
    def nameless(self) -> int:
        """Places held that have no name yet: these lapse."""
        return self.held - self.named


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPool:
    """All committees together in one quarter; a quarter of which the plan says nothing has the places of the plan."""

    year: int
    quarter: int
    places: int
    held: int
    named: int
    lapsed: int
    lapses_on: date

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(self.places - self.held, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTable:
    """Committees by quarters, with sums; `days_before` is None while the plan takes no reservations."""

    days_before: int | None
    lines: list[tuple[str, int, int, list[HeldRow]]]
    pools: list[QuarterPool]

    @property
    def due(self) -> int:
        """Places that lapse today or should have."""
        return sum(row.nameless for _name, _pk, _places, rows in self.lines for row in rows if row.is_due)

    @property
    def held(self) -> int:
        return sum(pool.held for pool in self.pools)


def holding_quotas(quotas: QuerySet[Quota], committee_ids: Collection[int] | None) -> list[Quota]:
    """A committee's parts of open plans whose places may be held without names; none for who sees all; one statement."""
    if committee_ids is None:
        return []
    found = quotas.filter(plan__reservation_rule__isnull=False, plan__state=PlanState.OPEN)
    return list(found.select_related("plan__document", "committee").order_by("-plan__starts_on", "pk"))


def held_rows(plan: Plan, on: date) -> list[HeldRow]:
    """Every committee of a plan in every quarter of it, in the order of lists; few statements whatever their number."""
    held = {(one.committee_id, one.year, one.quarter): one for one in plan.reservations.all()}
    named = _named(plan)
    days = _lapse_days(plan)
    rows: list[HeldRow] = []
    for quota in quota_rows(plan):
        found = [held.get((quota.committee_id, year, quarter)) for year, quarter in days]
        own = named[quota.committee_id]
        filled = with_names(
            [one.held if one else 0 for one in found], [own[key] for key in days], own[None], quota.places
        )
        rows += [
            _row(quota.committee_id, quota.committee, key, one, names, day, on)
            for (key, day), one, names in zip(days.items(), found, filled, strict=True)
        ]
    return rows


def nameless_places(plan: Plan) -> dict[tuple[int, Quarter], int]:
    """Places held without names, by committee and quarter: asked by the nominations beneath."""
    if not plan.reservations.exists():
        return {}
    rows = held_rows(plan, plan.starts_on)
    return {(row.committee_id, (row.year, row.quarter)): row.nameless for row in rows if row.nameless}


def quarter_pools(plan: Plan, rows: Sequence[HeldRow]) -> dict[Quarter, QuarterPool]:
    """What each quarter has and what of it is held, given the rows of all committees; three statements."""
    wanted = {(row.year, row.quarter): row.places for row in quarter_rows(plan)}
    everything = sum(row.places for row in quota_rows(plan))
    by_quarter: defaultdict[Quarter, list[HeldRow]] = defaultdict(list)
    for row in rows:
        by_quarter[row.year, row.quarter].append(row)
    return {
        key: QuarterPool(
            year=key[0],
            quarter=key[1],
            places=everything if (places := wanted.get(key)) is None else places,
            held=sum(row.held for row in found),
            named=sum(row.named for row in found),
            lapsed=sum(row.lapsed for row in found),
            lapses_on=found[0].lapses_on,
        )
        for key, found in by_quarter.items()
    }


def held_table(plan: Plan, on: date) -> HeldTable:
    """All reservations of a plan as a table with its sums; eleven statements whatever their number."""
    rule = ReservationRule.objects.filter(plan=plan).first()
    rows = held_rows(plan, on)
    places = {row.committee_id: row.places for row in quota_rows(plan)}
    lines: dict[int, list[HeldRow]] = defaultdict(list)
    for row in rows:
        lines[row.committee_id].append(row)
    return HeldTable(
        days_before=rule.days_before if rule else None,
        lines=[(found[0].committee, pk, places[pk], found) for pk, found in lines.items()],
        pools=list(quarter_pools(plan, rows).values()),
    )


def _named(plan: Plan) -> defaultdict[int, Counter[Quarter | None]]:
    """How many people each committee has sent for which quarter; those of whom none is said, or one without places, as None."""
    known = quarters_of_people(plan)
    quarters = {(row.year, row.quarter) for row in quarter_rows(plan)}
    found: defaultdict[int, Counter[Quarter | None]] = defaultdict(Counter)
    sent = Nomination.objects.filter(plan=plan, state__in=TAKES_A_PLACE).values_list("pk", "committee")
    for pk, committee_id in sent:
        quarter = known.get(pk)
        found[committee_id][quarter if quarter in quarters else None] += 1
    return found


def _lapse_days(plan: Plan) -> dict[Quarter, date]:
    rule = ReservationRule.objects.filter(plan=plan).first()
    first_days = _first_days(one.starts_on for one in classes_of([plan.pk]))
    return {
        (row.year, row.quarter): lapses_on(
            first_days[row.year, row.quarter],
            min(last_day_of_quarter(row.year, row.quarter), plan.ends_on),
            rule.days_before if rule else 0,
        )
        for row in quarter_rows(plan)
    }


def _first_days(days: Iterable[date]) -> defaultdict[Quarter, list[date]]:
    found: defaultdict[Quarter, list[date]] = defaultdict(list)
    for day in days:
        found[day.year, quarter_of(day)].append(day)
    return found


def _row(
    committee_id: int, committee: str, key: Quarter, one: Reservation | None, names: int, day: date, on: date
) -> HeldRow:
    return HeldRow(
        committee_id=committee_id,
        committee=committee,
        year=key[0],
        quarter=key[1],
        reservation_id=one.pk if one else None,
        held=one.held if one else 0,
        lapsed=one.lapsed if one else 0,
        named=names,
        lapses_on=day,
        is_due=day <= on,
    )
