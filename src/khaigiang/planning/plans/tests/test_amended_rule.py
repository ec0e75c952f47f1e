"""A later document changes the rule of the target group of an approved plan, from a day on."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans import standing
from khaigiang.planning.plans.errors import (
    EmptyTargetGroup,
    GroupStaysAsItIs,
    NoPostInTheRule,
    NothingIsAmended,
)
from khaigiang.planning.plans.models import AmendedPost, AmendedRule, AmendedRulePost, Plan, StayingPost
from khaigiang.planning.plans.queries import (
    RuleChange,
    amendment_rows,
    plan_as_of,
    plan_page,
    quota_rows,
    rule_change,
    rule_in_words,
    rule_of,
    shares_now,
)
from khaigiang.planning.plans.queries.targets import rule_alone
from khaigiang.planning.plans.services import amend_plan, withdraw_amendment
from khaigiang.planning.plans.tests.amending import (
    APRIL_14,
    APRIL_15,
    AT,
    COMMUNES,
    MAY_15,
    WARDS,
    WHY,
    again,
    amended,
    approved,
    by_quarter,
    cells,
    ruled,
    units_on,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_unit

pytestmark = pytest.mark.django_db


def last_change(plan: Plan) -> RuleChange:
    """What the latest amendment changed of the rule."""
    change = amendment_rows(plan)[0].rule
    assert change is not None
    return change


def test_units_of_another_kind_join_from_the_day_on_and_those_of_the_old_kind_leave() -> None:
    plan = approved()

    ruled(plan, kinds=[COMMUNES])

    assert units_on(plan, APRIL_14) == ["Phường Phúc Xá", "Phường Trúc Bạch"]
    assert units_on(plan, APRIL_15) == ["Xã Kim Nỗ"]
    assert [(row.posts, row.places) for row in quota_rows(plan)] == [(0, 0), (1, 1)]
    assert AmendedPost.objects.filter(by_rule=True, reason="").count() == 3


def test_holders_of_another_post_join_and_places_and_quarters_follow() -> None:
    plan = by_quarter(approved())
    deputy, secretary = plan.rule_posts.get(), make_post("Bí thư Đảng ủy")

    ruled(plan, posts=[deputy, secretary])

    assert plan.target_posts.on(APRIL_14).count() == 2
    assert sorted(plan.target_posts.on(APRIL_15).values_list("post__title", "unit__name")) == [
        ("Bí thư Đảng ủy", "Phường Phúc Xá"), ("Bí thư Đảng ủy", "Phường Trúc Bạch"),
        ("Phó Bí thư Đảng ủy", "Phường Phúc Xá"), ("Phó Bí thư Đảng ủy", "Phường Trúc Bạch"),
    ]  # fmt: skip
    assert cells(plan) == {"Ba Đình": (4, 1, 3)}


def test_units_that_exist_on_the_new_day_of_the_rule_join() -> None:
    plan = approved()
    district = plan.quotas.get().committee.unit
    make_unit("Cống Vị", UnitKind.WARD, parent=district, valid_from=date(2023, 3, 1))

    ruled(plan, as_of=date(2023, 4, 1))

    assert units_on(plan, APRIL_15) == ["Phường Cống Vị", "Phường Phúc Xá", "Phường Trúc Bạch"]


def test_the_plan_in_force_on_a_day_answers_with_the_rule_of_that_day() -> None:
    plan = approved()
    first = rule_in_words(rule_of(plan))
    ruled(plan, kinds=[WARDS, COMMUNES])
    ruled(again(plan), posts=[make_post("Bí thư Đảng ủy")], on=MAY_15)

    now = again(plan)
    words = [plan_page(now, on=day).rule for day in (APRIL_14, APRIL_15, MAY_15)]

    assert words == [
        first,
        "Phó Bí thư Đảng ủy ở các phường, xã, tính đến ngày 22/2/2023",
        "Bí thư Đảng ủy ở các phường, xã, tính đến ngày 22/2/2023",
    ]
    assert plan_page(now).rule == words[2]
    assert rule_in_words(plan_as_of(now, APRIL_14).rule) == first


def test_the_sentence_of_the_rule_says_which_document_changed_it_and_from_when() -> None:
    plan = approved()
    document = make_document(issued_on=APRIL_15)
    ruled(plan, kinds=[WARDS, COMMUNES], document=document)
    amended(plan, "Phúc Xá", on=MAY_15)

    changed = plan_page(again(plan)).rule_changed_by

    assert changed is not None
    assert (changed.number, changed.in_force_on) == (document.number, APRIL_15)
    assert plan_page(again(plan), on=APRIL_14).rule_changed_by is None


def test_an_amended_rule_taken_back_leaves_no_trace() -> None:
    plan = by_quarter(approved())
    secretary, document = make_post("Bí thư Đảng ủy"), make_document(issued_on=APRIL_15)
    # Who acts is made for it, the documents stay linked; quarters and posts of the rule written anew have new row numbers.
    aside = ("accounts_user", "documents_documentlink", "plans_quartershare", "plans_rulepost")
    before, shares, words = dump(*aside), shares_now(plan), rule_in_words(rule_of(plan))

    amendment = ruled(plan, posts=[secretary], kinds=[COMMUNES], as_of=date(2023, 4, 1), document=document)
    withdraw_amendment(amendment, by=make_user(), at=AT)

    assert dump(*aside) == before
    assert (shares_now(plan), rule_in_words(rule_of(again(plan)))) == (shares, words)


def test_a_post_for_which_somebody_stands_stays_although_the_rule_does_not_find_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = approved()
    phuc_xa = plan.target_posts.get(unit__name="Phường Phúc Xá").pk
    monkeypatch.setattr(standing, "_providers", [lambda _ids: {phuc_xa: "Lê Văn Chi đã được cử"}])

    ruled(plan, kinds=[COMMUNES])

    assert units_on(plan, APRIL_15) == ["Phường Phúc Xá", "Xã Kim Nỗ"]
    change = last_change(again(plan))
    assert [[one.unit for one in posts] for posts in (change.joining, change.leaving, change.staying)] == [
        ["Xã Kim Nỗ"], ["Phường Trúc Bạch"], ["Phường Phúc Xá"],
    ]  # fmt: skip


def test_posts_that_documents_named_one_by_one_stay_as_these_said() -> None:
    plan = approved()
    amended(plan, "Kim Nỗ", "Phúc Xá")

    ruled(plan, kinds=[COMMUNES], on=MAY_15)
    ruled(again(plan), kinds=[WARDS, COMMUNES], on=date(2023, 5, 16))

    assert units_on(plan, MAY_15) == ["Xã Kim Nỗ"]
    assert units_on(plan, date(2023, 5, 16)) == ["Phường Trúc Bạch", "Xã Kim Nỗ"]
    assert [(one.unit, one.adds, one.reason) for one in rule_of(again(plan)).exceptions] == [
        ("Phường Phúc Xá", False, WHY)
    ]


def test_a_post_named_in_the_document_that_changes_the_rule_is_an_item_of_its_own() -> None:
    plan = approved()

    ruled(plan, kinds=[COMMUNES], group="Phúc Xá")

    (row,) = amendment_rows(again(plan))
    assert [(one.unit, one.reason) for one in row.posts] == [("Phường Phúc Xá", WHY)]
    assert [one.unit for one in last_change(again(plan)).made] == ["Xã Kim Nỗ", "Phường Trúc Bạch"]


def test_a_unit_for_which_no_office_names_people_does_not_join() -> None:
    plan = approved()
    make_commune("Lệ Chi", UnitKind.COMMUNE)

    change = rule_change(plan, replace(rule_alone(plan), kinds=(WARDS, COMMUNES)), APRIL_15)
    assert change is not None
    assert [[post.name for post in one.posts] for one in change.refused_by_committee] == [["Xã Lệ Chi"]]

    with pytest.raises(GroupStaysAsItIs, match="Xã Lệ Chi"):
        ruled(plan, kinds=[WARDS, COMMUNES])

    assert units_on(plan, APRIL_15) == ["Phường Phúc Xá", "Phường Trúc Bạch"]


def test_a_rule_that_changes_nothing_is_no_amendment() -> None:
    plan = approved()

    with pytest.raises(NothingIsAmended):
        ruled(plan, kinds=[WARDS])


def test_a_rule_names_a_post_and_finds_somebody() -> None:
    plan = approved()

    with pytest.raises(NoPostInTheRule):
        amend_plan(
            plan, {}, rule=replace(rule_alone(plan), posts=()), document=make_document(issued_on=APRIL_15),
            in_force_on=APRIL_15, by=make_user(), at=AT,
        )  # fmt: skip
    with pytest.raises(EmptyTargetGroup):
        ruled(plan, kinds=[UnitKind.TOWNSHIP.value])


def test_a_post_of_a_rule_is_amended_once_by_an_amendment() -> None:
    plan = approved()
    ruled(plan, posts=[make_post("Bí thư Đảng ủy")], kinds=[WARDS])
    row = AmendedRulePost.objects.first()
    assert row is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        AmendedRulePost.objects.create(rule=row.rule, post=row.post, adds=not row.adds)


def test_a_post_stays_once_by_an_amendment() -> None:
    plan = approved()
    rule = AmendedRule.objects.get(amendment=ruled(plan, kinds=[WARDS, COMMUNES]))
    StayingPost.objects.create(rule=rule, target_post=plan.target_posts.all()[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        StayingPost.objects.create(rule=rule, target_post=plan.target_posts.all()[0])


def test_a_rule_is_amended_once_by_an_amendment() -> None:
    rule = AmendedRule.objects.get(amendment=ruled(approved(), kinds=[COMMUNES]))
    rule.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        rule.save(force_insert=True)


@pytest.mark.parametrize("posts", [1, 12])
def test_what_a_rule_makes_of_the_group_costs_the_same_however_many_join(
    posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = approved()
    district = make_district()
    make_committee(district)
    for _ in range(posts):
        make_commune(kind=UnitKind.COMMUNE, district=district)
    rule = replace(rule_alone(plan), kinds=(WARDS, COMMUNES))

    with django_assert_num_queries(13):
        change = rule_change(plan, rule, APRIL_15)

    assert change is not None
    assert len(change.joining) == posts + 1


def test_another_rule_is_typed_read_entered_and_taken_back_on_the_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = approved()
    page, quota = reverse("plans:amend", args=[plan.pk]), plan.quotas.get()
    typed = {
        "document": make_document(issued_on=APRIL_15).pk, "in_force_on": "15/4/2023", "starts_on": "1/3/2023",
        "ends_on": "30/6/2023", f"committee-places-{quota.committee_id}": quota.places,
        "rule-rule_posts": plan.rule_posts.get().pk, "rule-target_kinds": [COMMUNES], "rule-target_on": "22/2/2023",
    }  # fmt: skip

    looked = client.post(page, typed | {"look": "1"}, headers={"HX-Request": "true"}).content.decode()
    client.post(page, typed)

    assert "Thêm vào: 1 chức danh" in looked
    assert "Đưa ra: 2 chức danh" in looked
    assert "2 → 1 kể từ ngày 15/4/2023" in looked
    shown = client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "ở các xã, tính đến ngày 22/2/2023" in shown
    assert "Sửa đổi từ ngày 15/4/2023 theo" in shown
    then = client.get(reverse("plans:plan", args=[plan.pk]), {"on": "2023-04-14"}).content.decode()
    assert "ở các phường, tính đến ngày 22/2/2023" in then
    back = reverse("plans:withdraw_amendment", args=[plan.amendments.get().pk])
    assert "(1 chức danh lại ra, 2 chức danh lại vào)" in client.get(back).content.decode()
    client.post(back)
    assert plan.target_posts.count() == 2


def test_a_rule_that_cannot_be_read_is_told_beside_its_field(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = approved()
    quota = plan.quotas.get()
    typed = {
        "document": make_document(issued_on=APRIL_15).pk, "in_force_on": "15/4/2023", "starts_on": "1/3/2023",
        "ends_on": "30/6/2023", f"committee-places-{quota.committee_id}": quota.places, "rule-target_on": "22/2/2023",
    }  # fmt: skip

    answer = client.post(reverse("plans:amend", args=[plan.pk]), typed)

    assert answer.status_code == 422
    assert not plan.amendments.exists()


def test_posts_that_stand_against_another_rule_are_told_before_it_is_entered(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = approved()
    make_commune("Lệ Chi", UnitKind.COMMUNE)
    typed = {
        "document": make_document(issued_on=APRIL_15).pk, "in_force_on": "15/4/2023", "starts_on": "1/3/2023",
        "ends_on": "30/6/2023", f"committee-places-{plan.quotas.get().committee_id}": 2, "look": "1",
        "rule-rule_posts": plan.rule_posts.get().pk, "rule-target_kinds": [WARDS, COMMUNES],
        "rule-target_on": "22/2/2023",
    }  # fmt: skip

    looked = client.post(reverse("plans:amend", args=[plan.pk]), typed, headers={"HX-Request": "true"}).content.decode()

    assert "Chưa thể sửa quy tắc như vậy" in looked
    assert "Vướng: 1 chức danh" in looked
    assert "Xã Lệ Chi" in looked
