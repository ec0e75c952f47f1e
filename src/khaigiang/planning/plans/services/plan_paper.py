"""The paper of a plan: drawn up from it with one click, again while it is not issued."""

from datetime import datetime

from django.db import models, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.errors import AlreadyIssued, AlreadySigned
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState
from khaigiang.planning.documents.services import keep_paper, link_in_transaction, new_draft
from khaigiang.planning.plans.models import PaperDuty, Plan, PlanPaper
from khaigiang.planning.plans.plan_paper import plan_abstract, written_plan
from khaigiang.planning.plans.queries import duty_of


@transaction.atomic
def draw_up_plan(plan: Plan, *, by: User, at: datetime) -> PlanPaper:
    """Draw up the plan's paper with its places and quarters as they are now.

    Raises NoDuty, AlreadySigned or AlreadyIssued.
    """
    # The plan's row is the lock: two clerks draw up one paper.
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    paper = PlanPaper.objects.filter(plan=plan).select_related("document__issuer", "plan__document").first()
    paper = paper or PlanPaper.objects.create(plan=plan, document=_draft(plan, by=by, at=at))
    if paper.document.state == DocumentState.ISSUED:
        raise AlreadyIssued(number=paper.document)
    if paper.document.state == DocumentState.SIGNED:
        raise AlreadySigned
    _write(paper, by=by, at=at)
    audit.record("draw_up_plan", plan, by=by, at=at, after={"document": str(paper.document)})
    return paper


def write_plan_anew(row: models.Model, by: User, at: datetime) -> None:
    """Set the text of a plan's paper when it is issued."""
    assert isinstance(row, PlanPaper)
    _write(row, by=by, at=at)


def _draft(plan: Plan, *, by: User, at: datetime) -> Document:
    duty = duty_of(plan, PaperDuty.Paper.PLAN)
    document = new_draft(issuer=duty.office, kind=DocumentKind.PLAN, abstract=plan_abstract(plan), by=by, at=at)
    link_in_transaction(document, relation=DocumentLink.Relation.IMPLEMENTS, target=plan.document)
    return document


def _write(paper: PlanPaper, *, by: User, at: datetime) -> None:
    made = written_plan(paper, paper.document.issued_on or local_day(at))
    keep_paper(paper.document, docx=made.docx, pdf=made.pdf, name=f"Ke hoach {paper.plan.code}", by=by, at=at)
