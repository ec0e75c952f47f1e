"""The only door from an actor and an id to the ledger of a plan."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role

READ_EVERYTHING: Final = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans whose ledger an actor may read: all for those who account for the whole, a committee's own."""
    plans = Plan.objects.select_related("document", "organiser", "school")
    if actor.is_any(*READ_EVERYTHING):
        return plans
    return plans.filter(quotas__committee__in=actor.committee_ids).distinct()


def get_plan(actor: Actor, plan_id: int) -> Plan:
    """One visible plan, or 404."""
    return get_object_or_404(visible_plans(actor), pk=plan_id)


def visible_committees(actor: Actor) -> frozenset[int] | None:
    """Whose posts an actor may see: those of the own committees; None where they are everybody's."""
    return None if actor.is_any(*READ_EVERYTHING) else frozenset(actor.committee_ids)
