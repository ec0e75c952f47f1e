"""Word templates of an office: changed, looked over, put in force from a day, taken back; issued papers untouched."""

import io
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile
from docx.document import Document as WordDocument

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.papers import summons
from khaigiang.papers.document_book import Direction
from khaigiang.papers.tests.makers import make_summons
from khaigiang.papers.word_filling import shipped
from khaigiang.planning.documents.books import last_content, printed
from khaigiang.planning.documents.queries import Book
from khaigiang.planning.documents.tests.makers import make_given_number, make_organiser, make_series
from khaigiang.planning.templates.errors import InForceInThePast, TemplateHasFaults
from khaigiang.planning.templates.models import PaperTemplate, TemplateInForce
from khaigiang.planning.templates.queries import office_papers, template_on, version_rows
from khaigiang.planning.templates.services import put_in_force, upload_template
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import written
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db

TODAY, LATER = date(2023, 3, 1), date(2023, 4, 1)
NOW = datetime(2023, 3, 1, 2, tzinfo=UTC)
MARK = "Mẫu riêng của cơ quan"


def changed(change: Callable[[WordDocument], object], *, skin: str = "state") -> bytes:
    """The template of a summons after a clerk has changed it in Word."""
    document = WordFile(io.BytesIO(shipped(f"{skin}/summons")))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_mark(text: str = MARK) -> bytes:
    return changed(lambda document: document.add_paragraph(text))


def take_in(office: Office, content: bytes, by: User) -> PaperTemplate:
    return upload_template(office, PaperName.SUMMONS, file=("mau.docx", content), by=by, at=NOW)


def words_of(docx: bytes) -> str:
    return "\n".join(line.text for line in WordFile(io.BytesIO(docx)).paragraphs)


def test_an_office_writes_its_papers_with_its_own_template_from_a_day_on() -> None:
    office, by = make_office(), make_user()
    template = take_in(office, with_mark(), by)
    put_in_force(office, PaperName.SUMMONS, template, in_force_on=LATER, by=by, at=NOW)

    before, after = (
        written(summons, make_summons(), PaperName.SUMMONS, office=office, on=day) for day in (TODAY, LATER)
    )

    assert (MARK in words_of(before.docx), MARK in words_of(after.docx)) == (False, True)
    assert before.pdf is not None
    assert template_on(make_office(), PaperName.SUMMONS, LATER) is None


def test_an_office_goes_back_to_an_older_version_and_to_the_layout_of_the_product() -> None:
    office, by = make_office(), make_user()
    first, second = take_in(office, with_mark("một"), by), take_in(office, with_mark("hai"), by)
    for template in (first, second, first, None):
        put_in_force(office, PaperName.SUMMONS, template, in_force_on=TODAY, by=by, at=NOW)
        assert template_on(office, PaperName.SUMMONS, TODAY) == (read(template.file) if template else None)

    assert [(row.version, row.is_current) for row in version_rows(office, PaperName.SUMMONS, TODAY)] == [
        (2, False),
        (1, False),
        (0, True),
    ]
    assert TemplateInForce.objects.count() == 4


def test_a_template_is_never_in_force_in_the_past() -> None:
    office, by = make_office(), make_user()
    template = take_in(office, with_mark(), by)

    with pytest.raises(InForceInThePast):
        put_in_force(office, PaperName.SUMMONS, template, in_force_on=date(2023, 2, 28), by=by, at=NOW)


def test_a_template_with_faults_is_not_taken_in_and_every_fault_is_told() -> None:
    office = make_office()
    content = with_mark("{{ adressees }} {{ ''.__class__ }}")

    with pytest.raises(TemplateHasFaults) as refusal:
        take_in(office, content, make_user())

    assert "adressees" in str(refusal.value)
    assert "addressees" in str(refusal.value)
    assert "__class__" in str(refusal.value)
    assert not PaperTemplate.objects.exists()


def test_the_database_keeps_a_version_once() -> None:
    office, by = make_office(), make_user()
    template = take_in(office, with_mark(), by)
    template.pk = None

    with pytest.raises(IntegrityError, match=r"template_version_once|UNIQUE"), transaction.atomic():
        template.save(force_insert=True)


def test_the_database_counts_versions_from_one() -> None:
    template = take_in(make_office(), with_mark(), make_user())

    with pytest.raises(IntegrityError, match="template_versions_count_from_one"), transaction.atomic():
        PaperTemplate.objects.filter(pk=template.pk).update(version=0)


def test_the_list_says_which_version_is_in_force_and_when_that_changes() -> None:
    office, by = make_office(), make_user()
    put_in_force(office, PaperName.SUMMONS, take_in(office, with_mark(), by), in_force_on=TODAY, by=by, at=NOW)
    put_in_force(office, PaperName.SUMMONS, None, in_force_on=LATER, by=by, at=NOW)

    rows = {row.paper: (row.version, row.since, row.later) for row in office_papers(office, TODAY)}

    assert rows["summons"] == (1, TODAY, LATER)
    assert rows["class_decision"] == (None, None, None)


def test_without_libreoffice_a_paper_of_an_own_template_has_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    office, by = make_office(), make_user()
    put_in_force(office, PaperName.SUMMONS, take_in(office, with_mark(), by), in_force_on=TODAY, by=by, at=NOW)

    assert written(summons, make_summons(), PaperName.SUMMONS, office=office, on=TODAY).pdf is None


def test_the_pdf_of_an_own_template_is_laid_out_from_the_word_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    # Stands for LibreOffice: writes what it was given beside it, as a PDF.
    program.write_text('#!/bin/sh\nfor last; do :; done\n{ printf %s "%PDF "; cat "$last"; } > "${last%.docx}.pdf"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    office, by = make_office(), make_user()
    put_in_force(office, PaperName.SUMMONS, take_in(office, with_mark(), by), in_force_on=TODAY, by=by, at=NOW)

    made = written(summons, make_summons(), PaperName.SUMMONS, office=office, on=TODAY)

    assert made.pdf == b"%PDF " + made.docx


def test_a_template_is_downloaded_changed_and_put_in_force_on_the_pages(client: Client) -> None:
    office = make_office()
    sign_in(client, Role.OFFICE, office=office)
    page = reverse("templates:paper", args=[office.pk, "summons"])
    assert page in client.get(reverse("templates:list")).content.decode()
    downloaded = client.get(reverse("templates:download", args=[office.pk, "summons", 0]))
    assert downloaded.content == shipped("state/summons")

    refused = client.post(page, {"file": SimpleUploadedFile("mau.docx", with_mark("{{ adressees }}"))})
    client.post(page, {"file": SimpleUploadedFile("mau.docx", with_mark()), "note": "Thêm dòng"})
    client.post(reverse("templates:put_in_force", args=[office.pk, "summons", 1]), {"in_force_on": "01/04/2093"})

    assert (refused.status_code, "addressees" in refused.content.decode()) == (422, True)
    assert TemplateInForce.objects.get().template == PaperTemplate.objects.get(note="Thêm dòng")
    shown = client.get(page).content.decode()
    assert "Thêm dòng" in shown
    assert "trainees" in shown


def test_who_does_not_write_for_an_office_changes_nothing_of_its_templates(client: Client) -> None:
    office, organiser = make_office(), make_organiser()
    sign_in(client, Role.ORGANISER, office=organiser)
    page = reverse("templates:paper", args=[office.pk, "summons"])

    assert client.get(page).status_code == 200
    assert client.post(page, {"file": SimpleUploadedFile("mau.docx", with_mark())}).status_code == 404
    assert client.post(reverse("templates:put_in_force", args=[office.pk, "summons", 0])).status_code == 404
    assert client.get(reverse("templates:paper", args=[office.pk, "no_such_paper"])).status_code == 404


def test_a_preview_without_a_paper_says_what_to_do(client: Client) -> None:
    office = make_office()
    sign_in(client, Role.OFFICE, office=office)

    answer = client.get(reverse("templates:preview", args=[office.pk, "summons", 0, "docx"]), follow=True)

    assert "chưa có văn bản loại này" in answer.content.decode()
    assert client.get(reverse("templates:preview", args=[office.pk, "summons", 0, "exe"])).status_code == 404


@pytest.mark.parametrize(("name", "direction"), [("outgoing_book", "outgoing"), ("incoming_book", "incoming")])
def test_a_book_is_printed_with_the_template_of_its_office_from_a_day_on(name: str, direction: Direction) -> None:
    office, by, paper = make_office(), make_user(), PaperName(name)
    marked = WordFile(io.BytesIO(shipped(f"state/{name}")))
    marked.add_paragraph(MARK)
    saved = io.BytesIO()
    marked.save(saved)
    template = upload_template(office, paper, file=("so.docx", saved.getvalue()), by=by, at=NOW)
    put_in_force(office, paper, template, in_force_on=LATER, by=by, at=NOW)

    before, after = (
        printed(Book(office=office, first_day=date(2023, 1, 1), last_day=day), direction, "docx")
        for day in (TODAY, LATER)
    )

    assert (MARK in words_of(before), MARK in words_of(after)) == (False, True)


def test_a_template_of_a_book_is_looked_at_with_the_last_book_of_its_office() -> None:
    given = make_given_number(make_series(), on=date(2023, 3, 10))

    last = last_content(given.series.office, "outgoing")

    assert last is not None
    assert (last.first_day, last.last_day, len(last.lines)) == (date(2023, 1, 1), date(2023, 3, 10), 1)
    assert last_content(given.series.office, "incoming") is None
