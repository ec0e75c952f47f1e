"""Each committee's places by quarter: as they are, as the rule gives them, as they are kept for an undo."""

from collections.abc import Mapping

from khaigiang.planning.plans.models import Plan, QuarterShare, QuartersSpread
from khaigiang.planning.plans.queries.plans import quarter_rows
from khaigiang.planning.plans.rules import spread_in_proportion

Quarter = tuple[int, int]
Shares = dict[int, dict[Quarter, int]]


def spread_shares(places: Mapping[int, int], targets: Mapping[Quarter, int]) -> Shares:
    """Places of committees (by their ids) spread over the quarters by the rule; nothing where no quarter wants people."""
    quarters = sorted(targets)
    if not sum(targets.values()):
        return {}
    spread = spread_in_proportion(places, [targets[quarter] for quarter in quarters])
    return {pk: {quarter: n for quarter, n in zip(quarters, cells, strict=True) if n} for pk, cells in spread.items()}


def targets_of(plan: Plan) -> dict[Quarter, int]:
    """What each quarter of the plan's days wants, where it wants people."""
    return {(row.year, row.quarter): row.places for row in quarter_rows(plan) if row.places}


def shares_now(plan: Plan) -> Shares:
    """Each committee's places by quarter as they are."""
    found: Shares = {}
    for one in QuarterShare.objects.filter(quota__plan=plan).select_related("quota"):
        found.setdefault(one.quota.committee_id, {})[one.year, one.quarter] = one.places
    return found


def last_spread(plan: Plan) -> QuartersSpread | None:
    """The last time the places were spread over the quarters by the rule, while they still are as it left them."""
    last = plan.spreads.select_related("set_by").order_by("-pk").first()
    return last if last and last.after == shares_as_text(shares_now(plan)) else None


def shares_as_text(shares: Mapping[int, Mapping[Quarter, int]]) -> dict[str, dict[str, int]]:
    """Shares as they are kept for an undo."""
    return {
        str(committee): {f"{year}-{quarter}": count for (year, quarter), count in sorted(cells.items())}
        for committee, cells in sorted(shares.items())
        if cells
    }


def shares_from_text(kept: Mapping[str, Mapping[str, int]]) -> Shares:
    """Shares as they were kept for an undo."""
    return {int(pk): {_quarter(name): count for name, count in cells.items()} for pk, cells in kept.items()}


def _quarter(name: str) -> Quarter:
    year, quarter = name.split("-")
    return int(year), int(quarter)
