"""Turning judgements into results that no longer change."""

from collections.abc import Mapping
from datetime import datetime

from khaigiang.recognition.assessment.models import Band, GradingRule, Result, ResultSheet
from khaigiang.recognition.assessment.rules import Absence, Judgement, Part, Step


def freeze(sheet: ResultSheet, judgements: Mapping[int, Judgement], *, at: datetime) -> list[Result]:
    """Keep what the rule says of everybody now; the caller holds the sheet's lock and the transaction.

    A result that a decision has recognised stays in force unless it changed; then the new one supersedes it.
    """
    bands = {band.code: band for band in sheet.rule.bands.all()}
    before = {result.enrolment_id: result for result in _in_force(sheet)}
    kept: list[Result] = []
    new: list[Result] = []
    for enrolment_id, judgement in judgements.items():
        old = before.get(enrolment_id)
        if old is not None and old.explanation == explanation_of(judgement):
            kept.append(old)
        else:
            new.append(_result(sheet.rule, enrolment_id, judgement, bands, old, at))
    # Whoever has left the list since keeps the result that a decision recognised.
    judged = [old for old in before.values() if old.enrolment_id in judgements or old.decision_id is None]
    _replace([old for old in judged if old not in kept], new)
    return kept + new


def _result(
    rule: GradingRule,
    enrolment_id: int,
    judgement: Judgement,
    bands: Mapping[str, Band],
    old: Result | None,
    at: datetime,
) -> Result:
    return Result(
        enrolment_id=enrolment_id,
        rule=rule,
        band=bands[judgement.band.code] if judgement.band else None,
        mean=judgement.mean,
        worst_part=judgement.worst.value if judgement.worst else None,
        passed=judgement.passed,
        explanation=explanation_of(judgement),
        confirmed_at=at,
        supersedes=_superseded(old),
    )


def explanation_of(judgement: Judgement) -> dict[str, object]:
    """Why this band, in plain values: the parts, the obstacle and what each better band would have taken."""
    return {
        "parts": [_part(part) for part in judgement.parts],
        "mean": str(judgement.mean) if judgement.mean is not None else None,
        "worst": _part(judgement.worst),
        "band": judgement.band.code if judgement.band else None,
        "obstacle": judgement.obstacle.value if judgement.obstacle else None,
        "absence": _absence(judgement.absence) if judgement.absence.is_too_much else None,
        "better": [_step(step) for step in judgement.better],
    }


def _in_force(sheet: ResultSheet) -> list[Result]:
    results = Result.objects.filter(enrolment__training_class=sheet.training_class, is_in_force=True)
    return list(results.select_related("supersedes"))


def _replace(old: list[Result], new: list[Result]) -> None:
    recognised = [result.pk for result in old if result.decision_id]
    Result.objects.filter(pk__in=recognised).update(is_in_force=False)
    Result.objects.filter(pk__in=[result.pk for result in old if not result.decision_id]).delete()
    Result.objects.bulk_create(new)


def _part(part: Part | None) -> dict[str, object] | None:
    if part is None:
        return None
    return {"name": part.name, "weight": part.weight, "value": None if part.value is None else f"{part.value:.2f}"}


def _absence(absence: Absence) -> dict[str, object]:
    return {"half_days": absence.half_days, "of": absence.of, "limit_percent": absence.limit_percent}


def _superseded(old: Result | None) -> Result | None:
    if old is None:
        return None
    return old if old.decision_id else old.supersedes


def _step(step: Step) -> dict[str, str]:
    return {
        "band": step.band.code,
        "mean_short": str(step.mean_short),
        "part_short": str(step.part_short),
        "part_name": step.part_name,
    }
