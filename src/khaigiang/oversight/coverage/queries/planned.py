"""What the plan wants in each quarter, beside what came of it: places of committees, otherwise of the whole plan."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum

from khaigiang.oversight.coverage.queries.ledger import Ledger
from khaigiang.oversight.coverage.queries.shares import Share, quarter_label, shares
from khaigiang.oversight.coverage.states import Division, Reached
from khaigiang.planning.plans.queries import PlanAsOf, plan_as_of
from khaigiang.planning.plans.states import AmendedField

Planned = Mapping[str, int]


class Source(StrEnum):
    """Where the planned column of the quarters comes from."""

    COMMITTEES = "committees"
    PLAN = "plan"
    NOTHING = "nothing"


def shares_of(ledger: Ledger, by: Division) -> tuple[list[Share], Source | None]:
    """A ledger divided; quarters tell what the plan of the day gives each, and where that comes from.

    What the plan gives no quarter stands in the last line, so that the column adds up to the posts; 7 statements more.
    """
    if by != Division.QUARTER:
        return shares(ledger.groups, by), None
    as_of = plan_as_of(ledger.plan, ledger.on)
    planned, source = _planned(as_of, ledger.committees)
    rest = ledger.posts - sum(planned.values())
    return beside_the_plan(shares(ledger.groups, Division.QUARTER), {**planned, "": rest}), source


def beside_the_plan(found: list[Share], planned: Planned) -> list[Share]:
    """These shares with what is planned instead of how many posts they have; quarters without a post included."""
    by_key = {share.key: share for share in found}
    keys = sorted({*by_key, *(key for key, places in planned.items() if places)}, key=lambda key: (not key, key))
    return [_planned_share(by_key.get(key) or _empty(key), planned.get(key, 0)) for key in keys]


def _planned(as_of: PlanAsOf, committees: Collection[int] | None) -> tuple[Planned, Source]:
    places = Counter[str]()
    for committee_id, cells in as_of.shares().items():
        if committees is None or committee_id in committees:
            places.update({f"{year}-{quarter}": count for (year, quarter), count in cells.items()})
    if places:
        return places, Source.COMMITTEES
    if committees is not None:
        return {}, Source.NOTHING
    wanted = {
        f"{year}-{quarter}": int(text)
        for (field, year, quarter, _committee), text in as_of.values.items()
        if field == AmendedField.PEOPLE and text
    }
    return wanted, Source.PLAN if any(wanted.values()) else Source.NOTHING


def _planned_share(share: Share, places: int) -> Share:
    columns = tuple((column, places if column == Reached.PLANNED else count) for column, count in share.columns)
    return replace(share, columns=columns)


def _empty(key: str) -> Share:
    return Share(key=key, label=quarter_label(key), columns=tuple((column, 0) for column in Reached), waiting=0)
