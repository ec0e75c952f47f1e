"""Puts together what the first morning needs: the list, the attendance book, the programme of the opening."""

from collections.abc import Sequence
from datetime import date, datetime

from khaigiang.ground.shared.dates import HALF_DAY_ORDER, HalfDay, at_time
from khaigiang.papers import attendance_book, ceremony_programme, opening_set, participant_list
from khaigiang.papers.typesetting import Pdf
from khaigiang.papers.values import Letterhead, Person
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.recognition.dossiers.errors import NoList, NoProgrammeOfTheOpening
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import course
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import groups_by_person
from khaigiang.teaching.cohorts.queries.people import ListRow, list_on
from khaigiang.teaching.delivery.queries import ceremony_steps
from khaigiang.teaching.delivery.rules import Step
from khaigiang.teaching.timetable.models import Session

LETTERS = {HalfDay.MORNING.value: "S", HalfDay.AFTERNOON.value: "C", HalfDay.EVENING.value: "T"}


def opening_set_pdf(training_class: TrainingClass, on: date) -> Pdf:
    """The opening set of a class as one PDF, its list as of the day. Raises NoList or NoProgrammeOfTheOpening."""
    people = list_on(training_class, on)
    if not people:
        raise NoList
    steps = ceremony_steps(training_class, "opening")
    if not steps:
        raise NoProgrammeOfTheOpening
    return opening_set.pdf(
        opening_set.OpeningSet(
            programme=_programme(training_class, steps),
            participants=_participants(training_class, people, on),
            book=_book(training_class, people, on),
        ),
    )


def participants_docx(training_class: TrainingClass, on: date) -> bytes:
    """The list of a class as a Word file, as of the day. Raises NoList."""
    people = list_on(training_class, on)
    if not people:
        raise NoList
    return participant_list.docx(_participants(training_class, people, on))


def _programme(training_class: TrainingClass, steps: Sequence[Step]) -> ceremony_programme.CeremonyProgramme:
    first_day = training_class.days.order_by("on").values_list("on", flat=True)[0]
    return ceremony_programme.CeremonyProgramme(
        letterhead=_letterhead(training_class.plan.school, first_day),
        ceremony="Lễ khai giảng",
        class_name=training_class.name,
        course=course(training_class),
        starts_at=_begins(first_day, steps),
        venue=str(training_class.hall or ""),
        chair=training_class.plan.school.name,
        items=tuple(
            ceremony_programme.Item(
                starts_at=step.starts_at,
                ends_at=step.ends_at,
                content=step.content,
                performer=step.person,
            )
            for step in steps
        ),
        signature=None,
    )


def _participants(
    training_class: TrainingClass, people: Sequence[ListRow], on: date
) -> participant_list.ParticipantList:
    groups = groups_by_person(training_class)
    return participant_list.ParticipantList(
        letterhead=_letterhead(training_class.plan.school, on),
        class_name=training_class.name,
        course=course(training_class),
        as_of=on,
        people=tuple(_person(row, groups.get(row.enrolment_id, "")) for row in people),
        signature=None,
    )


def _book(training_class: TrainingClass, people: Sequence[ListRow], on: date) -> attendance_book.AttendanceBook:
    half_days = Session.objects.filter(training_class=training_class).values_list("on", "half_day").distinct()
    ordered = sorted(half_days, key=lambda half: (half[0], HALF_DAY_ORDER[HalfDay(half[1])]))
    groups = groups_by_person(training_class)
    return attendance_book.AttendanceBook(
        letterhead=_letterhead(training_class.plan.school, on),
        class_name=training_class.name,
        course=course(training_class),
        class_teacher=str(training_class.teacher or ""),
        half_days=tuple(attendance_book.HalfDay(on=day, letter=LETTERS[half_day]) for day, half_day in ordered),
        as_of=on,
        lines=tuple(
            attendance_book.Line(name=row.name, unit=row.unit, group=groups.get(row.enrolment_id, "")) for row in people
        ),
    )


def _person(row: ListRow, group: str) -> Person:
    return Person(
        name=row.name,
        born_on=row.born_on,
        sex="female" if row.is_woman else "male",
        post=row.post,
        unit=row.unit,
        committee=row.committee,
        phone=row.phone,
        group=group,
    )


def _letterhead(office: Office, on: date) -> Letterhead:
    return Letterhead(
        skin=SKINS[office.skin],
        superior=office.superior,
        issuer=office.name,
        number=None,
        place=office.place,
        dated_on=on,
    )


def _begins(day: date, steps: Sequence[Step]) -> datetime:
    return at_time(day, steps[0].starts_at)
