"""Papers about names: drawn up with one click from those who were returned or replaced and not told yet."""

from datetime import datetime

from django.db import models, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentLink, DocumentState
from khaigiang.planning.documents.services import keep_paper, link_in_transaction, new_draft
from khaigiang.planning.nominations.errors import LetterIsSigned, NobodyToTell, NothingToReceive
from khaigiang.planning.nominations.letters_about_names import PAPERS, abstract_about, written_about
from khaigiang.planning.nominations.models import LetterAboutNames, ToldMove
from khaigiang.planning.nominations.queries import draft_about, moves_to_tell
from khaigiang.planning.nominations.states import AboutNames
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.queries import duty_of
from khaigiang.registry.units.models import Office

KINDS = {
    AboutNames.RETURNED: DocumentKind.OFFICIAL_LETTER,
    AboutNames.SUBSTITUTED: DocumentKind.NOTICE,
}
FILES = {AboutNames.RETURNED: "Cong van tra lai danh sach", AboutNames.SUBSTITUTED: "Thong bao thay doi"}


@transaction.atomic
def tell_committee(plan: Plan, committee: Office, kind: AboutNames, *, by: User, at: datetime) -> LetterAboutNames:
    """Draw up the paper that tells a committee of its people; those who wait join a draft that is not signed yet.

    Raises NobodyToTell or NoDuty.
    """
    # The quota row is the lock: two clerks tell of a person once.
    Quota.objects.select_for_update().filter(plan=plan, committee=committee).first()
    moves = list(moves_to_tell(plan, kind).filter(nomination__committee=committee))
    if not moves:
        raise NobodyToTell(committee=committee)
    letter = draft_about(plan, committee, kind) or _opened(plan, committee, kind, by=by, at=at)
    ToldMove.objects.bulk_create(ToldMove(letter=letter, move=move) for move in moves)
    _write(letter, by=by, at=at)
    audit.record("tell_committee", letter, by=by, at=at, after={"kind": kind.value, "people": len(moves)})
    return letter


@transaction.atomic
def confirm_letter(letter: LetterAboutNames, *, by: User, at: datetime) -> LetterAboutNames:
    """The committee has an issued paper about its people; raises NothingToReceive."""
    letter = LetterAboutNames.objects.select_for_update(of=("self",)).select_related("document").get(pk=letter.pk)
    if letter.document.state != DocumentState.ISSUED or letter.received_at is not None:
        raise NothingToReceive(letter=letter.document)
    letter.received_at, letter.received_by = at, by
    letter.save(update_fields=["received_at", "received_by"])
    audit.record("confirm_letter", letter, by=by, at=at, after={"number": letter.document.number})
    return letter


@transaction.atomic
def discard_letter(letter: LetterAboutNames, *, by: User, at: datetime) -> None:
    """Throw a draft away: its people wait to be told again; raises LetterIsSigned."""
    document = Document.objects.select_for_update().get(pk=letter.document_id)
    if document.state in {DocumentState.SIGNED, DocumentState.ISSUED}:
        raise LetterIsSigned(letter=document)
    audit.record("discard_letter", letter, by=by, at=at, before={"kind": letter.kind, "people": letter.told.count()})
    letter.delete()
    document.links.all().delete()
    document.delete()


def write_letter_anew(row: models.Model, by: User, at: datetime) -> None:
    """Set the text of a paper about names when it is issued."""
    assert isinstance(row, LetterAboutNames)
    _write(row, by=by, at=at)


def _opened(plan: Plan, committee: Office, kind: AboutNames, *, by: User, at: datetime) -> LetterAboutNames:
    duty = duty_of(plan, PAPERS[kind])
    document = new_draft(issuer=duty.office, kind=KINDS[kind], abstract=abstract_about(kind, committee), by=by, at=at)
    link_in_transaction(document, relation=DocumentLink.Relation.BASED_ON, target=plan.document)
    return LetterAboutNames.objects.create(plan=plan, committee=committee, kind=kind, document=document)


def _write(letter: LetterAboutNames, *, by: User, at: datetime) -> None:
    paper = written_about(letter, letter.document.issued_on or local_day(at))
    name = f"{FILES[AboutNames(letter.kind)]} {letter.committee.name}"
    keep_paper(letter.document, docx=paper.docx, pdf=paper.pdf, name=name, by=by, at=at)
