"""Single units more or fewer than the rule of a target group finds."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.plans.errors import (
    AlreadyAnException,
    IsSentUp,
    NoSuchUnitThen,
    ReasonMissing,
    RuleIsFixed,
)
from khaigiang.planning.plans.models import Plan, TargetException
from khaigiang.planning.plans.queries import group_rows, rule_in_words, rule_of, target_preview
from khaigiang.planning.plans.services import add_exception, approve_plan, send_up_plan, withdraw_exception
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_unit

pytestmark = pytest.mark.django_db

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)


def wards_only() -> Plan:
    """A draft for the deputies of wards."""
    post = make_post("Phó Bí thư Đảng ủy")
    return make_plan(state=PlanState.DRAFT, post=post, target_kinds=[UnitKind.WARD])


def test_a_unit_is_added_and_another_left_out_with_reasons_and_whom_it_concerns() -> None:
    plan, by = wards_only(), make_user()
    district = make_district("Ba Đình")
    make_committee(district)
    ward, commune = (
        make_commune("Phúc Xá", UnitKind.WARD, district=district),
        make_commune("Kim Nỗ", UnitKind.COMMUNE, district=district),
    )
    make_commune("Trúc Bạch", UnitKind.WARD, district=district)
    holder = make_appointment(make_official("Lê Văn Chi"), post=plan.rule_posts.get(), unit=ward).official

    out = add_exception(plan, ward, plan.rule_posts.get(), reason="Đã học năm 2022", by=by, at=AT)
    into = add_exception(plan, commune, plan.rule_posts.get(), reason="Xã sắp thành phường", by=by, at=AT)

    assert [(one.adds, one.official, one.reason) for one in (out, into)] == [
        (False, holder, "Đã học năm 2022"), (True, None, "Xã sắp thành phường"),
    ]  # fmt: skip
    assert (
        rule_in_words(rule_of(plan))
        == "Phó Bí thư Đảng ủy ở các phường, tính đến ngày 22/2/2023; thêm Xã Kim Nỗ; trừ Phường Phúc Xá"
    )
    assert target_preview(rule_of(plan)).total == 2
    approve_plan(send_up_plan(plan, by=by, at=AT), by=make_user(), at=AT)
    assert sorted(plan.target_posts.values_list("unit__name", flat=True)) == ["Phường Trúc Bạch", "Xã Kim Nỗ"]


def test_an_exception_taken_back_leaves_the_rule_alone() -> None:
    plan, by = wards_only(), make_user()
    ward = make_commune("Phúc Xá", UnitKind.WARD)
    exception = add_exception(plan, ward, plan.rule_posts.get(), reason="Đã học năm 2022", by=by, at=AT)

    withdraw_exception(exception, by=by, at=AT)

    assert target_preview(rule_of(plan)).total == 1
    assert not plan.exceptions.exists()


def test_an_exception_needs_a_reason_a_unit_of_the_day_and_a_draft() -> None:
    plan, by = wards_only(), make_user()
    ward = make_commune("Phúc Xá", UnitKind.WARD)
    make_committee(ward.parent)
    later = make_unit("Mới", UnitKind.WARD, parent=ward.parent, valid_from=date(2023, 3, 1))
    make_commune("Trúc Bạch", UnitKind.WARD, district=ward.parent)

    with pytest.raises(ReasonMissing):
        add_exception(plan, ward, plan.rule_posts.get(), reason=" ", by=by, at=AT)
    with pytest.raises(NoSuchUnitThen, match="Mới"):
        add_exception(plan, later, plan.rule_posts.get(), reason="Mới lập", by=by, at=AT)
    exception = add_exception(plan, ward, plan.rule_posts.get(), reason="Đã học", by=by, at=AT)
    with pytest.raises(AlreadyAnException):
        add_exception(plan, ward, plan.rule_posts.get(), reason="Lý do khác", by=by, at=AT)
    plan = send_up_plan(plan, by=by, at=AT)
    with pytest.raises(IsSentUp):
        withdraw_exception(exception, by=by, at=AT)
    approve_plan(plan, by=make_user(), at=AT)
    exception.refresh_from_db()
    with pytest.raises(RuleIsFixed):
        withdraw_exception(exception, by=by, at=AT)


def test_one_exception_per_plan_and_post() -> None:
    plan, ward = wards_only(), make_commune("Phúc Xá", UnitKind.WARD)
    post = plan.rule_posts.get()
    TargetException.objects.create(plan=plan, unit=ward, post=post, adds=False, reason="Đã học")

    with pytest.raises(IntegrityError), transaction.atomic():
        TargetException.objects.create(plan=plan, unit=ward, post=post, adds=False, reason="Đã học")


def test_an_exception_says_why() -> None:
    with pytest.raises(IntegrityError, match="an_exception_says_why"), transaction.atomic():
        TargetException.objects.create(plan=wards_only(), unit=make_commune(), post=make_post(), adds=False, reason="")


@pytest.mark.parametrize("units", [1, 20])
def test_a_unit_is_found_by_its_name_or_by_who_holds_the_post(
    units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = wards_only()
    for number in range(units):
        ward = make_commune(f"Phúc Xá {number}", UnitKind.WARD)
        make_appointment(make_official("Lê Văn Chi"), post=plan.rule_posts.get(), unit=ward)
    make_commune("Kim Nỗ", UnitKind.COMMUNE)

    with django_assert_num_queries(5):
        found = group_rows(plan, "phuc xa")

    assert len(found) == units
    assert [row.unit for row in group_rows(plan, "van chi")] == [row.unit for row in found]
    assert [(row.unit, row.is_in) for row in group_rows(plan, "kim no")] == [("Xã Kim Nỗ", False)]
    assert group_rows(plan, " ") == []


def test_the_group_is_searched_while_one_types_and_a_unit_left_out_on_the_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = wards_only()
    ward = make_commune("Phúc Xá", UnitKind.WARD)
    page = reverse("plans:group", args=[plan.pk])

    part = client.get(page, {"q": "phuc xa"}, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(page, {"q": "phuc xa"}).content.decode()
    leave_out = reverse("plans:exception", args=[plan.pk, ward.pk, plan.rule_posts.get().pk])
    assert leave_out in part
    assert "<html" not in part
    assert leave_out in whole
    assert client.get(leave_out).status_code == 200
    assert client.post(leave_out, {"reason": ""}).status_code == 422
    client.post(leave_out, {"reason": "Đã học năm 2022"})
    assert "Đã học năm 2022" in client.get(page).content.decode()
    counted = client.get(
        reverse("plans:count"),
        {
            "plan": str(plan.pk),
            "rule_posts": str(plan.rule_posts.get().pk),
            "target_kinds": "phuong",
            "target_on": "22/02/2023",
        },
    )
    assert "<strong>0</strong>" in counted.content.decode()
    back = reverse("plans:withdraw_exception", args=[plan.exceptions.get().pk])
    assert client.get(back).status_code == 200
    client.post(back)
    assert not plan.exceptions.exists()
