"""The only door from an actor and an id to a term or annual plan, its lines and amendments."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.planning.documents.access import READ_EVERYTHING, visible_documents
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState
from khaigiang.planning.periods.models import PeriodAmendment, PeriodPlan, PlanLine
from khaigiang.planning.periods.states import PeriodKind, PeriodState
from khaigiang.registry.mandates.actor import Actor


def visible_period_plans(actor: Actor) -> QuerySet[PeriodPlan]:
    """Every term and annual plan for those who account for the whole; none for others."""
    return PeriodPlan.objects.all() if actor.is_any(*READ_EVERYTHING) else PeriodPlan.objects.none()


def get_period_plan(actor: Actor, period_id: int) -> PeriodPlan:
    """One term or annual plan with its document and the plan above it, or 404."""
    plans = visible_period_plans(actor).select_related("document__issuer", "above__document")
    return get_object_or_404(plans, pk=period_id)


def get_line(actor: Actor, line_id: int) -> PlanLine:
    """One line with its plan, or 404."""
    lines = PlanLine.objects.filter(plan__in=visible_period_plans(actor))
    return get_object_or_404(lines.select_related("plan__document", "plan__above"), pk=line_id)


def get_amendment(actor: Actor, amendment_id: int) -> PeriodAmendment:
    """One amendment of a visible plan, or 404."""
    amendments = PeriodAmendment.objects.filter(plan__in=visible_period_plans(actor))
    return get_object_or_404(amendments.select_related("plan__document", "document"), pk=amendment_id)


def period_documents(actor: Actor, plan: PeriodPlan | None) -> QuerySet[Document]:
    """Issued documents of the register that carry no other term or annual plan."""
    kinds = (DocumentKind.PLAN, DocumentKind.RESOLUTION, DocumentKind.DECISION)
    found = visible_documents(actor).filter(kind__in=kinds, state=DocumentState.ISSUED)
    free = found.filter(period_plan__isnull=True) | found.filter(period_plan=plan.pk if plan else None)
    return free.select_related("issuer").order_by("-issued_on", "-pk")


def amending_documents(actor: Actor, plan: PeriodPlan) -> QuerySet[Document]:
    """Issued documents that may change a plan: all but its own, the latest first."""
    found = visible_documents(actor).filter(state=DocumentState.ISSUED).exclude(pk=plan.document_id)
    return found.select_related("issuer").order_by("-issued_on", "-pk")


def term_plans(actor: Actor) -> QuerySet[PeriodPlan]:
    """Plans that an annual plan may carry out, the latest first."""
    return visible_period_plans(actor).filter(kind=PeriodKind.TERM).order_by("-starts_on", "-pk")


def lines_above(actor: Actor, plan: PeriodPlan) -> QuerySet[PlanLine]:
    """Lines of the term plan above an annual plan."""
    return PlanLine.objects.filter(plan__in=visible_period_plans(actor), plan=plan.above_id).order_by("number")


def annual_lines(actor: Actor) -> QuerySet[PlanLine]:
    """Lines of approved annual plans, the latest plan first."""
    lines = PlanLine.objects.filter(
        plan__in=visible_period_plans(actor), plan__kind=PeriodKind.ANNUAL, plan__state=PeriodState.APPROVED
    )
    return lines.select_related("plan__document").order_by("-plan__starts_on", "plan", "number")
