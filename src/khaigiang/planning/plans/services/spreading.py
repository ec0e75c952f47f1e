"""Places of the committees by quarter: spread by the rule, taken back, typed by hand."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans import changes
from khaigiang.planning.plans.errors import (
    MorePlacesThanPosts,
    NoQuarterWantsPeople,
    NotAQuarterOfThePlan,
    NotOpen,
    SharesChangedSince,
)
from khaigiang.planning.plans.models import Plan, QuarterShare, QuartersSpread, Quota
from khaigiang.planning.plans.queries import (
    Quarter,
    Shares,
    last_spread,
    quota_rows,
    shares_as_text,
    shares_from_text,
    shares_now,
    spread_shares,
    targets_of,
)
from khaigiang.planning.plans.rules import adjusted, quarters_between
from khaigiang.planning.plans.services.moving import locked


@transaction.atomic
def spread_places(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Spread the places of all committees over the quarters by the rule; raises NotOpen or NoQuarterWantsPeople."""
    plan = locked(plan)
    _refuse_unless_open(plan)
    if not targets_of(plan):
        raise NoQuarterWantsPeople
    before = shares_now(plan)
    spread_all(plan)
    after = shares_now(plan)
    kept = {"before": shares_as_text(before), "after": shares_as_text(after)}
    QuartersSpread.objects.create(plan=plan, **kept, set_at=at, set_by=by)
    audit.record("spread_places", plan, by=by, at=at, before=sums(before), after=sums(after))
    changes.tell(plan, by, at)
    return plan


@transaction.atomic
def undo_spread_places(plan: Plan, *, by: User, at: datetime) -> Plan:
    """Put the quarters of all committees back as they were before the last spreading; raises NotOpen or SharesChangedSince."""
    plan = locked(plan)
    _refuse_unless_open(plan)
    last = last_spread(plan)
    if last is None:
        raise SharesChangedSince
    before, after = shares_from_text(last.after), shares_from_text(last.before)
    put_shares(plan, after, whole=True)
    last.delete()
    audit.record("undo_spread_places", plan, by=by, at=at, before=sums(before), after=sums(after))
    changes.tell(plan, by, at)
    return plan


def spread_all(plan: Plan) -> None:
    """Spread all places by the rule within an act that records itself; nothing where no quarter wants people."""
    places = dict(plan.quotas.values_list("committee", "places"))
    put_shares(plan, spread_shares(places, targets_of(plan)), whole=True)


def let_shares_follow(plan: Plan, places: Mapping[int, int]) -> None:
    """Bring the quarters of committees whose places have changed up to their new places, where places are by quarter."""
    now, targets = shares_now(plan), targets_of(plan)
    quarters = sorted(set(targets) | {quarter for cells in now.values() for quarter in cells})
    if not now or not quarters:
        return
    wanted: Shares = {}
    for committee, count in places.items():
        cells = [now.get(committee, {}).get(quarter, 0) for quarter in quarters]
        cells = adjusted(cells, count, [targets.get(quarter, 0) for quarter in quarters])
        wanted[committee] = dict(zip(quarters, cells, strict=True))
    put_shares(plan, wanted)


def put_shares(plan: Plan, shares: Mapping[int, Mapping[Quarter, int]], *, whole: bool = False) -> Shares:
    """Write the quarters of these committees (of all, where they are the whole); returns what they were.

    Raises MorePlacesThanPosts.
    """
    before = shares_now(plan)
    quotas = {quota.committee_id: quota for quota in plan.quotas.select_for_update()}
    for row in quota_rows(plan):
        if sum(shares.get(row.committee_id, {}).values()) > row.posts:
            raise MorePlacesThanPosts(committee=row.committee, posts=row.posts)
    changed = [quotas[pk] for pk in (quotas if whole else quotas.keys() & shares.keys())]
    QuarterShare.objects.filter(quota__in=changed).delete()
    QuarterShare.objects.bulk_create(
        QuarterShare(quota=quota, year=year, quarter=quarter, places=count)
        for quota in sorted(changed, key=_by_committee)
        for (year, quarter), count in sorted(shares.get(quota.committee_id, {}).items())
        if count
    )
    return before


def refuse_shares_outside(plan: Plan) -> None:
    """Raise NotAQuarterOfThePlan where a committee has places in a quarter that the days of the plan do not touch."""
    allowed = set(quarters_between(plan.starts_on, plan.ends_on))
    for cells in shares_now(plan).values():
        for year, quarter in sorted(cells.keys() - allowed):
            raise NotAQuarterOfThePlan(quarter=quarter, year=year)


def sums(shares: Mapping[int, Mapping[Quarter, int]]) -> dict[str, object]:
    """The sum of each quarter, for the audit."""
    found: dict[str, object] = {}
    for year, quarter in sorted({one for cells in shares.values() for one in cells}):
        found[f"{quarter}/{year}"] = sum(cells.get((year, quarter), 0) for cells in shares.values())
    return found


def _by_committee(quota: Quota) -> int:
    return quota.committee_id


def _refuse_unless_open(plan: Plan) -> None:
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
