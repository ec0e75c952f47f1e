"""What features beneath ask of assessment: how much absence a class bears, who has completed a class."""

from collections.abc import Collection
from datetime import date

from khaigiang.recognition.assessment.models import Result, ResultSheet
from khaigiang.teaching.cohorts.models import TrainingClass


def absence_limit_of(training_class: TrainingClass) -> int | None:
    """Percent of half-days that may be missed by the rule of a class; None before its marks are opened."""
    sheets = ResultSheet.objects.filter(training_class=training_class)
    return sheets.values_list("rule__absence_limit_percent", flat=True).first()


def completed_classes(official_ids: Collection[int], on: date) -> dict[int, str]:
    """Officials who have completed a class by the day, with its name; 1 statement."""
    found = Result.objects.filter(enrolment__official__in=official_ids, passed=True, decision__effective_on__lte=on)
    # A later result counts from the day of its own decision, not while that one is being drawn up.
    found = found.exclude(superseded_by__decision__effective_on__lte=on)
    return dict(found.values_list("enrolment__official_id", "enrolment__training_class__name"))
