"""The dashboard of those who account for the whole: the running plan in figures, classes and a chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from khaigiang.doors.portals.queries.people import with_days
from khaigiang.oversight.reporting import charts
from khaigiang.oversight.reporting.queries import figures_of
from khaigiang.oversight.reporting.queries.programme import ClassReport, Programme, programme_of
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import BEFORE_APPROVAL
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import ATTENDED, Presence

STAFF = (Role.LEADER, Role.ORGANISER, Role.HEAD, Role.OFFICE, Role.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceToday:
    """The last half-day recorded on a day."""

    class_id: int
    here: int
    of: int
    with_leave: int
    without_leave: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    """One class of the plan, and how many of its days have come."""

    report: ClassReport
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One plan on the dashboard."""

    programme: Programme
    classes: list[ClassLine]
    chart: str
    presence: PresenceToday | None


def overview_of(actor: Actor) -> Overview | None:
    """The latest open plan for those who account for the whole; None for others and before any plan."""
    if not actor.is_any(*STAFF):
        return None
    plans = Plan.objects.exclude(state__in=BEFORE_APPROVAL).select_related("document")
    plan = plans.order_by("-starts_on", "-pk").first()
    if plan is None:
        return None
    programme = programme_of(plan, figures_of(plan, actor.on))
    return Overview(
        programme=programme,
        classes=_lines(programme.classes, actor.on),
        chart=charts.months_chart(programme.months),
        presence=presence_on(plan, actor.on),
    )


def _lines(reports: Sequence[ClassReport], on: date) -> list[ClassLine]:
    days = with_days([report.row for report in reports], on)
    return [ClassLine(report=report, day=day) for report, (_row, day) in zip(reports, days, strict=True)]


def presence_on(plan: Plan, on: date) -> PresenceToday | None:
    """Who was there in the last half-day recorded on a day; None when none was. 2 statements."""
    entries = Attendance.objects.filter(session__training_class__plan=plan, session__on=on)
    last = entries.aggregate(last=Max("session__starts_at"))["last"]
    if last is None:
        return None
    pairs = list(entries.filter(session__starts_at=last).values_list("session__training_class", "presence"))
    found = [presence for _class_id, presence in pairs]
    return PresenceToday(
        class_id=pairs[0][0],
        here=sum(1 for presence in found if presence in ATTENDED),
        of=len(found),
        with_leave=found.count(Presence.WITH_LEAVE),
        without_leave=found.count(Presence.WITHOUT_LEAVE),
    )
