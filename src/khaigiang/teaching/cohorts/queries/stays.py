"""In which classes officials sit, and on which days: asked by the nominations beneath."""

from collections.abc import Collection, Iterator

from django.db.models import Max, Min, Q, QuerySet

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.planning.nominations.stays import Stay
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import Quarter
from khaigiang.teaching.cohorts.models import Enrolment, Placement


def stays_of_officials(official_ids: Collection[int]) -> Iterator[Stay]:
    """Classes on whose list officials stand or in which they are placed, without those they were taken off; 2 statements."""
    seen = set[tuple[int, str]]()
    for stay in (*_listed(official_ids), *_placed(official_ids)):
        if (stay.official_id, stay.class_name) not in seen:
            seen.add((stay.official_id, stay.class_name))
            yield stay


def _listed(official_ids: Collection[int]) -> Iterator[Stay]:
    standing = Q(valid_from__isnull=False) | Q(let_in_on__isnull=False)
    found = Enrolment.objects.filter(standing, official__in=official_ids, valid_until__isnull=True)
    return _told(found, "official_id", "nomination_id")


def _placed(official_ids: Collection[int]) -> Iterator[Stay]:
    return _told(
        Placement.objects.filter(nomination__official__in=official_ids), "nomination__official_id", "nomination_id"
    )


def _told(found: QuerySet[Enrolment] | QuerySet[Placement], official: str, nomination: str) -> Iterator[Stay]:
    days = found.annotate(first=Min("training_class__days__on"), last=Max("training_class__days__on"))
    columns = (official, nomination, "training_class__name", "first", "last")
    for official_id, nomination_id, class_name, first, last in days.values_list(*columns):
        if first is not None:
            yield Stay(
                official_id=official_id,
                nomination_id=nomination_id,
                class_name=class_name,
                first_day=first,
                last_day=last,
            )


def class_quarters_of(plan: Plan) -> dict[int, Quarter]:
    """The quarter in which the class of each placed or listed person of a plan begins, by the nomination; 2 statements."""
    listed = Enrolment.objects.filter(
        training_class__plan=plan, nomination__isnull=False, valid_from__isnull=False, valid_until__isnull=True
    )
    found: dict[int, Quarter] = {}
    for people in (Placement.objects.filter(training_class__plan=plan), listed):
        days = people.annotate(first=Min("training_class__days__on")).filter(first__isnull=False)
        for nomination_id, first in days.values_list("nomination_id", "first"):
            found[nomination_id] = (first.year, quarter_of(first))
    return found
