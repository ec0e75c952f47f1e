"""What the report of a programme says beside its twelve figures: classes, bands, committees, months."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khaigiang.ground.shared.figures import percent
from khaigiang.oversight.coverage.queries import LedgerRow
from khaigiang.oversight.reporting.queries.figures import Figures
from khaigiang.planning.plans.models import Plan
from khaigiang.recognition.assessment.models import Band, Result
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import ClassRow, class_rows, days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BandShare:
    """How many of those who completed reached a band."""

    code: str
    label: str
    count: int
    percent: Decimal
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """One class with its posts: on its list now or completed in it."""

    row: ClassRow
    posts: int
    summoned: int
    attended: int
    completed: int
    bands: tuple[BandShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeReport:
    """One committee's posts."""

    committee_id: int
    committee: str
    planned: int
    summoned: int
    attended: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """People whose class ends in a month as planned, and those whose success was recognised in it."""

    year: int
    month: int
    planned: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything the report of a programme shows at the end of a day."""

    plan: Plan
    figures: Figures
    bands: tuple[BandShare, ...]
    classes: tuple[ClassReport, ...]
    committees: tuple[CommitteeReport, ...]
    months: tuple[MonthReport, ...]


def programme_of(plan: Plan, figures: Figures) -> Programme:
    """The report of a plan from its figures; 3 statements more, for any number of posts."""
    names = _band_names(plan)
    classes = class_rows(TrainingClass.objects.filter(plan=plan), figures.on)
    return Programme(
        plan=plan,
        figures=figures,
        bands=_bands(figures.ledger, names),
        classes=_classes(classes, figures.ledger, names),
        committees=committees_of(figures.ledger),
        months=_months(plan, classes, figures.on),
    )


def opening_day(training_class: TrainingClass) -> date | None:
    """The first day of a class; nothing while it has none."""
    return next(iter(days_of(training_class)), None)


def _band_names(plan: Plan) -> dict[str, str]:
    bands = Band.objects.filter(rule__sheets__training_class__plan=plan, passes=True).distinct()
    return dict(bands.order_by("ordinal").values_list("code", "name"))


def _bands(rows: Iterable[LedgerRow], names: Mapping[str, str]) -> tuple[BandShare, ...]:
    counts = Counter(row.band_code for row in rows if row.is_completed)
    whole = sum(counts.values())
    return tuple(
        BandShare(
            code=code,
            label=name,
            count=counts[code],
            percent=percent(counts[code], whole),
            tone=f"band-{place}",
        )
        for place, (code, name) in enumerate(names.items(), start=1)
    )


def _classes(
    classes: Sequence[ClassRow], rows: Iterable[LedgerRow], names: Mapping[str, str]
) -> tuple[ClassReport, ...]:
    by_class: dict[int | None, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        by_class[row.class_id].append(row)
    return tuple(_class(one, by_class[one.id], names) for one in classes)


def _class(one: ClassRow, rows: Sequence[LedgerRow], names: Mapping[str, str]) -> ClassReport:
    return ClassReport(
        row=one,
        posts=len(rows),
        summoned=sum(row.was_summoned for row in rows),
        attended=sum(row.has_attended_class for row in rows),
        completed=sum(row.is_completed for row in rows),
        bands=_bands(rows, names),
    )


def class_report(programme: Programme, training_class: TrainingClass) -> ClassReport:
    """One class of a programme with its posts."""
    return next(one for one in programme.classes if one.row.id == training_class.pk)


def committees_of(rows: Iterable[LedgerRow]) -> tuple[CommitteeReport, ...]:
    """The committees of these posts, in their order."""
    by_committee: dict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        by_committee[row.committee_id].append(row)
    return tuple(
        CommitteeReport(
            committee_id=committee_id,
            committee=own[0].committee,
            planned=len(own),
            summoned=sum(row.was_summoned for row in own),
            attended=sum(row.has_attended for row in own),
            completed=sum(row.is_completed for row in own),
        )
        for committee_id, own in by_committee.items()
    )


def _months(plan: Plan, classes: Sequence[ClassRow], on: date) -> tuple[MonthReport, ...]:
    planned: Counter[tuple[int, int]] = Counter()
    for one in classes:
        if one.last_day is not None:
            planned[one.last_day.year, one.last_day.month] += one.listed or one.placed or one.wanted
    completed = Counter(_month(day) for day in _days_of_success(plan, on).values())
    months = sorted({*planned, *completed})
    return tuple(
        MonthReport(year=year, month=month, planned=planned[year, month], completed=completed[year, month])
        for year, month in months
    )


def _days_of_success(plan: Plan, on: date) -> dict[int, date]:
    """The day on which each post's success was first recognised, by the post's id."""
    found = Result.objects.filter(enrolment__target_post__plan=plan, passed=True, decision__effective_on__lte=on)
    pairs = found.order_by("-decision__effective_on").values_list("enrolment__target_post_id", "decision__effective_on")
    return {post_id: day for post_id, day in pairs if day is not None}


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)
