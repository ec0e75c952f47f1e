"""The letter to the committees that corrects a summons: the class meets on other days, or is not held."""

from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.papers import change_letter
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.letterheads import cited, letterhead
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries import duty_of
from khaigiang.planning.plans.signatures import recipients
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import written
from khaigiang.registry.units.models import Office
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Preview, corrected_by, going_by, summoned_of, touched_by_letter
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts import letters as class_letters
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import with_people

ABSTRACTS = {ChangeKind.POSTPONE.value: "Điều chỉnh thời gian tổ chức {name}"}
NOT_HELD = "Dừng tổ chức {name}"


def draft_letter(change: ClassChange, preview: Preview, *, by: User, at: datetime) -> Document:
    """Draw the letter up, within the service that records the act."""
    training_class = preview.wanted.training_class
    duty = duty_of(training_class.plan, PaperDuty.Paper.SUMMONS)
    letter = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.OFFICIAL_LETTER,
        abstract=ABSTRACTS.get(change.kind, NOT_HELD).format(name=training_class.name),
        by=by,
        at=at,
    )
    for summons in summoned_of(training_class):
        documents.link_in_transaction(letter, relation=DocumentLink.Relation.AMENDS, target=summons.document)
    return keep_letter(change, letter, by=by, at=at)


def keep_letter(change: ClassChange, letter: Document, *, by: User, at: datetime) -> Document:
    """Write the letter as things now stand, as Word file and PDF, and keep both with its document."""
    office, on = letter.issuer, letter.issued_on or local_day(at)
    made = written(change_letter, letter_content(change, letter), PaperName.CHANGE_LETTER, office=office, on=on)
    name = f"Dieu chinh {change.training_class.code}"
    return documents.keep_paper(letter, docx=made.docx, pdf=made.pdf, name=name, by=by, at=at)


def last_letter_content(office: Office) -> change_letter.ChangeLetter | None:
    """What the last letter of an office says that corrected a summons."""
    changes = ClassChange.objects.filter(letter__issuer=office).select_related("letter__issuer", "other_class")
    last = changes.order_by("-letter").first()
    return letter_content(last, last.letter) if last and last.letter else None


def letter_content(change: ClassChange, letter: Document) -> change_letter.ChangeLetter:
    """What the letter says."""
    training_class = TrainingClass.objects.select_related("plan__school", "version__programme", "hall").get(
        pk=change.training_class_id
    )
    duty = duty_of(training_class.plan, PaperDuty.Paper.SUMMONS, letter.signed_on)
    postponed, touched, going = change.kind == ChangeKind.POSTPONE, touched_by_letter(change), going_by(change)
    joined = change.other_class.name if change.other_class and going else ""
    return change_letter.ChangeLetter(
        letterhead=letterhead(letter),
        committee=class_letters.EVERY_COMMITTEE,
        class_name=training_class.name,
        course=class_letters.course(training_class),
        corrects=tuple(cited(one.document) for one in corrected_by(change)),
        because=change.reason,
        new_days=class_letters.new_days(training_class) if postponed else None,
        joined=joined,
        venue=class_letters.venue(training_class),
        trainees=tuple(class_letters.with_district(one) for one in with_people(going if joined else touched)),
        waiting=touched.count() - going.count() if joined else 0,
        contact=class_letters.contact_of(training_class.plan.school),
        signature=class_letters.signature_of(duty, letter),
        recipients=recipients(duty),
    )
