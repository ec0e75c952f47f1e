"""Reading summonses: who is called, by which paper, and which committees get a copy."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khaigiang.ground.outbox.queries import drafted_on
from khaigiang.planning.documents.models import Document, DocumentLink, DocumentState
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import Enrolment, EnrolmentQuerySet, Summons, TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, row_of, shown
from khaigiang.teaching.cohorts.states import ClassState, Whom, mail_key
from khaigiang.vietnamese.names import text_key


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsRow:
    """One summons of a class."""

    id: int
    document_id: int
    number: str
    issued_on: date | None
    gather_at: time
    people: int

    @property
    def is_draft(self) -> bool:
        """Does it wait for its signature and number?"""
        return self.issued_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """One committee that a summons goes to, with how many of its people it calls."""

    committee_id: int
    committee: str
    people: int


class Seat(NamedTuple):
    """Who sits on the list of which class for a post on a day, and whether a summons had called them by then."""

    enrolment_id: int
    official_id: int
    class_id: int
    class_name: str
    is_summoned: bool


def summons_rows(training_class: TrainingClass, *, among: QuerySet[Summons] | None = None) -> list[SummonsRow]:
    """The summonses of a class (those among the given ones), the first first; one statement."""
    visible = Summons.objects.all() if among is None else among
    of_class = visible.filter(training_class=training_class)
    found = of_class.select_related("document").annotate(people=Count("enrolments")).order_by("pk")
    return [
        SummonsRow(
            id=summons.pk,
            document_id=summons.document_id,
            number=summons.document.number,
            issued_on=summons.document.issued_on,
            gather_at=summons.gather_at,
            people=summons.people,
        )
        for summons in found
    ]


def summoned_people(summons: Summons, *, among: EnrolmentQuerySet | None = None) -> list[ListRow]:
    """Whom a summons calls, in the order of names; one statement."""
    found = (Enrolment.objects.all() if among is None else among).filter(summonses=summons)
    return [row_of(one, None) for one in shown(found)]


def copies_of(people: list[ListRow]) -> list[CopyRow]:
    """The committees whose people a summons calls, by name; no statement."""
    counts = Counter((person.committee, person.committee_id) for person in people)
    return [
        CopyRow(committee_id=committee_id, committee=committee, people=count)
        for (committee, committee_id), count in sorted(counts.items(), key=lambda one: text_key(one[0][0]))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRow:
    """E-mails of a summons to its committees or its people: in the outbox already, or to be written."""

    whom: str
    label: str
    mailing_id: int | None
    state: str


def mail_of_summons(summons: Summons) -> list[MailRow]:
    """What the outbox holds about a summons; one statement for each kind of receivers."""
    return mail_rows(lambda whom: mail_key(summons.pk, whom))


def mail_rows(key_of: Callable[[Whom], str]) -> list[MailRow]:
    """What the outbox holds about a paper of a class; one statement for each kind of receivers."""
    found = {whom: drafted_on(key_of(whom)) for whom in Whom}
    return [
        MailRow(
            whom=whom.value,
            label=str(whom.label),
            mailing_id=mailing.pk if mailing else None,
            state=mailing.get_state_display() if mailing else "",
        )
        for whom, mailing in found.items()
    ]


def not_yet_summoned(training_class: TrainingClass, on: date) -> EnrolmentQuerySet:
    """People on the list on a day whom no summons of the class calls."""
    called = Summons.objects.filter(training_class=training_class, enrolments=OuterRef("pk"))
    return Enrolment.objects.filter(~Exists(called), training_class=training_class).listed_on(on)


def summoned_posts(plan: Plan, on: date) -> frozenset[int]:
    """Posts of a plan called at least once by the end of a day: by a summons, or by the decision on somebody let in.

    Somebody who was let in and then listed needs no summons any more. One statement.
    """
    found = Enrolment.objects.filter(_called_by(on), training_class__plan=plan)
    return frozenset(found.values_list("target_post", flat=True))


def summoned_posts_of_class(training_class: TrainingClass, on: date) -> frozenset[int]:
    """Posts called to this class by the end of a day, in the same sense; 1 statement."""
    found = training_class.enrolments.filter(_called_by(on))
    return frozenset(found.values_list("target_post", flat=True))


def _called_by(on: date) -> Q:
    return Q(summonses__document__issued_on__lte=on) | Q(let_in_on__lte=on, valid_from__lte=on)


def seats_on(plan: Plan, on: date) -> dict[int, Seat]:
    """Posts of a plan that are on the list of a class on a day, each with its seat; one statement.

    Of two lists of one post (it came again after a class that ended without success) the later one counts.
    """
    called = Summons.objects.filter(enrolments=OuterRef("pk"), document__issued_on__lte=on)
    found = Enrolment.objects.filter(training_class__plan=plan).listed_on(on).annotate(is_summoned=Exists(called))
    columns = found.order_by("valid_from", "pk").values_list(
        "target_post", "pk", "official", "training_class", "training_class__name", "is_summoned", "let_in_on"
    )
    return {
        post_id: Seat(enrolment_id, official_id, class_id, class_name, is_summoned or let_in_on is not None)
        for post_id, enrolment_id, official_id, class_id, class_name, is_summoned, let_in_on in columns
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """What holds instead of an issued summons once its class has changed."""

    said_from: date
    said_until: date
    letter: Document | None
    is_held: bool
    first_day: date | None
    last_day: date | None


def overtaken(summons: Summons) -> Overtaken | None:
    """What holds instead of a summons: other days, or that the class is not held, and by which issued letter; nothing
    while the class meets as the paper says. Three statements at most."""
    if summons.says_from is None or summons.says_until is None:
        return None
    days = list(summons.training_class.days.order_by("on").values_list("on", flat=True))
    is_held = summons.training_class.state != ClassState.CANCELLED and bool(days)
    if is_held and summons.says_from in days and summons.says_until == days[-1]:
        return None
    amending = DocumentLink.objects.filter(target=summons.document_id, relation=DocumentLink.Relation.AMENDS)
    issued = Document.objects.filter(links__in=amending, state=DocumentState.ISSUED)
    return Overtaken(
        said_from=summons.says_from,
        said_until=summons.says_until,
        letter=issued.order_by("-issued_on", "-pk").first(),
        is_held=is_held,
        first_day=days[0] if is_held else None,
        last_day=days[-1] if is_held else None,
    )


def is_overtaken(summons: Summons) -> bool:
    """Does the class of an issued summons meet otherwise than the paper says?"""
    return overtaken(summons) is not None
