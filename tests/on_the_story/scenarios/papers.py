"""Posts about papers written from data: drawn up, told to committees, their templates, drafts that come back altered."""

import io
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile

from khaigiang.ground.files.services import read
from khaigiang.papers.word_filling import shipped
from khaigiang.planning.documents.models import Document, ReturnedDraft
from khaigiang.planning.documents.services import issue_paper, sign_paper, take_changed_file
from khaigiang.planning.documents.uploads import WORD, upload
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import LetterAboutNames
from khaigiang.planning.nominations.states import AboutNames
from khaigiang.planning.templates.services import upload_template
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import TODAY, by, signed
from tests.on_the_story.scenarios.sending import Sent, Table, post, when


def _with_a_line(docx: bytes, line: str) -> bytes:
    document = WordFile(io.BytesIO(docx))
    document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _altered() -> tuple[Document, bytes]:
    document = second_plan.summons_drafted().document
    assert document.docx is not None
    return document, _with_a_line(read(document.docx), "Mang theo 2 ảnh 3x4")


def _returned_file() -> Sent:
    document, content = _altered()
    return post(document.pk, file=SimpleUploadedFile("sua.docx", content, WORD))


def _returned() -> ReturnedDraft:
    document, content = _altered()
    return take_changed_file(document, file=upload("sua.docx", content), **by("demo-organiser"))


def _school() -> Office:
    return Office.objects.get(kind=Office.Kind.SCHOOL)


def _own_template() -> bytes:
    return _with_a_line(shipped(f"{_school().skin}/summons"), "Mẫu của trường")


def _uploaded() -> Sent:
    template = upload_template(_school(), PaperName.SUMMONS, file=("mau.docx", _own_template()), **by("demo-office"))
    return post(_school().pk, "summons", template.version, in_force_on=f"{TODAY:%d/%m/%Y}")


def _to_be_told() -> Sent:
    returned = second_plan.returned()
    return post(returned.plan_id, returned.committee_id, "returned")


def _told() -> LetterAboutNames:
    returned = second_plan.returned()
    return nominations.tell_committee(returned.plan, returned.committee, AboutNames.RETURNED, **by("demo-office"))


def _told_and_issued() -> LetterAboutNames:
    letter = _told()
    signing = signed()
    issued_on = signing.pop("issued_on")
    paper = sign_paper(letter.document, **signing, **by("demo-organiser"))
    issue_paper(paper, issued_on=issued_on, **by("demo-organiser"))
    return letter


TABLE: Final[Table] = {
    "plans:draw_up": when("demo-organiser", lambda: post(second_plan.drafted().pk)),
    "nominations:tell": when("demo-office", _to_be_told),
    "nominations:confirm_letter": when("demo-office", lambda: post(_told_and_issued().pk)),
    "nominations:discard_letter": when("demo-organiser", lambda: post(_told().pk)),
    "documents:returned": when("demo-organiser", _returned_file),
    "documents:accept_returned": when("demo-organiser", lambda: post(_returned().pk)),
    "documents:refuse_returned": when("demo-organiser", lambda: post(_returned().pk, reason="Số liệu không đúng")),
    "templates:paper": when(
        "demo-office",
        lambda: post(_school().pk, "summons", file=SimpleUploadedFile("mau.docx", _own_template(), WORD)),
    ),
    "templates:put_in_force": when("demo-office", _uploaded),
}
