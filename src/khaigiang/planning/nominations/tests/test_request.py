"""The request letter: drawn up from the plan, signed, numbered, sent."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.files.services import read
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.documents.models import DocumentKind, DocumentState
from khaigiang.planning.documents.queries import chain
from khaigiang.planning.documents.tests.makers import make_document, make_link, make_series
from khaigiang.planning.nominations.errors import AlreadyAsked, DueInThePast, PlanIsNotOpen
from khaigiang.planning.nominations.letters import request_letter
from khaigiang.planning.nominations.models import NominationRequest
from khaigiang.planning.nominations.services import ask_for_nominations, send_request
from khaigiang.planning.plans.errors import NoDuty
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.services import QuarterTargets, set_quarters
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate

pytestmark = pytest.mark.django_db

AT = datetime(2023, 2, 24, 3, tzinfo=UTC)
ON = date(2023, 2, 24)
DUE = date(2023, 3, 8)


def ready_plan() -> Plan:
    plan = make_plan()
    make_target_post(plan, places=2)
    make_target_post(plan, places=5)
    make_duty(plan)
    return plan


def ask(plan: Plan, *, due_on: date = DUE) -> NominationRequest:
    return ask_for_nominations(plan, due_on=due_on, by=make_user(), at=AT)


def test_the_letter_says_what_the_plan_says() -> None:
    plan = ready_plan()
    above = make_document("110-KH/TU")
    make_link(plan.document, above)
    set_quarters(plan, [QuarterTargets(year=2023, quarter=2, classes=4, places=7)], by=make_user(), at=AT)

    letter = request_letter(ask(plan))

    assert sorted(row.places for row in letter.places) == [2, 5]
    assert letter.grounds == (
        f"Kế hoạch số 110-KH/TU ngày 19/10/2022 của {above.issuer.name}",
        f"Kế hoạch số {plan.document.number} ngày 22/02/2023 của {plan.document.issuer.name}",
    )
    assert letter.course == "lớp bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn"
    assert letter.target_group == f"{plan.rule_posts.get().title} các xã, phường, thị trấn"
    assert letter.remarks == (
        "Dự kiến thời gian mở lớp: quý II/2023: 04 lớp. Thời gian cụ thể thông báo trong công văn triệu tập.",
    )
    assert (letter.signature.prefix, letter.signature.on_behalf) == ("K/T", "TRƯỞNG BAN")
    assert letter.letterhead.is_draft


def test_the_letter_is_drawn_up_as_word_and_pdf_and_again_until_it_is_sent() -> None:
    plan = ready_plan()
    first = ask(plan)
    second = ask(plan, due_on=date(2023, 3, 10))

    assert first.pk == second.pk
    document = second.document
    assert (document.state, document.kind) == (DocumentState.DRAFT, DocumentKind.OFFICIAL_LETTER)
    assert document.docx is not None
    assert document.pdf is not None
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(read(document.docx))).paragraphs)
    assert "10 tháng 3 năm 2023" in text
    assert read(document.pdf).startswith(b"%PDF-")
    assert [row.number for row in chain(document).grounds] == [plan.document.number]


def test_a_sent_letter_carries_its_number_and_reaches_every_committee() -> None:
    plan = ready_plan()
    make_series(plan.organiser, kind=DocumentKind.OFFICIAL_LETTER, first_number=1204)
    clerks = [make_mandate(Role.COMMITTEE, office=quota.committee).user for quota in plan.quotas.order_by("places")]
    make_mandate(Role.COMMITTEE)
    request = ask(plan)

    send_request(request, signed_on=ON, issued_on=ON, by=make_user(), at=AT)

    request.document.refresh_from_db()
    assert (request.document.number, request.document.signer_name) == ("1204-CV/BTCTU", "Vũ Đình Quang")
    assert request.document.docx is not None
    tables = docx.Document(BytesIO(read(request.document.docx))).tables
    assert any("1204-CV/BTCTU" in cell.text for table in tables for row in table.rows for cell in row.cells)
    told = Notice.objects.order_by("pk").values_list("to", "title")
    assert sorted(told) == sorted(
        (clerk.pk, f"Đề nghị cử {places} cán bộ trước ngày 08/03/2023")
        for clerk, places in zip(clerks, (2, 5), strict=True)
    )
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == ["ask_for_nominations", "send_request"]


def test_a_sent_request_is_not_drawn_up_again() -> None:
    plan = ready_plan()
    request = ask(plan)
    send_request(request, signed_on=ON, issued_on=ON, number="1204-CV/BTCTU", by=make_user(), at=AT)

    with pytest.raises(AlreadyAsked):
        ask(plan)


def test_a_request_needs_an_open_plan_a_day_to_come_and_a_signer() -> None:
    plan = make_plan()

    with pytest.raises(NoDuty):
        ask(plan)
    with pytest.raises(DueInThePast):
        ask(plan, due_on=date(2023, 2, 23))
    with pytest.raises(PlanIsNotOpen):
        ask(make_plan(state=PlanState.DRAFT))
    assert NominationRequest.objects.count() == 0
