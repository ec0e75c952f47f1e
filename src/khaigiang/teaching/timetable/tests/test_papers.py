import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from khaigiang.ground.accounts.tests.makers import make_user
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
