"""Who is missing without leave on a day."""

from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.models import EnrolmentQuerySet


@dataclass(slots=True, kw_only=True)
class MissingRow:
    """One person, how to reach them, and the half-days that they have missed so far."""

    name: str
    unit: str
    phone: str
    training_class: str
    half_days: list[str]


def missing_people(among: EnrolmentQuerySet, on: date) -> list[MissingRow]:
    """Those of these people who are missing without leave on a day, in the order of names; one statement."""
    missing = Attendance.objects.filter(session__on=on, presence=Presence.WITHOUT_LEAVE, enrolment__in=among)
    together = missing.select_related(
        "session", "enrolment__official", "enrolment__target_post__unit", "enrolment__training_class"
    )
    rows: dict[int, MissingRow] = {}
    for one in together.order_by("enrolment__official__sort_key", "enrolment_id", "session__starts_at"):
        rows.setdefault(one.enrolment_id, _row(one)).half_days.append(one.session.get_half_day_display())
    return list(rows.values())


def _row(one: Attendance) -> MissingRow:
    person = one.enrolment
    return MissingRow(
        name=person.official.full_name,
        unit=person.target_post.unit.name,
        phone=person.official.phone,
        training_class=person.training_class.name,
        half_days=[],
    )
