"""What a lecturer, a class teacher, a trainee or a committee sees of the own days and people."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from khaigiang.oversight.coverage.queries import LedgerRow, ledger
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.recognition.certificates.models import Certificate, CertificateState
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.attendance.queries.leave import Standing, standing_of
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.timetable.models import Session

NEXT_SESSIONS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """One coming session."""

    session_id: int
    on: date
    starts_at: time
    ends_at: time
    title: str
    place: str
    lecturer: str
    class_name: str
    is_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Studies:
    """Where a trainee stands: the class, absences, certificates."""

    enrolment: Enrolment
    standing: Standing
    certificates: list[Certificate]


def next_sessions(actor: Actor) -> list[NextSession]:
    """The sessions that concern this person from today on, the nearest first; 1 statement."""
    sessions = _sessions_of(actor).filter(on__gte=actor.on).select_related("training_class", "item", "hall", "lecturer")
    return [
        NextSession(
            session_id=session.pk,
            on=session.on,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=str(session.item),
            place=str(session.hall),
            lecturer=str(session.lecturer or ""),
            class_name=str(session.training_class),
            is_today=session.on == actor.on,
        )
        for session in sessions.order_by("on", "starts_at", "pk")[:NEXT_SESSIONS]
    ]


def studies_of(actor: Actor) -> Studies | None:
    """The class that a trainee is in or was in last; None for somebody who is in none."""
    if actor.official_id is None:
        return None
    own = Enrolment.objects.filter(official=actor.official_id, valid_from__isnull=False, valid_until__isnull=True)
    enrolment = own.select_related("training_class__teacher", "training_class__hall", "group").order_by("-valid_from").first()
    if enrolment is None:
        return None
    certificates = Certificate.objects.filter(
        result__enrolment__official=actor.official_id, state=CertificateState.VALID,
    )
    return Studies(enrolment=enrolment, standing=standing_of(enrolment), certificates=list(certificates))


def own_classes(actor: Actor) -> list[TrainingClass]:
    """The classes that this person is the teacher of."""
    classes = TrainingClass.objects.filter(teacher=actor.user) if actor.is_any(Role.TEACHER) else TrainingClass.objects.none()
    return list(classes.select_related("hall").order_by("plan_id", "number"))


def posts_of_committees(actor: Actor) -> list[LedgerRow]:
    """The posts of the own committees in open plans, each in its state today."""
    if not actor.committee_ids:
        return []
    plans = Plan.objects.filter(state=PlanState.OPEN, quotas__committee__in=actor.committee_ids).distinct()
    return [row for plan in plans for row in ledger(plan, actor.on) if row.committee_id in actor.committee_ids]


def _sessions_of(actor: Actor) -> QuerySet[Session]:
    if actor.is_any(Role.LECTURER):
        return Session.objects.filter(lecturer__user=actor.user)
    if actor.is_any(Role.TEACHER):
        return Session.objects.filter(training_class__teacher=actor.user)
    if actor.official_id is not None:
        own = Enrolment.objects.filter(official=actor.official_id).in_class_on(actor.on)
        return Session.objects.filter(training_class__in=own.values("training_class"))
    if actor.is_any(Role.OFFICE, Role.HEAD, Role.ORGANISER, Role.LEADER):
        return Session.objects.all()
    return Session.objects.none()
