"""The only door from an actor and an id to the discussion groups of a class."""

from django.shortcuts import get_object_or_404

from khaigiang.registry.mandates.actor import Actor
from khaigiang.teaching.cohorts.access import get_class_to_lead
from khaigiang.teaching.cohorts.models import Enrolment, GroupChange


def get_proposed_groups(actor: Actor, class_id: int) -> GroupChange:
    """The groups proposed for a class for which the actor answers, or 404 where none are."""
    training_class = get_class_to_lead(actor, class_id)
    proposal = get_object_or_404(GroupChange, training_class=training_class, done_at__isnull=True)
    proposal.training_class = training_class
    return proposal


def get_group_change(actor: Actor, change_id: int) -> GroupChange:
    """Something done to the groups of a class for which the actor answers, or 404."""
    change = get_object_or_404(GroupChange, pk=change_id, done_at__isnull=False)
    change.training_class = get_class_to_lead(actor, change.training_class_id)
    return change


def get_classmate(enrolment: Enrolment, other_id: int) -> Enrolment:
    """Another person of the same class, or 404."""
    others = Enrolment.objects.filter(training_class=enrolment.training_class_id).exclude(pk=enrolment.pk)
    return get_object_or_404(others.select_related("official"), pk=other_id)
