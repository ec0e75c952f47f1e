"""A draft that comes back altered by hand: shown, accepted or refused; its changes stay in the issued paper."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.papers import summons
from khaigiang.papers.tests.makers import make_summons
from khaigiang.planning.documents.errors import (
    AnotherOneWaits,
    AnsweredAlready,
    NoTextToCompare,
    NothingAltered,
    NotTheDraft,
    SignedMeanwhile,
)
from khaigiang.planning.documents.models import Document, DocumentState, ReturnedDraft
from khaigiang.planning.documents.services import (
    accept_changed_file,
    initial_paper,
    issue_in_transaction,
    keep_paper,
    refuse_changed_file,
    sign_in_transaction,
    take_changed_file,
)
from khaigiang.planning.documents.states import ReturnAnswer
from khaigiang.planning.documents.tests.makers import make_paper
from khaigiang.planning.documents.uploads import Upload, upload
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 10)
NOW = datetime(2023, 3, 10, 3, tzinfo=UTC)
FINAL = make_summons(trainees=3)
NAME = FINAL.trainees[1].name


def written(*, number: str | None = None) -> bytes:
    return summons.docx(make_summons(trainees=3, number=number))


def make_draft(by: User) -> Document:
    paper = make_paper(issuer=make_office())
    return keep_paper(paper, docx=written(), pdf=b"%PDF-1.7 draft", name="Trieu tap", by=by, at=NOW)


def retyped(old: str, new: str, *, made: bytes | None = None) -> Upload:
    """The draft after somebody has typed something else into it in Word."""
    document = WordFile(io.BytesIO(made or written()))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    saved = io.BytesIO()
    document.save(saved)
    return upload("sửa.docx", saved.getvalue())


def words_of(document: Document) -> str:
    document.refresh_from_db()
    assert document.docx
    file = WordFile(io.BytesIO(read(document.docx)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in file.paragraphs), *cells])


def issued(document: Document, by: User) -> Document:
    """The paper signed, numbered and written anew, as the features above do it."""
    document = Document.objects.get(pk=document.pk)
    sign_in_transaction(document, signer_name="A", signer_title="B", signed_on=DAY)
    issue_in_transaction(document, issued_on=DAY, number="156/QĐ-TĐTCB")
    return keep_paper(document, docx=written(number="156/QĐ-TĐTCB"), pdf=b"%PDF-1.7", name="Trieu tap", by=by, at=NOW)


def test_figures_and_names_altered_by_hand_are_shown_with_their_place() -> None:
    by = make_user()
    document = make_draft(by)
    make_official(NAME)
    changed = retyped("7 giờ 15", "8 giờ 00", made=retyped(NAME, "Trần Văn Khoa").content)

    returned = take_changed_file(document, file=changed, by=by, at=NOW)

    told = [(one["kind"], one["place"], one["after"][:13]) for one in returned.differences if one["kind"] == "name"]
    assert told == [("name", "2.3.2", "Trần Văn Khoa")]
    assert [one["kind"] for one in returned.differences].count("figure") == 1


def test_who_signs_is_known_by_name_too() -> None:
    by = make_user(full_name="Nguyễn Thị Minh Nguyệt")
    document = make_draft(by)

    returned = take_changed_file(document, file=retyped("Minh Nguyệt", "Minh Nga"), by=by, at=NOW)

    told = [(one["kind"], one["after"]) for one in returned.differences]
    assert told == [("name", "TS. Nguyễn Thị Minh Nga")]


def test_an_accepted_change_stays_when_the_paper_is_numbered() -> None:
    by = make_user()
    document = make_draft(by)
    returned = take_changed_file(document, file=retyped("Trang phục nghiêm túc", "Trang phục công sở"), by=by, at=NOW)

    accept_changed_file(returned, by=by, at=NOW)
    drafted = words_of(document)
    paper = issued(document, by)
    final = words_of(paper)

    assert ("Trang phục công sở" in drafted, "DỰ THẢO" in drafted) == (True, True)
    assert ("Trang phục công sở" in final, "DỰ THẢO" in final, "Số: 156/QĐ-TĐTCB" in final) == (True, False, True)


def test_changes_accepted_one_after_another_all_stay() -> None:
    by = make_user()
    document = make_draft(by)
    first = retyped("Trang phục nghiêm túc", "Trang phục công sở")
    accept_changed_file(take_changed_file(document, file=first, by=by, at=NOW), by=by, at=NOW)
    document.refresh_from_db()
    second = retyped("Mang theo giấy triệu tập", "Mang theo thẻ", made=first.content)
    accept_changed_file(take_changed_file(document, file=second, by=by, at=NOW), by=by, at=NOW)

    final = words_of(issued(document, by))

    assert ("Trang phục công sở" in final, "Mang theo thẻ" in final, "Số: 156/QĐ-TĐTCB" in final) == (True, True, True)


def test_a_draft_drawn_up_again_overtakes_what_a_hand_altered() -> None:
    by = make_user()
    document = make_draft(by)
    changed = retyped("Trang phục nghiêm túc", "Trang phục công sở")
    accept_changed_file(take_changed_file(document, file=changed, by=by, at=NOW), by=by, at=NOW)
    document.refresh_from_db()

    keep_paper(document, docx=written(), pdf=b"%PDF-1.7", name="Trieu tap", by=by, at=NOW)

    assert "Trang phục công sở" not in words_of(document)
    assert ReturnedDraft.objects.get().answer == ReturnAnswer.OVERTAKEN


def test_a_refused_file_leaves_the_draft_as_it_was() -> None:
    by = make_user()
    document = make_draft(by)
    before = document.docx
    returned = take_changed_file(document, file=retyped("7 giờ 15", "8 giờ 00"), by=by, at=NOW)

    refuse_changed_file(returned, reason="Giờ do Trường ấn định", by=by, at=NOW)

    document.refresh_from_db()
    assert document.docx == before
    with pytest.raises(AnsweredAlready):
        accept_changed_file(returned, by=by, at=NOW)


def test_initials_do_not_stand_under_a_text_altered_since() -> None:
    by = make_user()
    document = make_draft(by)
    returned = take_changed_file(document, file=retyped("7 giờ 15", "8 giờ 00"), by=by, at=NOW)
    initial_paper(document, initialler_name="Hà Thị Lan", initialled_on=DAY, by=by, at=NOW)

    accept_changed_file(returned, by=by, at=NOW)

    document.refresh_from_db()
    assert (document.state, document.initialler_name) == (DocumentState.DRAFT, "")


def test_a_signed_paper_takes_no_changed_text() -> None:
    by = make_user()
    document = make_draft(by)
    returned = take_changed_file(document, file=retyped("7 giờ 15", "8 giờ 00"), by=by, at=NOW)
    sign_in_transaction(document, signer_name="A", signer_title="B", signed_on=DAY)

    with pytest.raises(SignedMeanwhile):
        accept_changed_file(returned, by=by, at=NOW)


def test_an_issued_paper_is_only_compared() -> None:
    by = make_user()
    paper = issued(make_draft(by), by)
    before = words_of(paper)

    changed = retyped("7 giờ 15", "8 giờ 00", made=written(number="156/QĐ-TĐTCB"))
    returned = take_changed_file(paper, file=changed, by=by, at=NOW)

    assert (returned.answer, words_of(paper)) == (ReturnAnswer.COMPARED, before)


def test_what_cannot_be_compared_is_refused_in_words() -> None:
    by = make_user()
    document, bare = make_draft(by), make_paper(issuer=make_office())
    changed = retyped("7 giờ 15", "8 giờ 00")

    with pytest.raises(NoTextToCompare):
        take_changed_file(bare, file=changed, by=by, at=NOW)
    with pytest.raises(NothingAltered):
        take_changed_file(document, file=upload("x.docx", written()), by=by, at=NOW)
    with pytest.raises(NotTheDraft):
        take_changed_file(document, file=upload("x.pdf", b"%PDF-1.7"), by=by, at=NOW)
    with pytest.raises(NotTheDraft):
        take_changed_file(document, file=upload("x.docx", b"PK\x03\x04 broken"), by=by, at=NOW)
    take_changed_file(document, file=changed, by=by, at=NOW)
    with pytest.raises(AnotherOneWaits):
        take_changed_file(document, file=changed, by=by, at=NOW)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"answer": ReturnAnswer.ACCEPTED}, "answer_to_a_changed_file_says_who_and_when"),
        ({}, r"one_changed_file_waits_at_a_time|UNIQUE"),
    ],
)
def test_the_database_itself_keeps_the_answers_to_changed_files(changes: dict[str, str], name: str) -> None:
    by = make_user()
    document = make_draft(by)
    returned = take_changed_file(document, file=retyped("7 giờ 15", "8 giờ 00"), by=by, at=NOW)
    returned.pk = None
    for field, value in changes.items():
        setattr(returned, field, value)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        returned.save(force_insert=True)


def test_a_changed_draft_is_taken_in_and_accepted_on_the_pages(client: Client) -> None:
    by = make_user()
    document = make_draft(by)
    sign_in(client, Role.OFFICE, office=document.issuer)
    page = reverse("documents:returned", args=[document.pk])
    assert page in client.get(reverse("documents:document", args=[document.pk])).content.decode()

    file = SimpleUploadedFile("sửa.docx", retyped("7 giờ 15", "8 giờ 00").content)
    client.post(page, {"file": file})
    shown = client.get(page).content.decode()
    client.post(reverse("documents:accept_returned", args=[ReturnedDraft.objects.get().pk]))

    assert ("8 giờ 00" in shown, "7 giờ 15" in shown) == (True, True)
    assert "8 giờ 00" in words_of(document)
    assert client.get(page).status_code == 200
