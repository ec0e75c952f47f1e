"""A term or annual plan as its document says it."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.documents.services import link_in_transaction
from khaigiang.planning.periods.errors import (
    AnnualPlansBeneath,
    DocumentHasAPeriodPlan,
    OutsideTheTerm,
    PeriodEndsBeforeItBegins,
    PeriodPlanIsUsed,
)
from khaigiang.planning.periods.models import CarriedOut, PeriodPlan
from khaigiang.planning.periods.services.approval import locked, refuse_unless_draft
from khaigiang.planning.periods.states import PeriodKind


class PeriodValues(TypedDict):
    """What is typed about a term or annual plan."""

    kind: str
    title: str
    document: Document
    starts_on: date
    ends_on: date
    above: NotRequired[PeriodPlan | None]


@transaction.atomic
def save_period_plan(plan: PeriodPlan | None, *, by: User, at: datetime, **values: Unpack[PeriodValues]) -> PeriodPlan:
    """Enter a term or annual plan, or change one; its document then implements that of the plan above.

    An approved plan keeps everything but its title.
    Raises IsSentUp, PeriodPlanIsApproved, PeriodEndsBeforeItBegins, DocumentHasAPeriodPlan, OutsideTheTerm, AnnualPlansBeneath or what a link of
    documents refuses.
    """
    before = _described(plan) if plan else None
    changed = plan or PeriodPlan()
    kind_was = changed.kind
    for name, value in values.items():
        setattr(changed, name, value)
    if changed.kind == PeriodKind.TERM:
        changed.above = None
    if before and {**before, "title": ""} != {**_described(changed), "title": ""}:
        refuse_unless_draft(changed)
    _refuse_contradictions(changed)
    if before and changed.kind != kind_was and _is_carried_out(changed):
        raise AnnualPlansBeneath
    changed.save()
    if changed.above:
        implement(changed.document, changed.above.document)
    audit.record("save_period_plan", changed, by=by, at=at, before=before, after=_described(changed))
    return changed


@transaction.atomic
def remove_period_plan(plan: PeriodPlan, *, by: User, at: datetime) -> None:
    """Take a plan without lines away; raises IsSentUp, PeriodPlanIsApproved or PeriodPlanIsUsed."""
    refuse_unless_draft(locked(plan))
    if plan.lines.exists() or plan.amendments.exists() or plan.beneath.exists():
        raise PeriodPlanIsUsed
    audit.record("remove_period_plan", plan, by=by, at=at, before=_described(plan))
    plan.delete()


def implement(document: Document, above: Document, clause: str = "") -> None:
    """Let a document implement the one above it, unless it does already."""
    implements = DocumentLink.Relation.IMPLEMENTS
    if not DocumentLink.objects.filter(document=document, relation=implements, target=above).exists():
        link_in_transaction(document, relation=implements, target=above, clause=clause)


def _refuse_contradictions(plan: PeriodPlan) -> None:
    if plan.ends_on < plan.starts_on:
        raise PeriodEndsBeforeItBegins
    if PeriodPlan.objects.exclude(pk=plan.pk).filter(document=plan.document).exists():
        raise DocumentHasAPeriodPlan(document=plan.document)
    above = plan.above
    if above and not (above.starts_on <= plan.starts_on and plan.ends_on <= above.ends_on):
        raise OutsideTheTerm(first=f"{above.starts_on:%d/%m/%Y}", last=f"{above.ends_on:%d/%m/%Y}")


def _is_carried_out(plan: PeriodPlan) -> bool:
    return plan.beneath.exists() or CarriedOut.objects.filter(line__plan=plan).exists()


def _described(plan: PeriodPlan) -> dict[str, object]:
    return {
        "kind": plan.kind,
        "title": plan.title,
        "document": plan.document_id,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "above": plan.above_id,
    }
