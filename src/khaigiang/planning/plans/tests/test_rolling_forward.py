"""A plan rolled forward to the next year or term: what comes along, what is dropped, and undone without a trace."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.errors import (
    CodeTaken,
    DocumentHasAPlan,
    NotApprovedYet,
    NothingToRollForward,
    RolledPlanIsUsed,
)
from khaigiang.planning.plans.models import PaperDuty, Plan, TargetException
from khaigiang.planning.plans.queries import rolled_forward, rule_of, target_preview
from khaigiang.planning.plans.rules import years_later
from khaigiang.planning.plans.services import (
    QuarterTargets,
    roll_plan_forward,
    send_up_plan,
    set_quarters,
    undo_roll_forward,
)
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_duty, make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_unit

AT = datetime(2023, 12, 1, 3, tzinfo=UTC)
LAST_DAY = date(2024, 1, 1)
NAMES = ("Phúc Xá", "Trúc Bạch", "Cũ")


def old_plan() -> Plan:
    """A plan of 2023 for the wards of two districts; one ward and one district are gone in 2024."""
    plan = make_plan(target_kinds=[UnitKind.WARD, UnitKind.TOWNSHIP])
    stays, goes = make_district("Ba Đình"), make_district("Gia Lâm")
    here, there = make_committee(stays), make_committee(goes)
    for name in ("Phúc Xá", "Trúc Bạch"):
        make_target_post(plan, unit=make_commune(name, UnitKind.WARD, district=stays), committee=here)
    gone = make_unit("Cũ", UnitKind.WARD, parent=goes, valid_until=LAST_DAY)
    make_target_post(plan, unit=gone, committee=there)
    make_commune("Vĩnh Phúc", UnitKind.WARD, district=stays)
    set_quarters(plan, [QuarterTargets(year=2023, quarter=2, classes=4, places=461)], by=make_user(), at=AT)
    make_duty(plan)
    retired = make_duty(plan, PaperDuty.Paper.SUMMONS, office=make_committee(make_district("Cũ"))).office
    retired.is_active = False
    retired.save()
    return plan


def rolled(plan: Plan, *, years: int = 1, code: str = "BD-2024") -> Plan:
    document = make_document(issued_on=date(2023, 12, 1))
    return roll_plan_forward(plan, years=years, document=document, title="Năm 2024", code=code, by=make_user(), at=AT)


@pytest.mark.django_db
def test_what_comes_along_and_what_is_dropped_is_told_with_the_reason() -> None:
    plan = old_plan()

    seen = rolled_forward(plan, 1)

    assert [(one.what, one.why) for one in seen.dropped] == [
        ("thị trấn", "không còn đơn vị loại này vào ngày mới"),
        ("Phường Cũ", "đơn vị không còn vào ngày mới"),
        ("Quận ủy Gia Lâm", "không cử ai trong đối tượng mới"),
        ("người ký: công văn triệu tập", f"{plan.duties.get(paper='summons').office.name} không còn hoạt động"),
    ]
    assert seen.joined == ["Phường Vĩnh Phúc"]
    assert (seen.starts_on, seen.ends_on, seen.target_on) == (date(2024, 3, 1), date(2024, 6, 30), date(2024, 2, 22))


@pytest.mark.django_db
def test_the_new_draft_has_all_that_still_holds() -> None:
    plan = old_plan()

    new = rolled(plan)

    assert (new.state, new.rolled_from, new.target_kinds) == (PlanState.DRAFT, plan, ["phuong"])
    assert [(row.year, row.quarter, row.classes, row.places) for row in new.quarters.all()] == [(2024, 2, 4, 461)]
    assert [duty.paper for duty in new.duties.all()] == ["request"]
    assert target_preview(rule_of(new)).total == 3
    assert (plan.duties.count(), plan.quarters.count()) == (2, 1)


@pytest.mark.django_db
def test_an_exception_comes_along_while_its_unit_and_its_person_are_there() -> None:
    plan = old_plan()
    phuc_xa, truc_bach, gone = (plan.target_posts.get(unit__name__endswith=name).unit for name in NAMES)
    stays = make_appointment(make_official("Lê Văn Chi"), post=plan.rule_posts.get(), unit=phuc_xa).official
    leaves = make_official("Trần Thị Dung")
    for unit, official in ((phuc_xa, stays), (truc_bach, leaves), (gone, None)):
        TargetException.objects.create(
            plan=plan, post=plan.rule_posts.get(), unit=unit, adds=False, official=official, reason="Đã học"
        )

    seen = rolled_forward(plan, 1)

    assert [one.unit for one in seen.exceptions] == [phuc_xa.name]
    assert [one.why for one in seen.dropped if one.what.startswith("ngoại lệ")] == [
        "đơn vị không còn vào ngày mới",
        "Trần Thị Dung không giữ chức danh vào ngày mới",
    ]


@pytest.mark.django_db
def test_after_undo_the_whole_database_equals_what_it_was() -> None:
    plan = old_plan()
    document = make_document(issued_on=date(2023, 12, 1))
    by = make_user()
    before = dump()

    new = roll_plan_forward(plan, years=1, document=document, title="Năm 2024", code="BD-2024", by=by, at=AT)
    assert dump() != before
    assert undo_roll_forward(new, by=by, at=AT) == plan

    assert dump() == before


@pytest.mark.django_db
def test_a_rolled_plan_that_was_sent_up_is_not_undone() -> None:
    new = rolled(old_plan())
    send_up_plan(new, by=make_user(), at=AT)

    with pytest.raises(RolledPlanIsUsed):
        undo_roll_forward(new, by=make_user(), at=AT)
    with pytest.raises(RolledPlanIsUsed):
        undo_roll_forward(make_plan(state=PlanState.DRAFT), by=make_user(), at=AT)


@pytest.mark.django_db
def test_a_plan_that_cannot_be_rolled_forward_is_refused() -> None:
    plan, by = old_plan(), make_user()
    document = make_document(issued_on=date(2023, 12, 1))

    with pytest.raises(CodeTaken):
        rolled(plan, code=plan.code)
    with pytest.raises(DocumentHasAPlan):
        roll_plan_forward(plan, years=1, document=plan.document, title="Năm 2024", code="B", by=by, at=AT)
    with pytest.raises(NotApprovedYet):
        rolled(make_plan(state=PlanState.DRAFT))
    Unit.objects.filter(kind=UnitKind.WARD).update(valid_until=LAST_DAY)
    with pytest.raises(NothingToRollForward):
        roll_plan_forward(plan, years=1, document=document, title="Năm 2024", code="B", by=by, at=AT)


def test_the_29th_of_february_becomes_the_28th() -> None:
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_later(date(2023, 3, 1), 5) == date(2028, 3, 1)


@pytest.mark.django_db
def test_a_plan_is_looked_at_rolled_forward_and_undone_on_the_pages(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = old_plan()
    page = reverse("plans:roll", args=[plan.pk])
    document = make_document(issued_on=date(2023, 12, 1), kind=DocumentKind.PLAN)
    typed = {"years": "1", "document": str(document.pk), "title": "Năm 2024", "code": "BD-2024"}

    assert "Phường Cũ" in client.get(page).content.decode()
    part = client.post(page, {"years": "5", "look": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "1/3/2028" in part
    assert "<html" not in part
    assert client.post(page, typed | {"code": ""}).status_code == 422
    client.post(page, typed)
    new = Plan.objects.get(code="BD-2024")
    back = reverse("plans:undo_roll", args=[new.pk])
    assert back in client.get(reverse("plans:plan", args=[new.pk])).content.decode()
    assert client.get(back).status_code == 200
    client.post(back)
    assert not Plan.objects.filter(code="BD-2024").exists()
