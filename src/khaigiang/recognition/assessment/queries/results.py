"""Results of a class, and the explanation of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from khaigiang.ground.shared.figures import percent
from khaigiang.recognition.assessment.models import GradingRule, Mark, Result, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import band_rules, judgements_of
from khaigiang.recognition.assessment.rules import Absence, BandRule, Judgement, Obstacle, Part, Step
from khaigiang.teaching.cohorts.models import Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class BandCount:
    """How many trainees stand in a band, and their share of all."""

    code: str
    label: str
    count: int
    of: int
    tone: str

    @property
    def percent(self) -> Decimal:
        return percent(self.count, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One trainee's result as it stands: frozen, or as the marks of this moment would make it."""

    enrolment_id: int
    name: str
    unit: str
    mean: Decimal | None
    band: str
    band_code: str
    passed: bool
    is_recognised: bool
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One mark with its attempt and who entered it."""

    component: str
    weight: int
    attempt: int
    value: Decimal
    entered_by: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Everything that says why one trainee has this band."""

    rule: GradingRule
    judgement: Judgement
    attempts: tuple[AttemptRow, ...]
    result: Result | None


def result_rows(sheet: ResultSheet) -> list[ResultRow]:
    """Everybody's result: what was confirmed where it was, what the marks give now elsewhere; by name."""
    judgements = judgements_of(sheet)
    frozen = {
        result.enrolment_id: result
        for result in Result.objects.filter(
            enrolment__training_class=sheet.training_class,
            is_in_force=True,
        ).select_related("band", "decision__document")
    }
    enrolments = Enrolment.objects.filter(pk__in=judgements).select_related("official", "target_post__unit")
    return [
        _row(enrolment, frozen.get(enrolment.pk), judgements[enrolment.pk])
        for enrolment in enrolments.order_by("official__sort_key", "pk")
    ]


def band_counts(sheet: ResultSheet, rows: list[ResultRow]) -> list[BandCount]:
    """How many of these rows stand in each band of the rule, best first, and how many in none."""
    counts = [
        BandCount(
            code=band.code,
            label=band.name,
            count=sum(1 for row in rows if row.band_code == band.code),
            of=len(rows),
            tone=f"band-{place}",
        )
        for place, band in enumerate(band_rules(sheet.rule), start=1)
    ]
    without = sum(1 for row in rows if not row.band_code)
    return [*counts, BandCount(code="", label="", count=without, of=len(rows), tone="rest")] if without else counts


def explained(enrolment: Enrolment, *, recognised_only: bool) -> Explained | None:
    """Why a trainee has this band; None for somebody who is not judged.

    With `recognised_only` nothing is told that a decision has not recognised: that is what the trainee sees.
    """
    result = _result_of(enrolment, recognised_only=recognised_only)
    if recognised_only:
        return _explained_by(result, enrolment) if result else None
    sheet = ResultSheet.objects.select_related("rule", "training_class__version").get(
        training_class=enrolment.training_class_id,
    )
    judgement = judgements_of(sheet).get(enrolment.pk)
    if judgement is None:
        return _explained_by(result, enrolment) if result else None
    return Explained(rule=sheet.rule, judgement=judgement, attempts=tuple(attempts_of(enrolment)), result=result)


def judgement_in(result: Result) -> Judgement:
    """The judgement that a result froze."""
    kept = result.explanation
    bands = {band.code: band for band in band_rules(result.rule)}
    absence = kept.get("absence") or {"half_days": 0, "of": 0, "limit_percent": result.rule.absence_limit_percent}
    return Judgement(
        band=bands.get(kept["band"]),
        mean=result.mean,
        worst=_part_in(kept["worst"]) if kept["worst"] else None,
        obstacle=Obstacle(kept["obstacle"]) if kept["obstacle"] else None,
        better=tuple(_step_in(step, bands) for step in kept["better"]),
        parts=tuple(_part_in(part) for part in kept["parts"]),
        absence=Absence(**absence),
    )


def attempts_of(enrolment: Enrolment, *, until: datetime | None = None) -> list[AttemptRow]:
    """Every mark of a trainee with its attempts, in the programme's order; the last attempt counts.

    `until` leaves out what was entered later.
    """
    marks = list(
        Mark.objects.filter(enrolment=enrolment, value__isnull=False)
        .select_related("component", "entered_by")
        .order_by("component__ordinal", "attempt"),
    )
    marks = [mark for mark in marks if until is None or mark.entered_at <= until]
    last = {mark.component_id: mark.pk for mark in marks}
    return [
        AttemptRow(
            component=mark.component.name,
            weight=mark.component.weight,
            attempt=mark.attempt,
            value=mark.value or Decimal(),
            entered_by=str(mark.entered_by),
            counts=last[mark.component_id] == mark.pk,
        )
        for mark in marks
    ]


def _result_of(enrolment: Enrolment, *, recognised_only: bool) -> Result | None:
    results = enrolment.results.select_related("band", "rule", "decision__document")
    if recognised_only:
        return results.filter(decision__effective_on__isnull=False).order_by("decision__effective_on", "pk").last()
    return results.filter(is_in_force=True).first()


def _explained_by(result: Result, enrolment: Enrolment) -> Explained:
    attempts = attempts_of(enrolment, until=result.confirmed_at)
    return Explained(rule=result.rule, judgement=judgement_in(result), attempts=tuple(attempts), result=result)


def _part_in(kept: Mapping[str, Any]) -> Part:
    value = kept["value"]
    return Part(name=kept["name"], weight=kept["weight"], value=None if value is None else Decimal(value))


def _step_in(kept: Mapping[str, str], bands: Mapping[str, BandRule]) -> Step:
    return Step(
        band=bands[kept["band"]],
        mean_short=Decimal(kept["mean_short"]),
        part_short=Decimal(kept["part_short"]),
        part_name=kept["part_name"],
    )


def _row(enrolment: Enrolment, frozen: Result | None, judgement: Judgement) -> ResultRow:
    band = frozen.band if frozen else judgement.band
    return ResultRow(
        enrolment_id=enrolment.pk,
        name=enrolment.official.full_name,
        unit=enrolment.target_post.unit.name,
        mean=frozen.mean if frozen else judgement.mean,
        band=band.name if band else "",
        band_code=band.code if band else "",
        passed=frozen.passed if frozen else judgement.passed,
        is_recognised=bool(frozen and frozen.decision and frozen.decision.effective_on),
        decision=str(frozen.decision.document) if frozen and frozen.decision else "",
    )
