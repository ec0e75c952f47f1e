import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from python_calamine import CalamineWorkbook

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.papers.tests.reading import page_sizes, pdf_text
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.letters import class_paper
from khaigiang.teaching.timetable.queries import sessions_of_class
from khaigiang.teaching.timetable.services import release_timetable, swap_sessions
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db


def timetabled() -> TrainingClass:
    lecturer = make_lecturer("Lý Thanh Tâm")
    version = make_version(blocks=(2, 1), lecturers=[lecturer])
    training_class = make_class(version=version, hall=make_hall("Hội trường A"))
    fill(training_class, [lecturer])
    return training_class


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    """The lines of every sheet of a workbook, by its name."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [list(line) for line in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_the_paper_says_day_half_day_content_lecturer_and_place() -> None:
    second = class_paper(timetabled()).sessions[1]

    assert (second.on, second.half_day, second.content, second.lecturer, second.form, second.place) == (
        date(2023, 3, 13), "Chiều (14h00 - 17h00)", "Chuyên đề 1: Chuyên đề 1", "TS. Lý Thanh Tâm", "Lên lớp",
        "Hội trường A",
    )  # fmt: skip


def test_the_paper_is_a_draft_until_it_says_what_is_public() -> None:
    training_class = timetabled()
    before = class_paper(training_class).letterhead.dated_on
    release_timetable(training_class, by=make_user(), at=BEFORE)
    public = class_paper(training_class).letterhead.dated_on
    first, second = sessions_of_class(training_class)[1:3]

    swap_sessions(first, second, by=make_user(), at=BEFORE)

    assert (before, public, class_paper(training_class).letterhead.dated_on) == (None, date(2023, 3, 6), None)


def test_the_word_file_and_the_pdf_are_downloaded(client: Client) -> None:
    training_class = timetabled()
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    word = client.get(reverse("timetable:word", args=[training_class.pk]))
    pdf = client.get(reverse("timetable:pdf", args=[training_class.pk]))

    cells = {
        cell.text for table in Document(io.BytesIO(word.content)).tables for row in table.rows for cell in row.cells
    }
    assert {"TS. Lý Thanh Tâm", "Chuyên đề 3: Chuyên đề 3", "Hội trường A"} <= cells
    assert pdf.content.startswith(b"%PDF-")
    assert ".docx" in word["Content-Disposition"]


def test_the_page_for_the_wall_is_a3_and_the_workbook_has_every_line(client: Client) -> None:
    training_class = timetabled()
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    wall = client.get(reverse("timetable:wall", args=[training_class.pk]))
    workbook = client.get(reverse("timetable:workbook", args=[training_class.pk]))

    assert page_sizes(wall.content) == [(420, 297)]
    assert "Chuyênđề3:Chuyênđề3" in pdf_text(wall.content)
    lines = sheets_of(workbook.content)[training_class.name]
    assert [line[2] for line in lines][-7:] == [one.content for one in class_paper(training_class).sessions]


def test_a_plan_has_a_page_for_every_class_that_has_a_timetable(client: Client) -> None:
    training_class = timetabled()
    other = make_class(training_class.plan)
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    wall = client.get(reverse("timetable:plan_wall", args=[training_class.plan_id]))
    workbook = client.get(reverse("timetable:plan_workbook", args=[training_class.plan_id]))

    assert page_sizes(wall.content) == [(420, 297)]
    assert list(sheets_of(workbook.content)) == [training_class.name]
    assert other.sessions.count() == 0


def test_a_plan_without_a_timetable_has_nothing_to_hang_up(client: Client) -> None:
    training_class = make_class()
    sign_in(client, Role.OFFICE, office=training_class.plan.school)

    assert client.get(reverse("timetable:plan_wall", args=[training_class.plan_id])).status_code == 404
