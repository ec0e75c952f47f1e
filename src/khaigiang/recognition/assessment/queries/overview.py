"""Where the marks and results of classes stand, and what the pages of one class need beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet

from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.recognition.assessment.errors import NoRuleInForce
from khaigiang.recognition.assessment.models import Component, GradingRule, Result, ResultDecision, ResultSheet
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeVersion

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Counts(TypedDict):
    """What the database counts for each class."""

    trainees: int
    parts: int
    marks: int
    recognised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class with the state of its results."""

    class_id: int
    name: str
    code: str
    trainees: int
    marks: int
    marks_wanted: int
    state: str
    state_label: str
    recognised: int

    @property
    def is_opened(self) -> bool:
        return bool(self.state)


def class_rows(classes: QuerySet[TrainingClass]) -> list[ClassRow]:
    """Classes with how many marks are entered and how many results recognised; 1 statement."""
    listed = Q(enrolments__valid_from__isnull=False, enrolments__valid_until__isnull=True)
    rows = classes.select_related("result_sheet").annotate(
        trainees=Count("enrolments", filter=listed, distinct=True),
        parts=Count("version__components", distinct=True),
        marks=Count(
            "enrolments__marks",
            filter=listed & Q(enrolments__marks__attempt=1, enrolments__marks__value__isnull=False),
            distinct=True,
        ),
        recognised=Count(
            "enrolments__results",
            filter=Q(enrolments__results__is_in_force=True, enrolments__results__decision__effective_on__isnull=False),
            distinct=True,
        ),
    )
    return [_class_row(row) for row in rows.order_by("plan_id", "number")]


def rule_on(day: date) -> GradingRule:
    """The grading rule in force on a day; raises NoRuleInForce."""
    rules = GradingRule.objects.filter(valid_from__lte=day).exclude(valid_until__lte=day)
    rule = rules.order_by("-valid_from").first()
    if rule is None:
        raise NoRuleInForce
    return rule


def has_sheet(training_class: TrainingClass) -> bool:
    """Have the marks of the class been opened?"""
    return ResultSheet.objects.filter(training_class=training_class).exists()


def decisions_of(training_class: TrainingClass) -> Sequence[ResultDecision]:
    """The decisions on results of a class, the main one first."""
    decisions = training_class.result_decisions.select_related("document").annotate(people=Count("results"))
    return list(decisions.order_by("is_supplementary", "pk"))


def has_main_decision(training_class: TrainingClass) -> bool:
    """Has the main decision on the results of the class been issued?"""
    return training_class.result_decisions.filter(is_supplementary=False, effective_on__isnull=False).exists()


def waits_for_decision(sheet: ResultSheet) -> bool:
    """Are there confirmed results that no decision lists?"""
    results = Result.objects.filter(enrolment__training_class=sheet.training_class_id, is_in_force=True)
    return sheet.state == SheetState.CONFIRMED and results.filter(decision__isnull=True).exists()


def results_in(decision: ResultDecision) -> Sequence[Result]:
    """The results that a decision lists, by name."""
    results = decision.results.select_related("band", "enrolment__official", "enrolment__target_post__unit")
    return list(results.order_by("enrolment__official__sort_key", "pk"))


def signer_of(decision: ResultDecision, today: date) -> dict[str, object]:
    """What the form of a signature begins with: who signs by the plan, today."""
    duty = duty_of(decision.training_class.plan, PaperDuty.Paper.RESULT_DECISION, today)
    return {
        "signer_name": duty.signer_name,
        "signer_title": duty.signer_title,
        "signed_on": today,
        "issued_on": today,
    }


def parts_of_the_mark(version: ProgrammeVersion) -> list[dict[str, object]]:
    """The parts of the mark of a programme version with their weights, as its form begins."""
    return [{"name": part.name, "weight": part.weight} for part in version.components.order_by("ordinal")]


def component_choices(training_class: TrainingClass) -> list[tuple[int, str]]:
    """The parts of the mark that may be resat, in order."""
    components = Component.objects.filter(version=training_class.version_id).order_by("ordinal")
    return [(component.pk, component.name) for component in components]


def component_of(training_class: TrainingClass, component_id: str) -> Component:
    """One part of the mark of a class's programme."""
    return Component.objects.get(version=training_class.version_id, pk=component_id)


def _class_row(row: "WithAnnotations[TrainingClass, Counts]") -> ClassRow:
    sheet = getattr(row, "result_sheet", None)
    return ClassRow(
        class_id=row.pk,
        name=row.name,
        code=row.code,
        trainees=row.trainees,
        marks=row.marks,
        marks_wanted=row.trainees * row.parts,
        state=sheet.state if sheet else "",
        state_label=str(SheetState(sheet.state).label) if sheet else "",
        recognised=row.recognised,
    )
