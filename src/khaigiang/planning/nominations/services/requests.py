"""The letter that asks committees for names: drawn up, then signed, numbered and sent."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState
from khaigiang.planning.documents.services import (
    issue_in_transaction,
    keep_paper,
    link_in_transaction,
    new_draft,
    sign_in_transaction,
)
from khaigiang.planning.nominations import notices
from khaigiang.planning.nominations.errors import AlreadyAsked, DueInThePast, PlanIsNotOpen
from khaigiang.planning.nominations.letters import request_abstract, written_request
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.queries import request_of
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import duty_of


@transaction.atomic
def ask_for_nominations(plan: Plan, *, due_on: date, by: User, at: datetime) -> NominationRequest:
    """Draw up the request with the places as they are now; again while it is not sent.

    Raises PlanIsNotOpen, DueInThePast, NoDuty or AlreadyAsked.
    """
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    if due_on < local_day(at):
        raise DueInThePast
    request = request_of(plan)
    if request and request.document.state == DocumentState.ISSUED:
        raise AlreadyAsked(number=request.document)
    request = request or NominationRequest(plan=plan, document=_draft(plan, by=by, at=at))
    request.due_on = due_on
    request.save()
    _write(request, by=by, at=at)
    audit.record("ask_for_nominations", request, by=by, at=at, after={"due_on": due_on})
    return request


@transaction.atomic
def send_request(
    request: NominationRequest,
    *,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> NominationRequest:
    """Sign, number and date the request as the plan's duty says, and tell the committees.

    `number` is given when the office numbers its papers elsewhere. Raises NoDuty and what issuing a paper raises.
    """
    duty = duty_of(request.plan, PaperDuty.Paper.REQUEST, signed_on)
    sign_in_transaction(
        request.document,
        signer_name=duty.signer_name,
        signer_title=duty.signer_title,
        signed_on=signed_on,
    )
    issue_in_transaction(request.document, issued_on=issued_on, number=number)
    _write(request, by=by, at=at)
    audit.record(
        "send_request", request, by=by, at=at, after={"number": request.document.number, "issued_on": issued_on}
    )
    notices.request_sent(request, at=at)
    return request


def _draft(plan: Plan, *, by: User, at: datetime) -> Document:
    duty = duty_of(plan, PaperDuty.Paper.REQUEST)
    document = new_draft(
        issuer=duty.office,
        kind=DocumentKind.OFFICIAL_LETTER,
        abstract=request_abstract(plan),
        by=by,
        at=at,
    )
    link_in_transaction(document, relation=DocumentLink.Relation.IMPLEMENTS, target=plan.document)
    return document


def _write(request: NominationRequest, *, by: User, at: datetime) -> None:
    paper = written_request(request, request.document.issued_on or local_day(at))
    keep_paper(request.document, docx=paper.docx, pdf=paper.pdf, name="Công văn đề nghị cử cán bộ", by=by, at=at)
