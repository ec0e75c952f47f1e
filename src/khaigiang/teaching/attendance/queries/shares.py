"""What presence adds up to: half-days missed, posts that have attended."""

from datetime import date

from django.db.models import Exists, OuterRef

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.rules import AbsenceShare
from khaigiang.teaching.attendance.states import ABSENT, ATTENDED
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass
from khaigiang.teaching.timetable.models import Session


def absence_shares(training_class: TrainingClass) -> dict[int, AbsenceShare]:
    """Half-days missed by everybody ever in a class, of all its half-days, by enrolment; 3 statements."""
    total = _half_days(training_class.pk)
    missed: dict[int, set[tuple[date, str]]] = {
        enrolment_id: set()
        for enrolment_id in Enrolment.objects.filter(training_class=training_class).values_list("pk", flat=True)
    }
    entries = Attendance.objects.filter(session__training_class=training_class, presence__in=sorted(ABSENT))
    for enrolment_id, on, half_day in entries.values_list("enrolment_id", "session__on", "session__half_day"):
        missed[enrolment_id].add((on, half_day))
    return {enrolment_id: AbsenceShare(absent=len(days), total=total) for enrolment_id, days in missed.items()}


def absence_share(enrolment: Enrolment) -> AbsenceShare:
    """Half-days missed by one person, of all half-days of the class; 2 statements."""
    entries = Attendance.objects.filter(
        enrolment=enrolment, session__training_class=enrolment.training_class_id, presence__in=sorted(ABSENT)
    )
    missed = entries.values("session__on", "session__half_day").distinct().count()
    return AbsenceShare(absent=missed, total=_half_days(enrolment.training_class_id))


def _half_days(class_id: int) -> int:
    return Session.objects.filter(training_class=class_id).values("on", "half_day").distinct().count()


def attended_posts(plan: Plan, on: date) -> frozenset[int]:
    """Posts of a plan that have attended at least one half-day by the end of a day; 1 statement."""
    entries = Attendance.objects.filter(
        session__training_class__plan=plan,
        session__on__lte=on,
        presence__in=sorted(ATTENDED),
    )
    return frozenset(entries.values_list("enrolment__target_post_id", flat=True).distinct())


def attended_seats(plan: Plan, on: date) -> frozenset[tuple[int, int]]:
    """Posts with the class in which they have attended at least one half-day by the end of a day; 1 statement."""
    # One entry of a seat is enough: the others, twenty and more, are not read.
    came = Attendance.objects.filter(enrolment=OuterRef("pk"), session__on__lte=on, presence__in=sorted(ATTENDED))
    seats = Enrolment.objects.filter(Exists(came), training_class__plan=plan)
    return frozenset(seats.values_list("target_post_id", "training_class_id"))
