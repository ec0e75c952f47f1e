"""What later documents changed of the lines of a plan, and the lines as they were in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.planning.periods.models import PeriodPlan
from khaigiang.planning.periods.states import LineField
from khaigiang.planning.plans.queries.amendments import AmendmentFacts, Change, facts_of

Key = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange(Change):
    """One number of a line that is changed."""

    line_id: int
    field: str

    @property
    def key(self) -> Key:
        """The number whatever its value."""
        return self.line_id, self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodAmendmentRow(AmendmentFacts):
    """One amendment with what it changed, the latest first."""

    items: list[LineChange]


def numbers_now(plan: PeriodPlan) -> dict[Key, str]:
    """Every number of every line with its value now; one statement."""
    return {(line.pk, field.value): _text(getattr(line, field)) for line in plan.lines.all() for field in LineField}


def changed_lines(plan: PeriodPlan, wanted: Mapping[Key, str]) -> list[LineChange]:
    """What would change if these numbers had these values, in the order of the plan."""
    now = numbers_now(plan)
    names = {line.pk: str(line) for line in plan.lines.all()}
    return [
        _change(key, names[key[0]], now[key], after)
        for key, after in wanted.items()
        if key in now and now[key] != after
    ]


def amendment_rows(plan: PeriodPlan) -> list[PeriodAmendmentRow]:
    """Every amendment, the latest first; three statements."""
    found = plan.amendments.select_related("document", "entered_by").prefetch_related("items__line")
    return [
        PeriodAmendmentRow(
            **facts_of(one),
            items=[
                _change((item.line_id, item.field), str(item.line), item.before, item.after)
                for item in sorted(one.items.all(), key=lambda item: item.pk)
            ],
        )
        for one in found.order_by("-in_force_on", "-pk")
    ]


def numbers_as_of(plan: PeriodPlan, amendments: list[PeriodAmendmentRow], on: date) -> dict[Key, str]:
    """The numbers in force on a day: what is said now, without the amendments of later days; one statement."""
    values = numbers_now(plan)
    for row in amendments:
        if row.in_force_on > on:
            values |= {item.key: item.before for item in row.items}
    return values


def _change(key: Key, line: str, before: str, after: str) -> LineChange:
    line_id, field = key
    label = f"{line}: {LineField(field).label}"
    return LineChange(line_id=line_id, field=field, label=label, before=before, after=after)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
