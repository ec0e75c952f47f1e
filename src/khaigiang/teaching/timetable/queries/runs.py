"""Reading proposals: their price, their proof, what they would change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.rows import Grid, SessionRow, grid_of, row_of
from khaigiang.teaching.timetable.states import ChangeKind
from khaigiang.teaching.venues.models import Hall

# `half` is what proposals kept before decision 0019 call `unwanted`.
PARTS: Final[dict[str, Promise]] = {
    "order": _("Topics of a block taught in another order"),
    "hall_change": _("Further halls on one day"),
    "load": _("Half-days off a lecturer's even share"),
    "travel": _("Days on which lecturers come"),
    "unwanted": _("Half-days a lecturer would rather not teach"),
    "moved": _("Lessons elsewhere than in the present timetable"),
    "spread": _("Lessons on a day past an even spread"),
    "half": _("Half-days a lecturer would rather not teach"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One proposal in the list of a plan's timetables."""

    id: int
    run: TimetableRun
    state: str
    state_label: str
    is_optimal: bool
    total: int | None
    bound: int
    classes: int
    made_at: datetime
    made_by: str
    applied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a price: how often something happens, and how much each time costs."""

    label: Promise
    price: int
    weight: int

    @property
    def times(self) -> int:
        return self.price // self.weight if self.weight else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """How many half-days of a proposal somebody teaches."""

    name: str
    half_days: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPreview:
    """One class as a proposal would have it."""

    name: str
    code: str
    grid: Grid
    sessions: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """A proposal as a person reads it before applying it."""

    classes: tuple[ClassPreview, ...]
    parts: tuple[Part, ...]
    loads: tuple[LoadRow, ...]
    is_optimal: bool
    gap: int
    is_preview: bool
    is_applied: bool


def run_rows(plan: Plan) -> list[RunRow]:
    """The proposals of a plan, the newest first."""
    return [_run_row(run) for run in plan.timetable_runs.select_related("made_by").order_by("-made_at", "-pk")]


def drafts_of(run: TimetableRun) -> list[Draft]:
    """The sessions that a proposal gives its classes."""
    return [Draft.from_json(kept) for kept in run.placements]


def run_page(run: TimetableRun, *, today: date, now: datetime) -> RunPage:
    """A proposal with its price, its proof and each class's grid; seven statements whatever its size."""
    classes = {one.pk: one for one in TrainingClass.objects.filter(pk__in=run.class_ids).order_by("number", "pk")}
    drafts = drafts_of(run)
    present = {} if run.state == RunState.APPLIED else _present(run)
    rows = _rows(drafts, classes, present, now)
    days = _days(run)
    return RunPage(
        classes=tuple(_preview(one, rows, days, today) for one in classes.values()),
        parts=tuple(
            Part(label=label, price=run.cost[part], weight=run.weights[part])
            for part, label in PARTS.items()
            if run.weights.get(part)
        ),
        loads=tuple(_loads(rows)),
        is_optimal=run.status == "optimal",
        gap=run.cost["total"] - run.bound,
        is_preview=run.state == RunState.PREVIEW,
        is_applied=run.state == RunState.APPLIED,
    )


def _present(run: TimetableRun) -> dict[tuple[int, int], Draft]:
    sessions = Session.objects.filter(training_class__in=run.class_ids)
    return {draft.key: draft for draft in map(Draft.of, sessions)}


def _rows(
    drafts: Iterable[Draft],
    classes: dict[int, TrainingClass],
    present: dict[tuple[int, int], Draft],
    now: datetime,
) -> list[SessionRow]:
    drafts = list(drafts)
    items = ProgrammeItem.objects.select_related("block").in_bulk({draft.item_id for draft in drafts})
    lecturers = Lecturer.objects.in_bulk({draft.lecturer_id for draft in drafts if draft.lecturer_id})
    halls = Hall.objects.in_bulk({draft.hall_id for draft in drafts})
    rows: list[SessionRow] = []
    for draft in drafts:
        session = Session(
            training_class=classes[draft.class_id],
            item=items[draft.item_id],
            on=draft.on,
            half_day=draft.half_day,
            starts_at=draft.starts_at,
            ends_at=draft.ends_at,
            lecturer=lecturers.get(draft.lecturer_id or 0),
            hall=halls[draft.hall_id],
        )
        row = row_of(session, session.training_class, session_id=None, now=now)
        before = present.get(draft.key)
        rows.append(replace(row, change=ChangeKind.MOVED.value if before not in {None, draft} else ""))
    return rows


def _days(run: TimetableRun) -> dict[int, list[date]]:
    days: dict[int, list[date]] = {}
    for day in ClassDay.objects.filter(training_class__in=run.class_ids).order_by("on"):
        days.setdefault(day.training_class_id, []).append(day.on)
    return days


def _preview(one: TrainingClass, rows: list[SessionRow], days: dict[int, list[date]], today: date) -> ClassPreview:
    own = [row for row in rows if row.class_id == one.pk]
    return ClassPreview(
        name=one.name,
        code=one.code,
        grid=grid_of(own, today=today, class_days=days.get(one.pk, ())),
        sessions=len(own),
        changed=sum(bool(row.change) for row in own),
    )


def _loads(rows: list[SessionRow]) -> list[LoadRow]:
    taught: dict[str, list[SessionRow]] = {}
    for row in rows:
        if row.lecturer:
            taught.setdefault(row.lecturer, []).append(row)
    loads = [
        LoadRow(name=name, half_days=len(found), days=len({row.on for row in found})) for name, found in taught.items()
    ]
    return sorted(loads, key=lambda load: -load.half_days)


def _run_row(run: TimetableRun) -> RunRow:
    return RunRow(
        id=run.pk,
        run=run,
        state=run.state,
        state_label=run.get_state_display(),
        is_optimal=run.status == "optimal",
        total=run.cost.get("total"),
        bound=run.bound,
        classes=len(run.class_ids),
        made_at=run.made_at,
        made_by=str(run.made_by),
        applied_at=run.applied_at,
    )
