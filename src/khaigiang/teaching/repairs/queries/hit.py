"""Which sessions an accident hits, and the classes among which a way out is looked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.rules import Accident, Slot, in_order, next_to_come
from khaigiang.teaching.repairs.states import AccidentKind
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.rules import HALVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The classes whose timetables may be touched, those of them that are hit, and the first half-day still to come."""

    class_ids: tuple[int, ...]
    hit: tuple[int, ...]
    since: Slot


def accident_of(repair: Repair) -> Accident:
    """What a repair was reported for."""
    return Accident(
        kind=repair.kind,
        first_day=repair.first_day,
        last_day=repair.last_day,
        half_day=repair.half_day,
        lecturer_id=repair.lecturer_id,
        hall_id=repair.hall_id,
        class_id=repair.training_class_id,
        joined=repair.joined,
    )


def scope_of(
    accident: Accident, classes: QuerySet[TrainingClass], *, further_days: Collection[date], at: datetime
) -> Scope:
    """Which of these classes an accident hits, and all that meet in the same schools as long as those do.

    What has begun by `at` stays as it is, so half-days count from the next on.
    """
    since = _first_half_day(accident, next_to_come(_begun(classes, at), local_day(at)))
    sessions = Session.objects.filter(training_class__in=classes, on__gte=since[0])
    hit = _hit(accident, sessions, since)
    last = sessions.filter(training_class__in=hit).aggregate(last=Max("on"))["last"] or since[0]
    schools = TrainingClass.objects.filter(pk__in=hit).values("plan__school")
    until = max([last, *further_days])
    near = sessions.filter(training_class__plan__school__in=schools, on__lte=until)
    class_ids = sorted({*near.values_list("training_class", flat=True), *hit})
    return Scope(class_ids=tuple(class_ids), hit=tuple(sorted(hit)), since=since)


def _first_half_day(accident: Accident, to_come: Slot) -> Slot:
    """Nothing moves before it; a group that joins later needs its seats only from its own day on."""
    joins = (accident.first_day, HALVES[0])
    return max(to_come, joins, key=in_order) if accident.kind == AccidentKind.GROUP else to_come


def _begun(classes: QuerySet[TrainingClass], at: datetime) -> set[Slot]:
    now = timezone.localtime(at)
    begun = Session.objects.filter(training_class__in=classes, on=now.date(), starts_at__lte=now.time())
    return set(begun.values_list("on", "half_day"))


def _hit(accident: Accident, sessions: QuerySet[Session], since: Slot) -> set[int]:
    concerned = sessions.filter(_concerns(accident)).values_list("training_class", "on", "half_day")
    taken = set(accident.half_days) if accident.kind != AccidentKind.GROUP else None
    return {
        class_id
        for class_id, on, half in concerned
        if in_order((on, half)) >= in_order(since) and (taken is None or (on, half) in taken)
    }


def _concerns(accident: Accident) -> Q:
    match accident.kind:
        case AccidentKind.LECTURER:
            whom = Q(lecturer=accident.lecturer_id)
        case AccidentKind.HALL:
            whom = Q(hall=accident.hall_id)
        case AccidentKind.GROUP:
            return Q(training_class=accident.class_id)
        case _:
            whom = Q()
    halves = (accident.half_day,) if accident.half_day else HALVES
    return whom & Q(on__range=(accident.first_day, accident.last_day), half_day__in=halves)
