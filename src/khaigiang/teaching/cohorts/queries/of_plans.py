"""What plans ask of their classes: which there are, and when each begins."""

from collections.abc import Collection

from django.db.models import Min

from khaigiang.planning.plans.outcomes import ClassOfPlan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST, TAKES_PEOPLE


def classes_of_plans(plan_ids: Collection[int]) -> list[ClassOfPlan]:
    """The classes of plans that have days, held or to be held; 1 statement."""
    living = TrainingClass.objects.filter(plan__in=plan_ids, state__in=TAKES_PEOPLE | HAS_A_LIST)
    begun = living.annotate(first_day=Min("days__on")).filter(first_day__isnull=False)
    return [
        ClassOfPlan(plan_id=plan_id, class_id=pk, name=name, starts_on=first_day, is_decided=state in HAS_A_LIST)
        for plan_id, pk, name, first_day, state in begun.values_list("plan", "pk", "name", "first_day", "state")
    ]
