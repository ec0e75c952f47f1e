"""From people who were returned or replaced to the words of the papers that tell their committee."""

from collections.abc import Iterable
from datetime import date

from django.db import models

from khaigiang.papers import returning_letter, substitution_notice
from khaigiang.papers.changes_of_names import NameReplaced, NameReturned
from khaigiang.papers.returning_letter import ReturningLetter
from khaigiang.papers.substitution_notice import SubstitutionNotice
from khaigiang.papers.values import Contact, Person
from khaigiang.planning.documents.letterheads import letterhead
from khaigiang.planning.documents.owners import Hands
from khaigiang.planning.nominations.models import LetterAboutNames, Nomination, NominationMove
from khaigiang.planning.nominations.states import AboutNames
from khaigiang.planning.plans.hands import hands_under
from khaigiang.planning.plans.in_papers import course_of, grounds_of
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Written, written
from khaigiang.registry.officials.in_papers import person_in_papers
from khaigiang.registry.units.models import Office

PAPERS = {
    AboutNames.RETURNED: PaperDuty.Paper.RETURNING_LETTER,
    AboutNames.SUBSTITUTED: PaperDuty.Paper.SUBSTITUTION_NOTICE,
}


def abstract_about(kind: AboutNames, committee: Office) -> str:
    """What a paper about names is about."""
    if kind == AboutNames.RETURNED:
        return f"Trả lại và đề nghị hoàn thiện danh sách cán bộ cử đi học ({committee.name})"
    return f"Thay đổi cán bộ được cử đi học ({committee.name})"


def hands_about_names(row: models.Model) -> Hands | None:
    """Who does each step of a paper about names, as its plan says for its kind."""
    assert isinstance(row, LetterAboutNames)
    return hands_under(PAPERS[AboutNames(row.kind)], "plan")(row)


def written_about(letter: LetterAboutNames, on: date) -> Written:
    """The paper as a Word file and as PDF, with the template that is in force on a day."""
    office = letter.document.issuer
    if letter.kind == AboutNames.RETURNED:
        name = PaperName.RETURNING_LETTER
        return written(returning_letter, returning_content(letter), name, office=office, on=on)
    name = PaperName.SUBSTITUTION_NOTICE
    return written(substitution_notice, notice_content(letter), name, office=office, on=on)


def last_returning_content(office: Office) -> ReturningLetter | None:
    """What the last letter of an office says that returned people."""
    last = _last_of(office, AboutNames.RETURNED)
    return returning_content(last) if last else None


def last_notice_content(office: Office) -> SubstitutionNotice | None:
    """What the last notice of substitution of an office says."""
    last = _last_of(office, AboutNames.SUBSTITUTED)
    return notice_content(last) if last else None


def _last_of(office: Office, kind: AboutNames) -> LetterAboutNames | None:
    letters = LetterAboutNames.objects.filter(document__issuer=office, kind=kind)
    return letters.select_related("document__issuer", "plan__document", "committee").order_by("-pk").first()


def returning_content(letter: LetterAboutNames) -> ReturningLetter:
    """What a letter says that returns people: each with the reason that was given."""
    plan, moves = letter.plan, _moves(letter)
    duty = duty_of(plan, PaperDuty.Paper.RETURNING_LETTER, letter.document.signed_on)
    return ReturningLetter(
        letterhead=letterhead(letter.document),
        committee=letter.committee.name,
        course=course_of(plan),
        based_on=grounds_of(plan)[-1:],
        answers=_answers(move.nomination for move in moves),
        returned=tuple(NameReturned(person=_person(move.nomination), reason=move.reason) for move in moves),
        answer_until=None,
        send_to=duty.office.name,
        contact=_contact(duty.office),
        signature=signature(duty),
        recipients=recipients(duty),
    )


def notice_content(letter: LetterAboutNames) -> SubstitutionNotice:
    """What a notice says of who comes in whose place."""
    plan, moves = letter.plan, _moves(letter)
    duty = duty_of(plan, PaperDuty.Paper.SUBSTITUTION_NOTICE, letter.document.signed_on)
    return SubstitutionNotice(
        letterhead=letterhead(letter.document),
        committee=letter.committee.name,
        course=course_of(plan),
        based_on=grounds_of(plan)[-1:],
        answers=_answers(move.nomination.replaced_by for move in moves),
        replaced=tuple(
            NameReplaced(
                before=_person(move.nomination), after=_person(move.nomination.replaced_by), reason=move.reason
            )
            for move in moves
        ),
        contact=_contact(duty.office),
        signature=signature(duty),
        recipients=recipients(duty),
    )


def _moves(letter: LetterAboutNames) -> list[NominationMove]:
    together = (
        "nomination__official",
        "nomination__letter__committee",
        "nomination__target_post__unit__parent",
        "nomination__target_post__post",
        "nomination__replaced_by__official",
        "nomination__replaced_by__letter__committee",
        "nomination__replaced_by__target_post__unit__parent",
        "nomination__replaced_by__target_post__post",
    )
    found = NominationMove.objects.filter(told__letter=letter).select_related(*together)
    return list(found.order_by("nomination__target_post__unit__sort_key", "pk"))


def _person(nomination: Nomination) -> Person:
    post = nomination.target_post
    return person_in_papers(nomination.official, post=post.post.short_title, unit=post.unit)


def _answers(nominations: Iterable[Nomination]) -> tuple[str, ...]:
    letters = {one.letter.pk: one.letter for one in nominations if one.letter}
    ordered = sorted(letters.values(), key=lambda letter: (letter.dated_on, letter.pk))
    return tuple(f"Công văn số {one.number} ngày {one.dated_on:%d/%m/%Y} của {one.committee.name}" for one in ordered)


def _contact(office: Office) -> Contact | None:
    if not (office.contact_person and office.phone):
        return None
    return Contact(name=office.contact_person, phone=office.phone, office=office.name)
