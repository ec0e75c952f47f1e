"""The paper that sets a plan out: drawn up from it, signed, numbered, set anew with its number."""

import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.files.services import read
from khaigiang.planning.documents.errors import AlreadyIssued, AlreadySigned
from khaigiang.planning.documents.models import Document, DocumentState
from khaigiang.planning.documents.services import issue_paper, sign_paper
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.models import PaperDuty, Plan, QuarterTarget
from khaigiang.planning.plans.services import draw_up_plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_quota, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in

pytestmark = pytest.mark.django_db

DAY = date(2023, 2, 24)
NOW = datetime(2023, 2, 24, 3, tzinfo=UTC)


def make_ready_plan() -> Plan:
    """An open plan of two committees, with who signs its paper and classes in one quarter."""
    plan = make_plan(document=make_document("136-KH/TU", issued_on=date(2023, 2, 22)))
    make_duty(plan, PaperDuty.Paper.PLAN)
    for places in (7, 5):
        make_quota(plan, make_target_post(plan, places=places).committee)
    QuarterTarget.objects.create(plan=plan, year=2023, quarter=2, classes=3, places=12)
    return plan


def words_of(document: Document) -> str:
    document.refresh_from_db()
    assert document.docx
    file = WordFile(io.BytesIO(read(document.docx)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in file.paragraphs), *cells])


def test_a_plan_is_drawn_up_signed_and_numbered_as_a_paper() -> None:
    plan, by = make_ready_plan(), make_user()

    paper = draw_up_plan(plan, by=by, at=NOW)
    drafted = words_of(paper.document)
    sign_paper(paper.document, signer_name="Vũ Đình Quang", signer_title="Phó Trưởng ban", signed_on=DAY, by=by, at=NOW)
    issue_paper(paper.document, issued_on=DAY, number="12-KH/BTCTU", by=by, at=NOW)
    issued = words_of(paper.document)

    assert ("DỰ THẢO" in drafted, "DỰ THẢO" in issued, "Số 12-KH/BTCTU" in issued) == (True, False, True)
    assert "2. Chỉ tiêu: 12 (mười hai) đồng chí thuộc 02 (hai) cấp ủy, phân bổ theo phụ lục kèm theo." in issued
    assert "Quý II/2023" in issued
    assert [link.target.number for link in paper.document.links.all()] == ["136-KH/TU"]
    with pytest.raises(AlreadyIssued):
        draw_up_plan(plan, by=by, at=NOW)


def test_a_draft_is_drawn_up_again_with_the_places_as_they_are_then() -> None:
    plan, by = make_ready_plan(), make_user()
    first = draw_up_plan(plan, by=by, at=NOW)
    plan.quotas.update(places=1)

    again = draw_up_plan(plan, by=by, at=NOW)

    assert again.pk == first.pk
    assert "02 (hai) đồng chí" in words_of(again.document)


def test_a_signed_paper_is_not_drawn_up_again() -> None:
    plan, by = make_ready_plan(), make_user()
    paper = draw_up_plan(plan, by=by, at=NOW)
    sign_paper(paper.document, signer_name="Vũ Đình Quang", signer_title="Phó Trưởng ban", signed_on=DAY, by=by, at=NOW)

    with pytest.raises(AlreadySigned):
        draw_up_plan(plan, by=by, at=NOW)


def test_a_plan_that_is_not_approved_sets_out_what_its_rule_gives() -> None:
    plan = make_plan(state=PlanState.DRAFT)
    make_duty(plan, PaperDuty.Paper.PLAN)

    paper = draw_up_plan(plan, by=make_user(), at=NOW)

    assert "2. Chỉ tiêu: 00 (không) đồng chí thuộc 00 (không) cấp ủy" in words_of(paper.document)


def test_a_plan_says_first_who_signs_its_paper() -> None:
    with pytest.raises(NoDuty):
        draw_up_plan(make_plan(), by=make_user(), at=NOW)


def test_the_paper_is_drawn_up_from_the_page_of_the_plan(client: Client) -> None:
    plan = make_ready_plan()
    sign_in(client, Role.ORGANISER)
    page = reverse("plans:plan", args=[plan.pk])
    assert reverse("plans:draw_up", args=[plan.pk]) in client.get(page).content.decode()

    response = client.post(reverse("plans:draw_up", args=[plan.pk]))

    paper = Document.objects.get(plan_paper__plan=plan)
    assert response["Location"] == reverse("documents:document", args=[paper.pk])
    assert (paper.state, paper.pdf is not None) == (DocumentState.DRAFT, True)
    assert reverse("documents:sign", args=[paper.pk]) in client.get(response["Location"]).content.decode()
