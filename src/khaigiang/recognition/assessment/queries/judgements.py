"""What the rule of a class makes of its marks at this moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from khaigiang.recognition.assessment.models import Band, Component, GradingRule, Mark, ResultSheet
from khaigiang.recognition.assessment.rules import Absence, BandRule, Judgement, Part, judge
from khaigiang.teaching.attendance.queries import absence_shares
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass


class EnteredMark(NamedTuple):
    """A mark as the grid and the rule read it."""

    enrolment_id: int
    component_id: int
    value: Decimal | None
    version: int


def judgements_of(sheet: ResultSheet) -> dict[int, Judgement]:
    """Mean, band and reasons of everybody on the list of the class, by enrolment; 5 statements for any size."""
    people = listed(sheet.training_class).values_list("pk", flat=True)
    return judgements_on(sheet, components_of(sheet), entered_marks(sheet), people)


def judgements_on(
    sheet: ResultSheet, components: list[Component], marks: Iterable[EnteredMark], people: Iterable[int]
) -> dict[int, Judgement]:
    """The same on components, marks and enrolments that have been read already."""
    bands = band_rules(sheet.rule)
    values = _latest_values(marks)
    shares = absence_shares(sheet.training_class)
    return {
        enrolment_id: judge(
            parts_of(components, values.get(enrolment_id, {})),
            bands=bands,
            absence=Absence(
                half_days=shares[enrolment_id].absent if enrolment_id in shares else 0,
                of=shares[enrolment_id].total if enrolment_id in shares else 0,
                limit_percent=sheet.rule.absence_limit_percent,
            ),
        )
        for enrolment_id in people
    }


def components_of(sheet: ResultSheet) -> list[Component]:
    """The parts of the mark, in the programme's order."""
    return list(sheet.training_class.version.components.order_by("ordinal"))


def entered_marks(sheet: ResultSheet) -> list[EnteredMark]:
    """Every mark of the class, the latest attempt last."""
    marks = Mark.objects.filter(enrolment__training_class=sheet.training_class).order_by("attempt")
    return [EnteredMark(*mark) for mark in marks.values_list("enrolment_id", "component_id", "value", "version")]


def listed(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Everybody whom the decisions in force have on the list of the class: the people who are judged."""
    return Enrolment.objects.filter(
        training_class=training_class,
        valid_from__isnull=False,
        valid_until__isnull=True,
    )


def band_rules(rule: GradingRule) -> list[BandRule]:
    """The bands of a rule, best first."""
    return [_band_rule(band) for band in rule.bands.order_by("ordinal")]


def parts_of(components: list[Component], values: Mapping[int, Decimal]) -> list[Part]:
    """The parts of one trainee's mark in the programme's order; a missing mark is None."""
    return [
        Part(name=component.name, weight=component.weight, value=values.get(component.pk)) for component in components
    ]


def missing_marks(training_class: TrainingClass) -> int:
    """How many marks of the listed trainees have not been entered."""
    components = training_class.version.components.count()
    people = listed(training_class)
    entered = Mark.objects.filter(enrolment__in=people, attempt=1, value__isnull=False).count()
    return people.count() * components - entered


def _latest_values(marks: Iterable[EnteredMark]) -> dict[int, dict[int, Decimal]]:
    """The mark that counts, by enrolment and component: the latest attempt."""
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for mark in marks:
        if mark.value is not None:
            found[mark.enrolment_id][mark.component_id] = mark.value
    return dict(found)


def _band_rule(band: Band) -> BandRule:
    return BandRule(
        code=band.code,
        name=band.name,
        min_mean=band.min_mean,
        min_part=band.min_part,
        passes=band.passes,
    )
