"""What a lecturer, a class teacher, a trainee or a committee sees of the own days and people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from khaigiang.oversight.coverage.queries import LedgerRow, ledger
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.recognition.certificates.models import Certificate, CertificateState
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.attendance.queries.leave import Standing, standing_of
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.cohorts.queries import ClassRow, OwnGroup, class_rows, days_by_class, own_groups
from khaigiang.teaching.timetable.access import own_sessions, timetabled_classes
from khaigiang.teaching.timetable.models import ReleasedSession
from khaigiang.teaching.timetable.queries.released import released_rows, released_sessions
from khaigiang.teaching.timetable.queries.rows import SessionRow

NEXT_SESSIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClass:
    """A class of this teacher, and on which of its days it is."""

    row: ClassRow
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Studies:
    """Where a trainee stands: the class, groups, absences, certificates."""

    enrolment: Enrolment
    groups: list[OwnGroup]
    standing: Standing
    certificates: list[Certificate]


def next_sessions(actor: Actor, *, now: datetime) -> list[SessionRow]:
    """The released sessions that concern this person from today on, the nearest first; 1 statement."""
    return released_rows(_sessions_of(actor).filter(on__gte=actor.on)[:NEXT_SESSIONS], now=now)


def has_sessions(actor: Actor) -> bool:
    """Is this somebody whose days are sessions?"""
    return actor.is_any(Role.LECTURER, Role.TEACHER, Role.TRAINEE)


def studies_of(actor: Actor) -> Studies | None:
    """The class that a trainee is in or was in last; None for somebody who is in none."""
    if actor.official_id is None:
        return None
    own = Enrolment.objects.filter(official=actor.official_id, valid_from__isnull=False, valid_until__isnull=True)
    enrolment = own.select_related("training_class__teacher", "training_class__hall").order_by("-valid_from").first()
    if enrolment is None:
        return None
    certificates = Certificate.objects.filter(
        result__enrolment__official=actor.official_id,
        state=CertificateState.VALID,
    )
    return Studies(
        enrolment=enrolment,
        groups=own_groups(enrolment.training_class, enrolment.pk),
        standing=standing_of(enrolment),
        certificates=list(certificates),
    )


def own_classes(actor: Actor) -> list[OwnClass]:
    """The classes that this person is the teacher of, with how many of their days have come; 2 statements."""
    if not actor.is_any(Role.TEACHER):
        return []
    classes = TrainingClass.objects.filter(teacher=actor.user)
    return [OwnClass(row=row, day=day) for row, day in with_days(class_rows(classes, actor.on), actor.on)]


def with_days(rows: Sequence[ClassRow], on: date) -> list[tuple[ClassRow, int]]:
    """Each class with how many of its days have come by a day; 1 statement."""
    days = days_by_class(TrainingClass.objects.filter(pk__in=[row.id for row in rows]))
    return [(row, sum(day <= on for day in days.get(row.id, ()))) for row in rows]


def posts_of_committees(actor: Actor) -> list[LedgerRow]:
    """The posts of the own committees in open plans, each in its state today."""
    if not actor.committee_ids:
        return []
    plans = Plan.objects.filter(state=PlanState.OPEN, quotas__committee__in=actor.committee_ids).distinct()
    return [row for plan in plans for row in ledger(plan, actor.on, committees=actor.committee_ids)]


def _sessions_of(actor: Actor) -> QuerySet[ReleasedSession]:
    if actor.is_any(Role.LECTURER, Role.TRAINEE):
        return own_sessions(actor)
    return released_sessions().filter(release__training_class__in=timetabled_classes(actor))
