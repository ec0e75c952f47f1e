"""The summons that each person carries, under the number of the letter that calls them."""

from typing import Final

from khaigiang.ground.shared.dates import local_day
from khaigiang.papers import personal_summons
from khaigiang.papers.personal_summons import PersonalSummons
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import one_form
from khaigiang.teaching.cohorts.letters import Written, summons_content
from khaigiang.teaching.cohorts.models import EnrolmentQuerySet, Summons
from khaigiang.vietnamese.names import fold

CONTENT_TYPES: Final = {"docx": WORD, "pdf": PDF}


def written_to_carry(kept: Summons, among: EnrolmentQuerySet, kind: str) -> Written:
    """A page for everybody of these whom a summons calls, in the order of names, as one Word file or PDF to print."""
    content = content_to_carry(kept, among)
    office = kept.document.issuer
    on = kept.document.issued_on or local_day(kept.document.created_at)
    written = one_form(personal_summons, content, PaperName.PERSONAL_SUMMONS, office=office, on=on, kind=kind)
    whom = fold(content.people[0].name) if len(content.people) == 1 else "tung nguoi"
    name = f"Giay trieu tap {kept.training_class.code} {whom}.{kind}"
    return Written(content=written, name=name, content_type=CONTENT_TYPES[kind])


def content_to_carry(kept: Summons, among: EnrolmentQuerySet) -> PersonalSummons:
    """What the pages say: what the letter says, to each of these people."""
    letter = summons_content(kept, among=among)
    return PersonalSummons(
        letterhead=letter.letterhead,
        class_name=letter.class_name,
        course=letter.course,
        based_on=letter.based_on,
        gather_at=letter.gather_at,
        ends_on=letter.ends_on,
        venue=letter.venue,
        people=letter.trainees,
        requirements=letter.requirements,
        contact=letter.contact,
        signature=letter.signature,
        recipients=letter.recipients,
    )
