"""A Word file that comes back changed: compared with what was made here, accepted or refused by a person."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.services import read
from khaigiang.papers.comparison import differences
from khaigiang.papers.from_word import pdf_of_word
from khaigiang.papers.template_check import unsafe
from khaigiang.planning.documents.errors import (
    AnotherOneWaits,
    AnsweredAlready,
    NoTextToCompare,
    NothingAltered,
    NotTheDraft,
    ReasonMissing,
    SignedMeanwhile,
)
from khaigiang.planning.documents.models import Document, ReturnedDraft
from khaigiang.planning.documents.queries.returned import accepted_file, known_names
from khaigiang.planning.documents.services.papers import keep_paper
from khaigiang.planning.documents.services.register import stored
from khaigiang.planning.documents.states import NOT_SIGNED, DocumentState, ReturnAnswer
from khaigiang.planning.documents.uploads import WORD, Upload


@transaction.atomic
def take_changed_file(document: Document, *, file: Upload, by: User, at: datetime) -> ReturnedDraft:
    """Compare a file that came back with the text kept here; of an issued paper it is only compared.

    Raises NoTextToCompare, AnotherOneWaits, NotTheDraft or NothingAltered.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("docx").get(pk=document.pk)
    if document.docx is None:
        raise NoTextToCompare
    if document.returned_drafts.filter(answer="").exists():
        raise AnotherOneWaits
    if file.content_type != WORD or next(unsafe(file.content), None):
        raise NotTheDraft
    found = _differences(read(document.docx), file.content)
    if not found:
        raise NothingAltered
    accepted, kept = accepted_file(document), stored(file, by=by, at=at)
    assert kept is not None
    returned = ReturnedDraft(
        document=document,
        drawn=accepted.drawn if accepted else document.docx,
        compared_with=document.docx,
        file=kept,
        differences=found,
        returned_at=at,
        returned_by=by,
    )
    if document.state == DocumentState.ISSUED:
        returned.answer, returned.answered_at, returned.answered_by = ReturnAnswer.COMPARED, at, by
    returned.save()
    audit.record("take_changed_file", document, by=by, at=at, after={"sha256": kept.sha256, "differences": found})
    return returned


@transaction.atomic
def accept_changed_file(returned: ReturnedDraft, *, by: User, at: datetime) -> ReturnedDraft:
    """Make the changed file the text of the draft; its changes stay when it is numbered and dated.

    Raises AnsweredAlready or SignedMeanwhile.
    """
    document = Document.objects.select_for_update().get(pk=returned.document_id)
    returned = _waiting(returned)
    if document.state not in NOT_SIGNED or document.docx_id != returned.compared_with_id:
        raise SignedMeanwhile(paper=document)
    content = read(returned.file)
    keep_paper(document, docx=content, pdf=pdf_of_word(content), name=_bare(returned.file.name), by=by, at=at)
    _answer(returned, ReturnAnswer.ACCEPTED, by=by, at=at)
    audit.record("accept_changed_file", document, by=by, at=at, after={"differences": returned.differences})
    return returned


@transaction.atomic
def refuse_changed_file(returned: ReturnedDraft, *, reason: str, by: User, at: datetime) -> ReturnedDraft:
    """Leave the draft as it was made here; raises ReasonMissing or AnsweredAlready."""
    if not reason.strip():
        raise ReasonMissing
    Document.objects.select_for_update().get(pk=returned.document_id)
    returned = _waiting(returned)
    returned.reason = reason.strip()
    _answer(returned, ReturnAnswer.REFUSED, by=by, at=at)
    audit.record("refuse_changed_file", returned.document, by=by, at=at, after={"reason": returned.reason})
    return returned


def _differences(made: bytes, returned: bytes) -> list[dict[str, str]]:
    try:
        first = differences(made, returned, ())
        names = known_names(text for one in first for text in (one.before, one.after))
        return [asdict(one) for one in differences(made, returned, names)]
    except (KeyError, ValueError) as broken:
        raise NotTheDraft from broken


def _waiting(returned: ReturnedDraft) -> ReturnedDraft:
    found = ReturnedDraft.objects.select_related("document", "file").get(pk=returned.pk)
    if found.answer:
        raise AnsweredAlready
    return found


def _answer(returned: ReturnedDraft, answer: ReturnAnswer, *, by: User, at: datetime) -> None:
    returned.answer, returned.answered_at, returned.answered_by = answer, at, by
    returned.save(update_fields=["answer", "reason", "answered_at", "answered_by"])


def _bare(name: str) -> str:
    return name.removesuffix(".docx")
