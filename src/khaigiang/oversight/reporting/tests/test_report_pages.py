"""The report of a programme on the page and as files, every figure leading to its people (L23)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from python_calamine import CalamineWorkbook

from khaigiang.ground.shared.dates import HANOI
from khaigiang.ground.web import clock
from khaigiang.oversight.coverage.tests.makers import make_attending, make_summoned
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.tests.makers import make_programme, make_ready_to_report
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.tests.makers import make_duty
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.attendance.states import Presence
from khaigiang.teaching.cohorts.letters import course
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_listed, make_removed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_april")]


@pytest.fixture
def first_of_april() -> Iterator[None]:
    clock.use(lambda: datetime(2023, 4, 1, 9, 0, tzinfo=HANOI))
    yield
    clock.use(None)


@pytest.fixture
def plan() -> Plan:
    return make_ready_to_report(make_programme())


def test_every_share_leads_to_as_many_people_as_it_says(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)
    figures = client.get(reverse("reporting:programme", args=[plan.pk])).context["figures"].by_id

    behind = {
        key: client.get(reverse("reporting:people", args=[plan.pk, key])).context["shown"].paginator.count
        for key in ("planned", "summoned", "attended", "completed", "remaining", "excellent", "good", "other")
    }

    assert behind == {key: figures[key].value for key in behind}


def test_the_page_is_that_of_the_day_asked_for(client: Client, plan: Plan) -> None:
    sign_in(client, Role.AUDITOR)
    address = reverse("reporting:programme", args=[plan.pk])

    before = client.get(f"{address}?on=27/03/2023").context["figures"]
    wrong = client.get(f"{address}?on=31/02/2023")

    assert (f"{before.on}", before.by_id["completed"].value) == ("2023-03-27", 0)
    assert f"{wrong.context['figures'].on}" == "2023-04-01"
    assert wrong.context["form"].errors.keys() == {"on"}


def test_an_unknown_figure_or_kind_of_file_is_not_found(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)

    assert client.get(reverse("reporting:people", args=[plan.pk, "wealth"])).status_code == 404
    assert client.get(reverse("reporting:file", args=[plan.pk, "exe"])).status_code == 404


def test_the_word_file_and_the_pdf_say_the_figures(client: Client, plan: Plan) -> None:
    sign_in(client, Role.LEADER)

    word = client.get(reverse("reporting:file", args=[plan.pk, "docx"])).content
    pdf = client.get(reverse("reporting:file", args=[plan.pk, "pdf"])).content

    text = " ".join(cell.text for table in Word(BytesIO(word)).tables for row in table.rows for cell in row.cells)
    assert "Xuất sắc" in text
    assert pdf.startswith(b"%PDF")


def test_the_workbook_says_the_figures(client: Client, plan: Plan) -> None:
    sign_in(client, Role.LEADER)

    content = client.get(reverse("reporting:file", args=[plan.pk, "xlsx"])).content

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Số liệu").to_python()
    assert [row[1:] for row in rows if row[0] == "Giỏi"] == [[2.0, 4.0, 50.0]]


def test_the_news_brief_of_a_class_says_only_figures_of_its_opening_day(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE)
    address = reverse("reporting:brief", args=[plan.classes.get().pk])

    page = client.get(address)

    assert page.context["figures"].by_id["completed"].value == 0
    assert len(page.context["paragraphs"]) == 2
    paper = Word(BytesIO(client.get(f"{address}?docx=").content))
    assert paper.paragraphs[0].text == f"Khai giảng lớp 1, {course(plan.classes.get())}"


def test_the_closing_report_of_a_class_counts_its_own_people_and_names_the_absent(client: Client, plan: Plan) -> None:
    sign_in(client, Role.HEAD)
    training_class = plan.classes.get()
    make_duty(plan, PaperDuty.Paper.CLASS_DECISION)
    absent = training_class.enrolments.first()
    assert absent is not None
    make_attending(absent, presence=Presence.WITHOUT_LEAVE, on=FIRST_DAY + timedelta(days=1))

    word = client.get(reverse("reporting:closing", args=[training_class.pk, "docx"])).content
    written = Word(BytesIO(word))

    text = " ".join(paragraph.text for paragraph in written.paragraphs)
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert "triệu tập 4 đồng chí; tham dự 4 đồng chí; hoàn thành khóa học 4 đồng chí" in text
    assert {absent.official.full_name, "Không có đơn"} <= cells
    assert client.get(reverse("reporting:closing", args=[training_class.pk, "pdf"])).content.startswith(b"%PDF")
    assert client.get(reverse("reporting:closing", args=[training_class.pk, "txt"])).status_code == 404


def test_the_closing_report_keeps_who_left_the_class_in_its_sums_and_names_them(client: Client, plan: Plan) -> None:
    sign_in(client, Role.HEAD)
    training_class = plan.classes.get()
    make_duty(plan, PaperDuty.Paper.CLASS_DECISION)
    gone = make_removed(make_attending(make_summoned(make_listed(training_class))), reason="Điều trị dài ngày")

    word = Word(BytesIO(client.get(reverse("reporting:closing", args=[training_class.pk, "docx"])).content))

    text = " ".join(paragraph.text for paragraph in word.paragraphs)
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert "danh sách lớp 5 đồng chí; triệu tập 5 đồng chí; tham dự 5 đồng chí; hoàn thành khóa học 4 đồng chí" in text
    assert [row[2:] for row in rows if row[1] == "Tổng cộng"] == [["5", "5", "5", "4", "1"]]
    unit = gone.target_post.unit.name
    assert ["1", gone.official.full_name, unit, "14/03/2023", "Điều trị dài ngày"] in rows


def test_a_report_is_drawn_up_signed_and_numbered_on_the_pages(client: Client, plan: Plan) -> None:
    sign_in(client, Role.ORGANISER, office=plan.organiser)

    client.post(reverse("reporting:draft", args=[plan.pk]), {"on": "01/04/2023"})
    report = ProgrammeReport.objects.get()
    typed = {
        "signer_name": "Vũ Đình Quang",
        "signer_title": "Phó Trưởng ban",
        "signed_on": "01/04/2023",
        "issued_on": "01/04/2023",
    }
    answer = client.post(reverse("reporting:issue", args=[report.pk]), typed)

    report.refresh_from_db()
    assert (answer.status_code, report.document.number) == (302, f"50-BC/{plan.organiser.symbol}")


def test_what_was_typed_stays_when_issuing_is_refused(client: Client, plan: Plan) -> None:
    sign_in(client, Role.ORGANISER, office=plan.organiser)
    client.post(reverse("reporting:draft", args=[plan.pk]), {"on": "01/04/2023"})
    report = ProgrammeReport.objects.get()

    answer = client.post(reverse("reporting:issue", args=[report.pk]), {"signer_name": "Vũ Đình Quang"})

    report.refresh_from_db()
    assert (answer.status_code, report.document.number) == (422, "")
    assert "Vũ Đình Quang" in answer.content.decode()


def test_a_report_of_the_citys_office_is_not_the_schools_to_sign(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE, office=plan.school)
    client.post(reverse("reporting:draft", args=[plan.pk]), {"on": "01/04/2023"})
    report = ProgrammeReport.objects.get()

    assert client.get(reverse("reporting:report", args=[report.pk])).context["may_issue"] is False
    assert client.post(reverse("reporting:issue", args=[report.pk]), {}).status_code == 404


def test_a_day_to_come_is_refused_with_a_sentence(client: Client, plan: Plan) -> None:
    sign_in(client, Role.OFFICE, office=plan.school)

    answer = client.post(reverse("reporting:draft", args=[plan.pk]), {"on": "02/04/2023"})

    assert answer.status_code == 409
    assert ProgrammeReport.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TEACHER, Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_reports_are_for_those_who_account_for_the_whole(client: Client, plan: Plan, role: Role) -> None:
    sign_in(client, role)

    assert client.get(reverse("reporting:programme", args=[plan.pk])).status_code == 404
