"""A committee's places by quarter beside its people: given, sent, held without names, free, and what is above them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.quarter_sources import class_quarters, held_places
from khaigiang.planning.nominations.states import LIVE, TAKES_A_PLACE
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import Quarter, quarter_rows, shares_now


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterCell:
    """One committee in one quarter: its places, and how they are taken."""

    year: int
    quarter: int
    given: int
    sent: int = 0
    placed: int = 0
    drafts: int = 0
    held: int = 0

    @property
    def key(self) -> Quarter:
        return self.year, self.quarter

    @property
    def label(self) -> str:
        """The quarter as people write it."""
        return in_words(self.key)

    @property
    def taken(self) -> int:
        """People sent for the quarter, and places held in it without names."""
        return self.sent + self.held

    @property
    def free(self) -> int:
        return max(self.given - self.taken, 0)

    @property
    def above(self) -> int:
        """How many more are taken than given."""
        return max(self.taken - self.given, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeQuarters:
    """The places of a committee quarter by quarter, and its people of whom no quarter is said."""

    cells: list[QuarterCell]
    unsaid: int

    @property
    def above(self) -> list[QuarterCell]:
        """Quarters in which more are taken than given."""
        return [cell for cell in self.cells if cell.above]

    def cell(self, quarter: Quarter) -> QuarterCell:
        """One quarter; a committee has no places in a quarter of which the plan says nothing."""
        found = (cell for cell in self.cells if cell.key == quarter)
        return next(found, QuarterCell(year=quarter[0], quarter=quarter[1], given=0))

    @property
    def given(self) -> int:
        return sum(cell.given for cell in self.cells)

    @property
    def sent(self) -> int:
        """People sent, whether or not their quarter is said."""
        return sum(cell.sent for cell in self.cells) + self.unsaid

    @property
    def held(self) -> int:
        return sum(cell.held for cell in self.cells)

    @property
    def free(self) -> int:
        """Places of all quarters that nobody takes."""
        return max(self.given - self.sent - self.held, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuarter:
    """Somebody named, and their quarter: that of their class, until they have one the quarter wished."""

    nomination_id: int
    official: str
    unit: str
    state: str
    state_label: str
    quarter: Quarter | None
    is_placed: bool

    @property
    def label(self) -> str:
        """The quarter as people write it."""
        return in_words(self.quarter)


ByCommittee = dict[int, CommitteeQuarters]


def committees_by_quarter(plan: Plan) -> ByCommittee:
    """Every committee of a plan by quarter; none where the plan gives no places by quarter.

    The quarter of a person is that of their class, until they have one the quarter wished. A constant number of statements.
    """
    shares = shares_now(plan)
    return _by_quarter(plan, shares) if shares else {}


def committee_by_quarter(plan: Plan, committee_id: int) -> CommitteeQuarters | None:
    """One committee by quarter; None where the plan gives no places by quarter."""
    return committees_by_quarter(plan).get(committee_id)


def quarters_of_people(plan: Plan) -> dict[int, Quarter]:
    """The quarter of everybody named under a plan of whom it is known, by the nomination."""
    return {one.nomination_id: one.quarter for one in _people(plan) if one.quarter}


def people_by_quarter(plan: Plan, committee_id: int) -> list[PersonQuarter]:
    """Everybody whom a committee has named, in the order of lists; a constant number of statements."""
    known = {one.nomination_id: one for one in _people(plan)}
    found = Nomination.objects.filter(plan=plan, committee=committee_id, state__in=LIVE)
    return [
        PersonQuarter(
            nomination_id=one.pk,
            official=one.official.full_name,
            unit=one.target_post.unit.name,
            state=one.state,
            state_label=one.get_state_display(),
            quarter=known[one.pk].quarter,
            is_placed=known[one.pk].is_placed,
        )
        for one in found.select_related("official", "target_post__unit").order_by("target_post__unit__sort_key", "pk")
    ]


def in_words(quarter: Quarter | None) -> str:
    """A quarter as people write it: 2/2023; nothing where none is known."""
    return f"{quarter[1]}/{quarter[0]}" if quarter else ""


def above_in_words(quarters: CommitteeQuarters | None) -> str:
    """Quarters in which a committee is above its places, as words; nothing where there is none."""
    above = quarters.above if quarters else []
    return ", ".join(
        _("quarter %(quarter)s: %(above)s above the places") % {"quarter": in_words(cell.key), "above": cell.above}
        for cell in above
    )


def _by_quarter(plan: Plan, shares: Mapping[int, Mapping[Quarter, int]]) -> ByCommittee:
    quarters = {(row.year, row.quarter) for row in quarter_rows(plan)}
    quarters |= {quarter for cells in shares.values() for quarter in cells}
    counts, unsaid = _counts(plan)
    held = held_places(plan)
    found: ByCommittee = {}
    for committee_id in plan.quotas.values_list("committee", flat=True):
        own = counts[committee_id]
        cells = [
            replace(
                own.get((year, quarter), QuarterCell(year=year, quarter=quarter, given=0)),
                given=shares.get(committee_id, {}).get((year, quarter), 0),
                held=held[committee_id, (year, quarter)],
            )
            for year, quarter in sorted(quarters | own.keys())
        ]
        found[committee_id] = CommitteeQuarters(cells=cells, unsaid=unsaid[committee_id])
    return found


def _counts(plan: Plan) -> tuple[defaultdict[int, dict[Quarter, QuarterCell]], Counter[int]]:
    """People of each committee by quarter, and those sent of whom no quarter is known."""
    found: defaultdict[int, dict[Quarter, QuarterCell]] = defaultdict(dict)
    unsaid: Counter[int] = Counter()
    for one in _people(plan):
        if one.quarter is None:
            unsaid[one.committee_id] += one.is_sent
            continue
        year, quarter = one.quarter
        cell = found[one.committee_id].get(one.quarter) or QuarterCell(year=year, quarter=quarter, given=0)
        found[one.committee_id][one.quarter] = replace(
            cell,
            sent=cell.sent + one.is_sent,
            placed=cell.placed + (one.is_sent and one.is_placed),
            drafts=cell.drafts + (not one.is_sent),
        )
    return found, unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    nomination_id: int
    committee_id: int
    is_sent: bool
    is_placed: bool
    quarter: Quarter | None


def _people(plan: Plan) -> list[_Person]:
    in_classes = class_quarters(plan)
    columns = ("pk", "committee", "state", "quarter_wish__year", "quarter_wish__quarter")
    return [
        _Person(
            nomination_id=pk,
            committee_id=committee_id,
            is_sent=state in TAKES_A_PLACE,
            is_placed=pk in in_classes,
            quarter=in_classes.get(pk, (year, quarter) if year else None),
        )
        for pk, committee_id, state, year, quarter in Nomination.objects.filter(plan=plan, state__in=LIVE).values_list(
            *columns
        )
    ]


def proposed_quarters(quarters: CommitteeQuarters, people: Iterable[PersonQuarter]) -> dict[int, Quarter]:
    """For whom no quarter is said, in the order of lists, one with a free place, the earliest first."""
    free = [cell.key for cell in quarters.cells for _place in range(cell.free - cell.drafts)]
    return dict(zip([one.nomination_id for one in people if one.quarter is None], free, strict=False))
