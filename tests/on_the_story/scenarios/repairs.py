"""Repairs of a timetable: reported, carried out, laid aside, undone."""

from typing import Final

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.repairs import services
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.states import AccidentKind
from khaigiang.teaching.timetable.models import Session
from tests.on_the_story.scenarios.second_plan import TODAY, by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

WHY: Final = "Giảng viên ốm"


def _taught_last() -> Session:
    """The last session of the story that somebody teaches; it is still to come."""
    taught = Session.objects.filter(on__gt=TODAY, lecturer__isnull=False)
    return taught.select_related("lecturer").order_by("-on", "-starts_at", "pk")[0]


def reported() -> Repair:
    """Whoever teaches the last session cannot come."""
    session = _taught_last()
    return services.report_accident(
        AccidentKind.LECTURER,
        classes=TrainingClass.objects.exclude(state__in=["cancelled", "closed"]),
        lecturer=session.lecturer,
        first_day=session.on,
        half_day=session.half_day,
        reason=WHY,
        **by("demo-office"),
    )


def way(repair: Repair) -> str:
    """The way out that touches the fewest."""
    found: str = repair.ways[0]["way"]
    return found


def carried_out() -> Repair:
    repair = reported()
    return services.carry_out_repair(repair, way(repair), **by("demo-office"))


def laid_aside() -> Repair:
    return services.lay_repair_aside(reported(), **by("demo-office"))


def undone() -> Repair:
    return services.undo_repair(carried_out(), **by("demo-office"))


def _typed() -> Sent:
    session = _taught_last()
    return post(
        "lecturer",
        lecturer=session.lecturer_id,
        first_day=f"{session.on:%d/%m/%Y}",
        last_day="",
        half_day=session.half_day,
        reason=WHY,
        added_days="",
    )


def _decided() -> Sent:
    repair = reported()
    return post(repair.pk, way(repair))


TABLE: Final[Table] = {
    "repairs:report": when("demo-office", _typed),
    # The repair, the absence that is noted with it, and the release.
    "repairs:carry_out": when("demo-office", _decided, entries=3),
    "repairs:lay_aside": when("demo-office", lambda: post(reported().pk)),
    "repairs:undo": when("demo-office", lambda: post(carried_out().pk), entries=3),
}
