"""The first morning, and what is sent out after each half-day."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from khaigiang.registry.units.models import Office
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.states import ATTENDED, Presence
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, people_on
from khaigiang.teaching.timetable.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Somebody who has not come, and whom to call about it."""

    person: ListRow
    committee_phone: str
    committee_contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMorning:
    """Who is here, who is late, who is missing, who stands at the door."""

    session: Session
    listed: int
    here: int
    late: int
    missing: tuple[Missing, ...]
    unlisted: tuple[ListRow, ...]


def first_morning(training_class: TrainingClass) -> FirstMorning | None:
    """The first session of a class counted; None before it has a timetable. 5 statements."""
    session = (
        Session.objects.filter(training_class=training_class)
        .select_related("training_class", "item", "hall")
        .order_by("on", "starts_at")
        .first()
    )
    if session is None:
        return None
    people = people_on(training_class, session.on)
    presences = _presences(session)
    offices = Office.objects.in_bulk({person.committee_id for person in people})
    listed = [person for person in people if not person.is_provisional]
    away = [person for person in listed if presences.get(person.enrolment_id) not in ATTENDED]
    return FirstMorning(
        session=session,
        listed=len(listed),
        here=sum(1 for person in people if presences.get(person.enrolment_id) in ATTENDED),
        late=sum(1 for presence in presences.values() if presence == Presence.LATE),
        missing=tuple(_missing(person, offices[person.committee_id]) for person in away),
        unlisted=tuple(person for person in people if person.is_provisional),
    )


def text_to_send(session: Session) -> str:
    """A session's attendance as a message: head count, who is away with and without leave, who came late."""
    people = people_on(session.training_class, session.on)
    presences = _presences(session)
    here = sum(1 for person in people if presences.get(person.enrolment_id) in ATTENDED)
    head = _("%(class)s – %(half_day)s of %(day)s: %(here)s of %(all)s present.") % {
        "class": session.training_class,
        "half_day": session.get_half_day_display(),
        "day": f"{session.on:%d/%m/%Y}",
        "here": here,
        "all": len(people),
    }
    named = (Presence.WITH_LEAVE, Presence.WITHOUT_LEAVE, Presence.LATE, Presence.LEFT_EARLY)
    lines = [_line(presence, people, presences) for presence in named]
    return "\n".join([head, *(line for line in lines if line)])


def _line(presence: Presence, people: list[ListRow], presences: dict[int, str]) -> str:
    found = [f"{person.name} ({person.unit})" for person in people if presences.get(person.enrolment_id) == presence]
    return f"{str(presence.label).capitalize()} ({len(found)}): {', '.join(found)}." if found else ""


def _missing(person: ListRow, office: Office) -> Missing:
    return Missing(person=person, committee_phone=office.phone, committee_contact=office.contact_person)


def _presences(session: Session) -> dict[int, str]:
    return dict(Attendance.objects.filter(session=session).values_list("enrolment_id", "presence"))
