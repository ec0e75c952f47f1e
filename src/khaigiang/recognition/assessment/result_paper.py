"""Writes the decision on results from its rows: Word file and PDF."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.figures import percent
from khaigiang.papers import result_decision as paper
from khaigiang.papers.values import BandCount
from khaigiang.planning.documents.letterheads import grounds, letterhead
from khaigiang.planning.documents.services import keep_paper
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.planning.plans.signatures import authority, recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import written
from khaigiang.recognition.assessment.models import Band, Result, ResultDecision
from khaigiang.registry.officials.in_papers import person_in_papers
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import course

WITHOUT_BAND = "Chưa xếp loại"


def keep(decision: ResultDecision, *, by: User, at: datetime) -> None:
    """Write the decision as it now stands and keep it with its document."""
    office, on = decision.document.issuer, decision.document.issued_on or local_day(at)
    made = written(paper, content_of(decision), PaperName.RESULT_DECISION, office=office, on=on)
    keep_paper(
        decision.document,
        docx=made.docx,
        pdf=made.pdf,
        name=f"Quyet dinh cong nhan ket qua {decision.training_class.code}",
        by=by,
        at=at,
    )


def last_content(office: Office) -> paper.ResultDecision | None:
    """What the last such decision of an office says, to look at a template with it."""
    last = ResultDecision.objects.filter(document__issuer=office).order_by("-pk").first()
    return content_of(last) if last else None


def content_of(decision: ResultDecision) -> paper.ResultDecision:
    """What the decision says, from its results as they are."""
    training_class, document = decision.training_class, decision.document
    duty = duty_of(training_class.plan, PaperDuty.Paper.RESULT_DECISION, document.signed_on)
    results = list(_results(decision))
    days = list(training_class.days.order_by("on").values_list("on", flat=True))
    return paper.ResultDecision(
        letterhead=letterhead(document),
        authority=authority(duty),
        based_on=grounds(document),
        proposed_by="Phòng Quản lý đào tạo",
        class_name=training_class.name,
        course=course(training_class),
        starts_on=days[0],
        ends_on=days[-1],
        rule=results[0].rule.name,
        results=tuple(_row(result) for result in results),
        bands=tuple(band_counts(results)),
        certified=sum(1 for result in results if result.passed),
        executors="Phòng Quản lý đào tạo, các đơn vị liên quan",
        signature=replace(
            signature(duty),
            title=document.signer_title or duty.signer_title,
            name=document.signer_name or duty.signer_name,
        ),
        recipients=recipients(duty),
    )


def band_counts(results: Sequence[Result]) -> list[BandCount]:
    """How many people reached each band of the rule, best first, with the share of all."""
    counts = Counter(result.band_id for result in results)
    bands = Band.objects.filter(rule=results[0].rule).order_by("ordinal")
    named = [(band.name, counts[band.pk]) for band in bands]
    if counts[None]:
        named.append((WITHOUT_BAND, counts[None]))
    return [BandCount(band=name, count=count, percent=percent(count, len(results))) for name, count in named if count]


def _results(decision: ResultDecision) -> QuerySet[Result]:
    return decision.results.select_related(
        "band",
        "rule",
        "enrolment__official",
        "enrolment__target_post__post",
        "enrolment__target_post__unit",
    ).order_by("enrolment__official__sort_key", "enrolment_id")


def _row(result: Result) -> paper.Result:
    enrolment = result.enrolment
    person = person_in_papers(
        enrolment.official,
        post=enrolment.target_post.post.short_title,
        unit=enrolment.target_post.unit,
    )
    return paper.Result(person=person, mark=result.mean, band=result.band.name if result.band else WITHOUT_BAND)
