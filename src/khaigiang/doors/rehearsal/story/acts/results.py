"""Marks, bands, the decisions on them, certificates."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from khaigiang.doors.rehearsal.story.acts.courses import tick
from khaigiang.doors.rehearsal.story.acts.planning import SCHOOL_SIGNS
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.ground.shared.cells import Typed
from khaigiang.recognition.assessment import services
from khaigiang.recognition.assessment.models import ResultDecision, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import listed
from khaigiang.recognition.certificates.services import issue_certificates
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.services import begin_closing


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedMarks:
    """The marks of one trainee: discussion, test, essay, and the essay written again after a failure."""

    parts: tuple[str, str, str]
    essay_again: str


def enter_and_recognise(stage: Stage, number: int) -> None:
    """The last day: marks entered, locked by the teacher, confirmed by the head, recognised by a decision."""
    training_class = begin_closing(stage.training_class(number), by=stage.officer, at=stage.at(15))
    teacher = stage.training_class(number).teacher
    assert teacher is not None
    components = list(training_class.version.components.order_by("ordinal"))
    typed = {
        (enrolment.pk, component.pk): Typed(text=mark, seen=None)
        for enrolment, marks in _marked(training_class)
        for component, mark in zip(components, marks.parts, strict=True)
    }
    services.enter_marks(training_class, typed, by=teacher, at=stage.at(15, 10))
    sheet = ResultSheet.objects.get(training_class=training_class)
    services.lock_results(sheet, by=teacher, at=stage.at(15, 30))
    services.confirm_results(sheet, by=stage.head, at=stage.at(15, 40))
    decision = services.draft_result_decision(training_class, by=stage.officer, at=stage.at(15, 50))
    _issue(stage, decision)
    tick(stage, training_class, "attendance", "marks", "results")


def issue_first_certificates(stage: Stage, number: int) -> None:
    """Certificates are handed out at the closing."""
    training_class = stage.training_class(number)
    issue_certificates(training_class, by=stage.officer, at=stage.at(16, 30))
    tick(stage, training_class, "certificates")


def resits(stage: Stage, number: int) -> None:
    """Who failed has written the essay again; a supplementary decision recognises it."""
    training_class = stage.training_class(number)
    assert training_class.teacher is not None
    essay = training_class.version.components.order_by("ordinal").last()
    assert essay is not None
    for enrolment, marks in _marked(training_class):
        if marks.essay_again:
            services.enter_resit(enrolment, essay, marks.essay_again, by=training_class.teacher, at=stage.at(9))
    decision = services.draft_supplementary_decision(training_class, by=stage.officer, at=stage.at(10))
    _issue(stage, decision)
    issue_certificates(training_class, by=stage.officer, at=stage.at(15, 30))


def _issue(stage: Stage, decision: ResultDecision) -> None:
    _, title, name = SCHOOL_SIGNS
    services.issue_result_decision(
        decision,
        signer_name=name,
        signer_title=title,
        signed_on=stage.day,
        issued_on=stage.day,
        by=stage.officer,
        at=stage.at(16),
    )


def _marked(training_class: TrainingClass) -> Iterator[tuple[Enrolment, InventedMarks]]:
    people = listed(training_class).select_related("official").order_by("official__sort_key", "pk")
    yield from zip(people, _marks_of(training_class.number), strict=False)


def _marks_of(number: int) -> list[InventedMarks]:
    source = resources.files("khaigiang.doors.rehearsal.story") / "marks.csv"
    with source.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["class"] == str(number)]
    return [
        InventedMarks(parts=(row["discussion"], row["test"], row["essay"]), essay_again=row["essay_again"])
        for row in rows
    ]
