"""Reading leave requests."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from khaigiang.teaching.attendance.limits import absence_limit
from khaigiang.teaching.attendance.models import LeaveRequest
from khaigiang.teaching.attendance.queries.shares import absence_share
from khaigiang.teaching.attendance.rules import AbsenceShare
from khaigiang.teaching.attendance.states import STANDING
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.timetable.models import Session


def sessions_of_leave(request: LeaveRequest) -> list[Session]:
    """The sessions from the first to the last of a request, in order."""
    first, last = request.first_session, request.last_session
    after_first = Q(on__gt=first.on) | Q(on=first.on, starts_at__gte=first.starts_at)
    before_last = Q(on__lt=last.on) | Q(on=last.on, starts_at__lte=last.starts_at)
    sessions = Session.objects.filter(after_first, before_last, training_class=request.enrolment.training_class_id)
    return list(sessions.order_by("on", "starts_at"))


def standing_leave(
    enrolment: Enrolment, *, first: Session, last: Session, besides: LeaveRequest | None = None
) -> LeaveRequest | None:
    """A request of a trainee that has not been refused and shares a session with this time; 1 statement."""
    before_last = Q(first_session__on__lt=last.on) | Q(
        first_session__on=last.on, first_session__starts_at__lte=last.starts_at
    )
    after_first = Q(last_session__on__gt=first.on) | Q(
        last_session__on=first.on, last_session__starts_at__gte=first.starts_at
    )
    standing = enrolment.leave_requests.filter(before_last, after_first, state__in=STANDING)
    if besides is not None:
        standing = standing.exclude(pk=besides.pk)
    return standing.select_related("first_session", "last_session").first()


def leave_rows(requests: QuerySet[LeaveRequest], *, of: TrainingClass) -> QuerySet[LeaveRequest]:
    """The requests of a class, of these, with all that a list shows: undecided first, then the newest; 1 statement."""
    return _in_order(requests.filter(enrolment__training_class=of))


def own_leave_rows(enrolment: Enrolment) -> QuerySet[LeaveRequest]:
    """A trainee's own requests in the same order; 1 statement."""
    return _in_order(enrolment.leave_requests.all())


def said(session: Session) -> str:
    """A session as a trainee knows it: day and half-day."""
    return f"{session.on:%d/%m/%Y}, {session.get_half_day_display()}"


def _in_order(requests: QuerySet[LeaveRequest]) -> QuerySet[LeaveRequest]:
    together = ("enrolment__official", "enrolment__target_post__unit", "first_session", "last_session", "decided_by")
    return requests.select_related(*together).order_by("decided_at", "-asked_at")


def coming_sessions(enrolment: Enrolment, on: date) -> list[Session]:
    """The sessions of a trainee's class from a day on, in order."""
    sessions = Session.objects.filter(training_class=enrolment.training_class_id, on__gte=on).select_related("item")
    return list(sessions.order_by("on", "starts_at"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much a trainee has missed, and how much more the rule bears."""

    share: AbsenceShare
    limit_percent: int | None
    still_free: int | None


def standing_of(enrolment: Enrolment) -> Standing:
    """What another absence would mean for a trainee."""
    share = absence_share(enrolment)
    limit = absence_limit(enrolment.training_class)
    return Standing(share=share, limit_percent=limit, still_free=share.still_free(limit))
