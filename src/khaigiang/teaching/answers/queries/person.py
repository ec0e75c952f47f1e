"""What one person called is told: when, where, what to bring, whom to call, and what was said so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.answers.models import Answer, AnswerLink, SummonsCorrection
from khaigiang.teaching.answers.queries.answers import still_called
from khaigiang.teaching.answers.states import OFF
from khaigiang.teaching.cohorts import letters
from khaigiang.teaching.cohorts.models import Enrolment, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, hours_of, hours_of_days
from khaigiang.teaching.venues.rules import hours_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The summons as its person reads it."""

    name: str
    class_name: str
    course: str
    number: str
    issued_on: date | None
    gathers_at: datetime
    first_day: date
    last_day: date
    days: int
    venue: str
    map_address: str
    hours: str
    to_bring: tuple[str, ...]
    school: str
    contact: str
    phone: str
    committee: str
    committee_contact: str
    committee_phone: str
    teacher: str
    correction: SummonsCorrection | None
    goes_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing said about a summons, as its history tells it."""

    at: datetime
    said_by: str
    via: str
    state_label: str
    reason: str
    words: str
    because: str


def call_of(answer: Answer) -> Call:
    """What the person of an answer reads of the summons."""
    summons, committee = answer.summons, answer.enrolment.target_post.committee
    training_class = summons.training_class
    school, days = training_class.plan.school, days_of(training_class)
    hall, correction = training_class.hall, last_correction(summons)
    return Call(
        name=answer.enrolment.official.full_name,
        class_name=training_class.name,
        course=letters.course(training_class),
        number=summons.document.number,
        issued_on=summons.document.issued_on,
        gathers_at=gathers_at(answer),
        first_day=days[0],
        last_day=days[-1],
        days=len(days),
        venue=letters.venue(training_class),
        map_address=(hall.address if hall else "") or school.address,
        hours=_hours(training_class, days),
        to_bring=letters.REQUIREMENTS,
        school=school.name,
        contact=school.contact_person,
        phone=school.phone,
        committee=committee.name,
        committee_contact=committee.contact_person,
        committee_phone=committee.phone,
        teacher=str(training_class.teacher or ""),
        correction=correction,
        goes_to=correction.goes_to if correction and correction.goes_to and _goes(answer.enrolment) else "",
    )


def last_correction(summons: Summons) -> SummonsCorrection | None:
    """The letter that corrected a summons last; one statement."""
    return summons.corrections.select_related("document").order_by("-pk").first()


def _goes(enrolment: Enrolment) -> bool:
    """Does a decision, drafted or in force, put the person of an enrolment onto the list of another class?"""
    others = Enrolment.objects.filter(nomination=enrolment.nomination_id, valid_until__isnull=True)
    return enrolment.nomination_id is not None and others.exclude(training_class=enrolment.training_class_id).exists()


def gathers_at(answer: Answer) -> datetime:
    """The instant at which those called with this person gather: from then on the class has begun for them."""
    return timezone.make_aware(letters.gathers_at(answer.summons))


def said_of(answer: Answer) -> list[Said]:
    """Everything said about one summons, the newest first; one statement."""
    return [
        Said(
            at=step.at,
            said_by=step.said_by,
            via=step.get_via_display(),
            state_label=step.get_state_display(),
            reason=step.get_reason_kind_display(),
            words=step.words,
            because=step.because,
        )
        for step in answer.steps.order_by("-pk")
    ]


def open_links(answers: QuerySet[Answer], at: datetime) -> list[AnswerLink]:
    """The links of these answers that open something still, by committee and name; a statement for each class."""
    together = (
        "answer__enrolment__official",
        "answer__enrolment__target_post__unit",
        "answer__enrolment__target_post__committee",
        "answer__summons__document",
        "answer__summons__training_class__plan__school",
        "answer__summons__training_class__hall",
    )
    called = answers.filter(still_called() | Q(state__in=sorted(OFF)))
    found = AnswerLink.objects.filter(answer__in=called, replaced_at=None)
    order = ("answer__enrolment__target_post__committee__name", "answer__enrolment__official__sort_key", "pk")
    links = list(found.select_related(*together).order_by(*order))
    begins = {link.answer.summons_id: link.answer for link in links}
    ended = {summons_id for summons_id, answer in begins.items() if at >= gathers_at(answer)}
    return [link for link in links if link.answer.summons_id not in ended]


def without_email(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Of these answers, those of people whom no e-mail reaches."""
    return answers.filter(enrolment__official__email="")


def only(answer: Answer) -> QuerySet[Answer]:
    """One answer, where several are asked for."""
    return Answer.objects.filter(pk=answer.pk)


def _hours(training_class: TrainingClass, days: Sequence[date]) -> str:
    """The hours of these days in words; where the season changes, those of each with its first day."""
    found = hours_of_days(hours_of(training_class), days)
    said = [f"{hours_in_words(*one.morning)}, {hours_in_words(*one.afternoon)}" for one in found]
    later = [
        _("from %(day)s %(hours)s") % {"day": day_in_words(one.first), "hours": text}
        for one, text in zip(found[1:], said[1:], strict=True)
    ]
    return "; ".join([*said[:1], *later])
