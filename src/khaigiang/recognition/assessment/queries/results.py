"""Results of a class, and the explanation of one."""

from dataclasses import dataclass
from decimal import Decimal

from khaigiang.ground.shared.figures import percent
from khaigiang.recognition.assessment.models import Mark, Result, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import band_rules, judgements_of
from khaigiang.recognition.assessment.rules import BandRule, Judgement
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


def result_rows(sheet: ResultSheet) -> list[ResultRow]:
    """Everybody's result: what was confirmed where it was, what the marks give now elsewhere; by name."""
    judgements = judgements_of(sheet)
    frozen = {
        result.enrolment_id: result
        for result in Result.objects.filter(
            enrolment__training_class=sheet.training_class, is_in_force=True,
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


def judgement_of(sheet: ResultSheet, enrolment: Enrolment) -> Judgement:
    """What the rule makes of one trainee's marks now."""
    return judgements_of(sheet)[enrolment.pk]


def bands_of(sheet: ResultSheet) -> list[BandRule]:
    """The bands of the rule that judges a class, best first."""
    return band_rules(sheet.rule)


def attempts_of(enrolment: Enrolment) -> list[AttemptRow]:
    """Every mark of a trainee with its attempts, in the programme's order; the last attempt counts."""
    marks = list(
        Mark.objects.filter(enrolment=enrolment, value__isnull=False)
        .select_related("component", "entered_by")
        .order_by("component__ordinal", "attempt"),
    )
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
