"""What features beneath ask of assessment: how much absence a class bears, who has completed a class."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from khaigiang.recognition.assessment.models import Component, Result, ResultSheet
from khaigiang.registry.officials.trainings import Training, Weight
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeVersion


def absence_limit_of(training_class: TrainingClass) -> int | None:
    """Percent of half-days that may be missed by the rule of a class; None before its marks are opened."""
    sheets = ResultSheet.objects.filter(training_class=training_class)
    return sheets.values_list("rule__absence_limit_percent", flat=True).first()


def differences_of_marks(old: ProgrammeVersion, new: ProgrammeVersion) -> list[str]:
    """In a sentence how the parts of the mark of one version differ from those of another; 1 statement."""
    said: dict[int, list[str]] = {old.pk: [], new.pk: []}
    for part in Component.objects.filter(version__in=(old, new)).order_by("ordinal"):
        said[part.version_id].append(f"{part.name} {part.weight}%")
    if said[old.pk] == said[new.pk]:
        return []
    told = {"old": ", ".join(said[old.pk]) or _("none"), "new": ", ".join(said[new.pk]) or _("none")}
    return [_("parts of the mark: %(old)s → %(new)s") % told]


def completed_classes(official_ids: Collection[int], on: date) -> dict[int, str]:
    """Officials who have completed a class by the day, with its name; 1 statement."""
    found = _passed(on).filter(enrolment__official__in=official_ids)
    return dict(found.values_list("enrolment__official_id", "enrolment__training_class__name"))


def completed_nominations(nomination_ids: Collection[int], on: date) -> list[int]:
    """Those of these nominations whose person has completed the class they came to by the day; 1 statement."""
    return list(
        _passed(on).filter(enrolment__nomination__in=nomination_ids).values_list("enrolment__nomination", flat=True)
    )


def completed_by_committee(plan_ids: Collection[int], on: date) -> dict[tuple[int, int], int]:
    """People of each (plan, committee) who have completed a class by the day, each once; 1 statement."""
    passed = _passed(on).filter(enrolment__nomination__plan__in=plan_ids)
    keys = ("enrolment__nomination__plan", "enrolment__nomination__committee")
    counted = passed.order_by().values_list(*keys).annotate(Count("enrolment__nomination", distinct=True))
    return {(plan_id, committee_id): people for plan_id, committee_id, people in counted}


def results_of(official_id: int, on: date) -> Iterator[Training]:
    """What decisions have recognised of an official by a day, later ones in the place of earlier; 1 statement."""
    recognised = Result.objects.filter(enrolment__official=official_id, decision__effective_on__lte=on)
    in_force = recognised.exclude(superseded_by__decision__effective_on__lte=on)
    for result in in_force.select_related("decision__document", "band", "enrolment__training_class"):
        band = result.band.name if result.passed and result.band else _("not completed")
        assert result.decision is not None
        assert result.decision.effective_on is not None
        yield Training(
            on=result.decision.effective_on,
            title=_("Result: %(band)s") % {"band": band},
            note=f"{result.enrolment.training_class}, {result.decision.document}",
            url_name="documents:document",
            row_id=result.decision.document_id,
            tone=Weight.SUCCESS if result.passed else Weight.WARNING,
        )


def _passed(on: date) -> QuerySet[Result]:
    passed = Result.objects.filter(passed=True, decision__effective_on__lte=on)
    # A later result counts from the day of its own decision, not while that one is being drawn up.
    return passed.exclude(superseded_by__decision__effective_on__lte=on)
