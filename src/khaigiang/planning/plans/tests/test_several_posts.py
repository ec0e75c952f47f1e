"""A target group of several posts: its words, its lines, its count, and what is left of it a year later."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.errors import NoPostInTheRule, NoPostToRollForward
from khaigiang.planning.plans.in_papers import target_group_of
from khaigiang.planning.plans.models import Plan, RulePost
from khaigiang.planning.plans.queries import (
    TargetRule,
    found_posts,
    rolled_forward,
    rule_in_words,
    rule_of,
    target_preview,
)
from khaigiang.planning.plans.services import add_exception, approve_plan, roll_plan_forward, send_up_plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.models import Post
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Level, Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

pytestmark = pytest.mark.django_db

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)
DAY = date(2023, 2, 22)
DEPUTY, CHAIR, FRONT = "Phó Bí thư Thường trực", "Chủ tịch UBND", "Chủ tịch Ủy ban MTTQ"


def two_posts() -> Plan:
    """A draft for the deputies and chairs of two wards of one district."""
    district = make_district("Ba Đình")
    make_committee(district)
    for name in ("Phúc Xá", "Trúc Bạch"):
        make_commune(name, UnitKind.WARD, district=district)
    return make_plan(state=PlanState.DRAFT, posts=[make_post(DEPUTY), make_post(CHAIR)], target_kinds=[UnitKind.WARD])


@pytest.mark.parametrize(
    ("titles", "kinds", "words"),
    [
        ([DEPUTY], ("phuong",), f"{DEPUTY} ở các phường, tính đến ngày 22/2/2023"),
        ([DEPUTY, FRONT], ("phuong", "xa"), f"{DEPUTY} và {FRONT} ở các phường, xã, tính đến ngày 22/2/2023"),
        (
            [DEPUTY, CHAIR, FRONT],
            ("phuong", "xa", "thi_tran"),
            f"{DEPUTY}, {CHAIR} và {FRONT} ở các phường, xã, thị trấn, tính đến ngày 22/2/2023",
        ),
    ],
)
def test_a_rule_of_one_two_or_three_posts_reads_as_a_sentence(
    titles: list[str], kinds: tuple[str, ...], words: str
) -> None:
    rule = TargetRule(posts=tuple(make_post(title) for title in titles), kinds=kinds, on=DAY)

    assert rule_in_words(rule) == words


def test_papers_name_every_post_of_the_group() -> None:
    assert target_group_of(two_posts()) == f"{CHAIR} và {DEPUTY} các phường"


def test_each_post_of_each_unit_is_one_post_of_the_group() -> None:
    plan, by = two_posts(), make_user()

    assert target_preview(rule_of(plan)).total == 4
    approve_plan(send_up_plan(plan, by=by, at=AT), by=make_user(), at=AT)

    assert sorted(plan.target_posts.values_list("unit__name", "post__title")) == [
        ("Phường Phúc Xá", CHAIR), ("Phường Phúc Xá", DEPUTY),
        ("Phường Trúc Bạch", CHAIR), ("Phường Trúc Bạch", DEPUTY),
    ]  # fmt: skip
    assert plan.quotas.get().places == 4


def test_who_holds_two_posts_of_the_group_is_counted_and_told_on_the_page(client: Client) -> None:
    plan = two_posts()
    chi, ward = make_official("Lê Văn Chi"), found_posts(rule_of(plan))[0].unit_id
    for post in plan.rule_posts.all():
        make_appointment(chi, post=post, unit=Unit.objects.get(pk=ward))

    seen = target_preview(rule_of(plan))

    assert (seen.total, seen.vacant, seen.twice) == (4, 2, 1)
    assert [(one.title, one.posts) for one in seen.titles] == [(CHAIR, 2), (DEPUTY, 2)]
    sign_in(client, Role.ORGANISER)
    assert (
        "Mỗi chức danh là một dòng trong sổ theo dõi"
        in client.get(reverse("plans:group", args=[plan.pk])).content.decode()
    )


def test_a_post_is_found_in_units_of_its_own_level_alone() -> None:
    make_commune("Phúc Xá", UnitKind.WARD)
    of_a_district = make_post("Trưởng ban", unit_level=Level.DISTRICT)
    rule = TargetRule(posts=(make_post(DEPUTY), of_a_district), kinds=("phuong",), on=DAY)

    assert [one.post for one in found_posts(rule)] == [DEPUTY]


def test_an_exception_leaves_the_other_posts_of_its_unit_alone() -> None:
    plan = two_posts()
    deputy, ward = plan.rule_posts.get(title=DEPUTY), found_posts(rule_of(plan))[0].unit_id

    add_exception(plan, Unit.objects.get(pk=ward), deputy, reason="Đã học năm 2022", by=make_user(), at=AT)

    assert [(one.unit, one.post) for one in found_posts(rule_of(plan))] == [
        ("Phường Phúc Xá", CHAIR), ("Phường Trúc Bạch", CHAIR), ("Phường Trúc Bạch", DEPUTY),
    ]  # fmt: skip
    assert rule_in_words(rule_of(plan)).endswith(f"; trừ {DEPUTY} Phường Phúc Xá")


def test_somebody_who_holds_another_post_is_added_by_name() -> None:
    plan = two_posts()
    ward = Unit.objects.get(pk=found_posts(rule_of(plan))[0].unit_id)
    front = make_appointment(make_official("Lê Văn Chi"), post=make_post(FRONT), unit=ward)

    added = add_exception(plan, ward, front.post, reason="Nguồn quy hoạch", by=make_user(), at=AT)

    assert (added.adds, added.official) == (True, front.official)
    assert target_preview(rule_of(plan)).total == 5


def test_a_plan_sent_up_has_a_post() -> None:
    plan = two_posts()
    plan.rule_posts.clear()

    with pytest.raises(NoPostInTheRule):
        send_up_plan(plan, by=make_user(), at=AT)
    with pytest.raises(IntegrityError, match="a_plan_sent_up_has_a_post"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state=PlanState.SENT_UP)


def test_a_post_once_in_a_rule() -> None:
    plan = two_posts()

    with pytest.raises(IntegrityError), transaction.atomic():
        RulePost.objects.create(plan=plan, post=plan.rule_posts.get(title=DEPUTY))


def test_a_post_that_has_ended_is_dropped_a_year_later_and_without_any_post_nothing_is_rolled() -> None:
    plan, by = two_posts(), make_user()
    approve_plan(send_up_plan(plan, by=by, at=AT), by=make_user(), at=AT)
    remove(plan.rule_posts.get(title=CHAIR))

    seen = rolled_forward(plan, 1)

    assert [post.title for post in seen.rule.posts] == [DEPUTY]
    assert next((one.what, one.why) for one in seen.dropped) == (CHAIR, "chức danh đã bị xóa khỏi danh mục")
    made = roll_plan_forward(plan, years=1, document=make_document(), title="2024", code="N24", by=by, at=AT)
    assert [post.title for post in made.rule_posts.all()] == [DEPUTY]
    remove(plan.rule_posts.get(title=DEPUTY))
    with pytest.raises(NoPostToRollForward, match="22/02/2024"):
        roll_plan_forward(plan, years=1, document=make_document(), title="Sau", code="SAU", by=by, at=AT)


@pytest.mark.parametrize("posts", [1, 3])
def test_the_count_costs_the_same_however_many_posts(
    posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_committee(make_commune("Phúc Xá", UnitKind.WARD).parent)
    rule = TargetRule(posts=tuple(make_post() for _ in range(posts)), kinds=("phuong",), on=DAY)

    with django_assert_num_queries(3):
        assert target_preview(rule).total == posts


def test_several_posts_are_chosen_and_counted_while_the_plan_is_written(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = two_posts()
    chosen = [plan.rule_posts.get(title=DEPUTY).pk, make_post(FRONT).pk]
    typed: dict[str, Any] = {"rule_posts": chosen, "target_kinds": "phuong", "target_on": "22/02/2023"}

    counted = client.get(reverse("plans:count"), typed, headers={"HX-Request": "true"}).content.decode()
    client.post(
        reverse("plans:edit", args=[plan.pk]),
        typed
        | {
            "title": plan.title, "code": plan.code, "document": plan.document_id, "organiser": plan.organiser_id,
            "school": plan.school_id, "starts_on": "1/3/2023", "ends_on": "30/6/2023",
        },
    )  # fmt: skip

    assert "<strong>4</strong>" in counted
    assert f"{FRONT} và {DEPUTY} ở các phường" in counted
    assert sorted(post.title for post in plan.rule_posts.all()) == [FRONT, DEPUTY]


def remove(post: Post) -> None:
    """Hide a post, as removing it from the register does."""
    post.removed_at, post.removed_by, post.removed_because = AT, make_user(), "Không còn chức danh"
    post.save()
