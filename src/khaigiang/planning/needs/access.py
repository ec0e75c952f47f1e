"""The only door from an actor and an id to surveys, needs and reservations."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.needs.models import NeedSurvey, StatedNeed
from khaigiang.planning.needs.states import Whom
from khaigiang.planning.nominations.access import committee_ids, may_name
from khaigiang.registry.mandates.actor import Actor


def visible_surveys(actor: Actor) -> QuerySet[NeedSurvey]:
    """Every survey for those who account for the whole; for a committee those in which it is asked."""
    own = committee_ids(actor)
    return NeedSurvey.objects.all() if own is None else NeedSurvey.objects.filter(needs__committee__in=own).distinct()


def get_survey(actor: Actor, survey_id: int) -> NeedSurvey:
    """One survey, or 404."""
    return get_object_or_404(visible_surveys(actor).select_related("post", "asked_by"), pk=survey_id)


def get_need(actor: Actor, need_id: int) -> StatedNeed:
    """A committee's part of a survey for which the actor may speak, or 404."""
    needs = StatedNeed.objects.select_related("survey__post", "committee")
    need = get_object_or_404(needs, pk=need_id)
    if not may_name(actor, need.committee_id):
        raise Http404
    return need


def get_whom(name: str) -> Whom:
    """Whose people are asked for, by its name in an address, or 404."""
    if name not in Whom.values:
        raise Http404
    return Whom(name)
