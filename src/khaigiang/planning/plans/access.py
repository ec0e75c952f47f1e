"""The only door from an actor and an id to a plan and its parts."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.documents.access import READ_EVERYTHING, visible_documents
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState
from khaigiang.planning.plans.models import (
    DutySubstitute,
    Excuse,
    PaperDuty,
    Plan,
    PlanAmendment,
    TargetException,
    TargetPost,
)
from khaigiang.planning.plans.states import BEFORE_APPROVAL
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office, OfficeKind, Unit

LONGEST_ID: Final = 18


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Every plan for those who account for the whole; for a committee the plans that ask it for people."""
    if actor.is_any(*READ_EVERYTHING):
        return Plan.objects.all()
    return Plan.objects.filter(quotas__committee__in=actor.committee_ids).exclude(state__in=BEFORE_APPROVAL).distinct()


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """One visible plan with its paper, offices and posts, or 404."""
    plans = visible_plans(actor).select_related("document__issuer", "organiser", "school", "rolled_from")
    return get_object_or_404(plans.prefetch_related("rule_posts"), pk=plan_id)


def plan_typed(actor: Actor, plan_id: str) -> Plan | None:
    """The visible plan whose id stands in a form; None for a plan that is not kept yet."""
    return (
        visible_plans(actor).filter(pk=plan_id).first() if plan_id.isdecimal() and len(plan_id) < LONGEST_ID else None
    )


def get_paper(name: str) -> PaperDuty.Paper:
    """A kind of paper by its name in an address, or 404."""
    if name not in PaperDuty.Paper.values:
        raise Http404
    return PaperDuty.Paper(name)


def get_duty(actor: Actor, plan_id: int, name: str) -> PaperDuty:
    """Who answers for one kind of paper of a visible plan, or 404 while nobody does."""
    duties = PaperDuty.objects.filter(plan__in=visible_plans(actor)).select_related("plan__document")
    return get_object_or_404(duties, plan=plan_id, paper=get_paper(name))


def get_substitute(actor: Actor, substitute_id: int) -> DutySubstitute:
    """Who signs in somebody's place under a visible plan, or 404."""
    substitutes = DutySubstitute.objects.filter(duty__plan__in=visible_plans(actor))
    return get_object_or_404(substitutes.select_related("duty__plan__document"), pk=substitute_id)


def get_target_post(actor: Actor, target_post_id: int) -> TargetPost:
    """One post of a visible plan, or 404; a committee sees its own posts."""
    posts = TargetPost.objects.filter(plan__in=visible_plans(actor)).select_related("plan", "unit", "post", "committee")
    if not actor.is_any(*READ_EVERYTHING):
        posts = posts.filter(committee__in=actor.committee_ids)
    return get_object_or_404(posts, pk=target_post_id)


def get_unit(plan: Plan, unit_id: int) -> Unit:
    """One unit of the day of a plan's target group, or 404."""
    return get_object_or_404(Unit.objects.on(plan.target_on).select_related("parent"), pk=unit_id)


def get_post(actor: Actor, post_id: int) -> Post:
    """One post that a target group may have, or 404."""
    return get_object_or_404(posts(actor), pk=post_id)


def get_amendment(actor: Actor, amendment_id: int) -> PlanAmendment:
    """One amendment of a visible plan, or 404."""
    amendments = PlanAmendment.objects.filter(plan__in=visible_plans(actor))
    return get_object_or_404(amendments.select_related("plan__document", "document"), pk=amendment_id)


def amending_documents(actor: Actor, plan: Plan) -> QuerySet[Document]:
    """Issued documents that may change a plan: all but its own, the latest first."""
    found = visible_documents(actor).filter(state=DocumentState.ISSUED).exclude(pk=plan.document_id)
    return found.select_related("issuer").order_by("-issued_on", "-pk")


def get_exception(actor: Actor, exception_id: int) -> TargetException:
    """One exception of a visible plan, or 404."""
    exceptions = TargetException.objects.filter(plan__in=visible_plans(actor))
    return get_object_or_404(exceptions.select_related("plan__document", "post", "unit", "official"), pk=exception_id)


def get_excuse(actor: Actor, excuse_id: int) -> Excuse:
    """One standing excuse of a visible plan, or 404."""
    excuses = Excuse.objects.filter(target_post__plan__in=visible_plans(actor), withdrawn_on__isnull=True)
    return get_object_or_404(excuses.select_related("target_post__unit", "target_post__post"), pk=excuse_id)


def plan_documents(actor: Actor, plan: Plan | None) -> QuerySet[Document]:
    """Issued plans in the register that carry no training plan yet (but the one of this plan)."""
    found = visible_documents(actor).filter(kind=DocumentKind.PLAN, state=DocumentState.ISSUED)
    free = found.filter(plan__isnull=True) | found.filter(plan=plan.pk if plan else None)
    return free.select_related("issuer").order_by("-issued_on", "-pk")


def organisers(actor: Actor) -> QuerySet[Office]:
    """Offices that may organise a plan."""
    return _offices(actor).exclude(kind=OfficeKind.SCHOOL)


def schools(actor: Actor) -> QuerySet[Office]:
    """Offices that may run a plan's classes."""
    return _offices(actor).filter(kind=OfficeKind.SCHOOL)


def signing_offices(actor: Actor) -> QuerySet[Office]:
    """Offices that may sign and number a paper of a plan."""
    return _offices(actor)


def posts(actor: Actor) -> QuerySet[Post]:
    """Posts whose holders may be a target group."""
    return Post.objects.order_by("title") if actor.is_any(*READ_EVERYTHING) else Post.objects.none()


def _offices(actor: Actor) -> QuerySet[Office]:
    kinds = (OfficeKind.CITY_COMMITTEE, OfficeKind.ORGANISER, OfficeKind.SCHOOL)
    if not actor.is_any(*READ_EVERYTHING):
        return Office.objects.none()
    return Office.objects.filter(kind__in=kinds, is_active=True).order_by("sort_key")
