"""Posts join and leave the target group of an approved plan by amendments, each from its day on."""

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
    AddedPostIsUsed,
    GroupStaysAsItIs,
    MorePlacesThanPosts,
    NotInTheGroup,
)
from khaigiang.planning.plans.models import AmendedPost, Excuse, TargetPost
from khaigiang.planning.plans.queries import (
    amendment_rows,
    group_changes,
    items_now,
    plan_as_of,
    plan_page,
    post_page,
    quota_rows,
    shares_now,
)
from khaigiang.planning.plans.services import (
    amend_plan,
    excuse_post,
    set_places_by_rule,
    share_places,
    withdraw_amendment,
)
from khaigiang.planning.plans.states import PlacesRule
from khaigiang.planning.plans.tests.amending import (
    APRIL_14,
    APRIL_15,
    AT,
    MAY_15,
    WHY,
    amended,
    approved,
    by_quarter,
    cells,
    place,
    units_on,
)
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district, make_unit

pytestmark = pytest.mark.django_db


def test_a_person_added_and_a_post_taken_out_belong_to_the_group_from_the_day_on_and_places_follow() -> None:
    plan = approved()
    kim_no = Unit.objects.get(name="Xã Kim Nỗ")
    chi = make_appointment(make_official("Lê Văn Chi"), post=plan.rule_posts.get(), unit=kim_no).official

    amended(plan, "Kim Nỗ", "Phúc Xá")

    assert units_on(plan, APRIL_14) == ["Phường Phúc Xá", "Phường Trúc Bạch"]
    assert units_on(plan, APRIL_15) == ["Phường Trúc Bạch", "Xã Kim Nỗ"]
    assert [(row.committee, row.posts, row.places) for row in quota_rows(plan)] == [
        (quota.committee.name, 1, 1) for quota in plan.quotas.order_by("committee__sort_key", "pk")
    ]
    (row,) = amendment_rows(plan)
    assert [(one.adds, one.unit, one.official, one.reason) for one in row.posts] == [
        (True, "Xã Kim Nỗ", chi.full_name, WHY), (False, "Phường Phúc Xá", "", WHY),
    ]  # fmt: skip
    assert [(item.was, item.becomes) for item in row.items] == [("2", "1"), ("—", "1")]


def test_the_plan_of_each_day_says_how_many_belonged_to_it() -> None:
    plan = approved()
    amended(plan, "Kim Nỗ")
    amended(plan, "Phúc Xá", on=MAY_15)

    assert [sum(plan_as_of(plan, day).posts.values()) for day in (APRIL_14, APRIL_15, MAY_15)] == [2, 3, 2]
    assert [
        len(post_page(plan, committee_id=None, text="", on=day, number=None).rows)
        for day in (APRIL_14, APRIL_15, MAY_15)
    ] == [2, 3, 2]


def test_an_amendment_of_the_group_taken_back_leaves_no_trace() -> None:
    plan = approved()
    before = (items_now(plan), units_on(plan, APRIL_15), sorted(plan.target_posts.values_list()))
    amendment = amended(plan, "Kim Nỗ", "Phúc Xá")

    withdraw_amendment(amendment, by=make_user(), at=AT)

    assert (items_now(plan), units_on(plan, APRIL_15), sorted(plan.target_posts.values_list())) == before
    assert not AmendedPost.objects.exists()


def test_a_post_taken_out_may_join_again_later() -> None:
    plan = approved()
    amended(plan, "Phúc Xá")

    amended(plan, "Phúc Xá", on=MAY_15)

    assert [len(units_on(plan, day)) for day in (APRIL_14, APRIL_15, MAY_15)] == [2, 1, 2]
    assert plan.target_posts.count() == 3


def test_a_post_for_which_somebody_stands_is_not_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = approved()
    monkeypatch.setattr(standing, "_providers", [lambda ids: dict.fromkeys(ids, "Lê Văn Chi đã được cử")])

    with pytest.raises(GroupStaysAsItIs, match=r"Phường Phúc Xá.*Lê Văn Chi đã được cử"):
        amended(plan, "Phúc Xá")

    assert units_on(plan, APRIL_15) == ["Phường Phúc Xá", "Phường Trúc Bạch"]


def test_a_post_joins_only_where_its_unit_exists_and_an_office_names_people() -> None:
    plan = approved()
    make_commune("Lẻ Loi", UnitKind.WARD, district=make_district("Không có cấp ủy"))
    make_unit("Mới Lập", UnitKind.WARD, parent=make_district("Hoàn Kiếm"), valid_from=MAY_15)

    for name, why in (("Lẻ Loi", "chưa có cấp ủy"), ("Mới Lập", "chưa có")):
        with pytest.raises(GroupStaysAsItIs, match=why):
            amended(plan, name)


def test_an_addition_on_which_something_stands_is_not_taken_back() -> None:
    plan = approved()
    amendment = amended(plan, "Kim Nỗ")
    added = plan.target_posts.get(valid_from=APRIL_15)
    excuse_post(added, reason="Nghỉ ốm", by=make_user(), at=AT)

    with pytest.raises(AddedPostIsUsed):
        withdraw_amendment(amendment, by=make_user(), at=AT)
    assert Excuse.objects.count() == 1


def test_nobody_is_excused_for_a_post_that_left_the_group() -> None:
    plan = approved()
    amended(plan, "Phúc Xá")

    with pytest.raises(NotInTheGroup, match="15/04/2023"):
        excuse_post(plan.target_posts.get(valid_until=APRIL_15), reason="Nghỉ ốm", by=make_user(), at=AT)


@pytest.mark.parametrize(
    ("rule", "number", "places"), [(PlacesRule.ALL, None, 1), (PlacesRule.FIXED, 1, 1), (PlacesRule.SHARE, 50, 1)]
)
def test_places_follow_the_rule_of_the_plan(rule: PlacesRule, number: int | None, places: int) -> None:
    plan = set_places_by_rule(approved(), rule, number, by=make_user(), at=AT)

    amended(plan, "Phúc Xá")

    assert [row.places for row in quota_rows(plan)] == [places]


def test_places_typed_in_the_same_amendment_win_over_the_rule() -> None:
    plan = approved()
    key = ("places", None, None, plan.quotas.get().committee_id)
    group = {place(plan, "Phúc Xá"): WHY}
    facts = {"document": make_document(issued_on=APRIL_15), "in_force_on": APRIL_15, "by": make_user(), "at": AT}

    amend_plan(plan, {key: "0"}, group=group, **facts)  # type: ignore[arg-type]  # facts of several types

    assert plan.quotas.get().places == 0


def test_quarters_follow_the_places_of_committees_whose_posts_join_and_leave_and_are_taken_back_as_they_were() -> None:
    plan, document = by_quarter(approved()), make_document(issued_on=APRIL_15)
    assert cells(plan) == {"Ba Đình": (2, 1, 1)}
    # Who acts is made for it, the documents stay linked in their register, quarters written anew have new row numbers.
    aside = ("accounts_user", "documents_documentlink", "plans_quartershare")
    before, shares = dump(*aside), shares_now(plan)

    amendment = amended(plan, "Kim Nỗ", "Phúc Xá", document=document)

    assert cells(plan) == {"Ba Đình": (1, 0, 1), "Đông Anh": (1, 0, 1)}
    (row,) = amendment_rows(plan)
    assert [(item.quarter, item.was, item.becomes) for item in row.items] == [
        (None, "2", "1"), (None, "—", "1"), (1, "1", "0"), (2, "0", "1"),
    ]  # fmt: skip
    shown = plan_page(plan, on=APRIL_14)
    assert shown.grid is not None
    assert [(line.posts, line.places, line.cells) for line in shown.grid.rows] == [(2, 2, (1, 1))]
    withdraw_amendment(amendment, by=make_user(), at=AT)
    assert cells(plan) == {"Ba Đình": (2, 1, 1)}
    assert shares_now(plan) == shares
    assert dump(*aside) == before


def test_quarters_typed_in_the_same_amendment_win_over_the_places_that_follow() -> None:
    plan = by_quarter(approved())
    committee = plan.quotas.get().committee_id

    amended(plan, "Phúc Xá", wanted={("cells", 2023, 1, committee): "1", ("cells", 2023, 2, committee): "0"})

    assert cells(plan) == {"Ba Đình": (1, 1, 0)}


def test_no_committee_is_left_with_more_places_than_posts() -> None:
    plan = set_places_by_rule(approved(), PlacesRule.FIXED, 1, by=make_user(), at=AT)
    committee = plan.quotas.get().committee_id
    make_commune("Giảng Võ", UnitKind.WARD, district=plan.quotas.get().committee.unit)
    amendment = amended(plan, "Giảng Võ")
    share_places(plan, {committee: 3}, by=make_user(), at=AT)

    with pytest.raises(MorePlacesThanPosts):
        withdraw_amendment(amendment, by=make_user(), at=AT)

    plan = by_quarter(plan)
    share_places(plan, {committee: 2}, {committee: {(2023, 1): 1, (2023, 2): 2}}, by=make_user(), at=AT)
    with pytest.raises(MorePlacesThanPosts):
        amended(plan, "Phúc Xá", on=MAY_15)


def test_target_post_once_on_a_day() -> None:
    plan = approved()
    (one, *_others) = plan.target_posts.all()
    same = {"plan": plan, "post": one.post, "unit": one.unit, "committee": one.committee}
    TargetPost.objects.filter(pk=one.pk).update(valid_until=MAY_15)

    TargetPost.objects.create(**same, valid_from=MAY_15)
    with pytest.raises(IntegrityError, match="target_post_once_on_a_day"), transaction.atomic():
        TargetPost.objects.create(**same, valid_from=APRIL_15, valid_until=MAY_15)


def test_target_post_belongs_for_a_day_at_least() -> None:
    plan = approved()

    with pytest.raises(IntegrityError), transaction.atomic():
        plan.target_posts.filter(unit__name="Phường Phúc Xá").update(valid_from=MAY_15, valid_until=MAY_15)


def test_a_post_is_amended_once_by_an_amendment() -> None:
    row = AmendedPost.objects.get(amendment=amended(approved(), "Phúc Xá"))

    with pytest.raises(IntegrityError), transaction.atomic():
        AmendedPost.objects.create(
            amendment=row.amendment, target_post=row.target_post, adds=False, reason="Lần thứ hai"
        )


def test_an_amended_post_says_why() -> None:
    amendment = amended(approved(), "Phúc Xá")

    with pytest.raises(IntegrityError, match="an_amended_post_says_why"), transaction.atomic():
        amendment.posts.update(reason="")


@pytest.mark.parametrize("posts", [1, 12])
def test_what_becomes_of_posts_costs_the_same_however_many(
    posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = approved()
    district = make_district()
    make_committee(district)
    units = [make_commune(kind=UnitKind.COMMUNE, district=district) for _ in range(posts)]
    reasons = {(plan.rule_posts.get().pk, unit.pk): WHY for unit in units}

    with django_assert_num_queries(5):
        assert len(group_changes(plan, reasons, APRIL_15)) == posts


def test_a_post_is_found_given_a_reason_read_and_entered_on_the_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = approved()
    page, post_id = reverse("plans:amend", args=[plan.pk]), plan.rule_posts.get().pk
    unit_id = Unit.objects.get(name="Xã Kim Nỗ").pk
    quota = plan.quotas.get()
    typed = {
        "document": make_document(issued_on=APRIL_15).pk, "in_force_on": "15/4/2023", "starts_on": "1/3/2023",
        "ends_on": "30/6/2023", f"committee-places-{quota.committee_id}": quota.places, "group-q": "kim no",
    }  # fmt: skip
    reason = {f"group-reason-{post_id}-{unit_id}": "Theo đề nghị của Huyện ủy"}

    found = client.post(page, typed | {"look": "1", "find": "1"}, headers={"HX-Request": "true"}).content.decode()
    looked = client.post(page, typed | reason | {"look": "1"}, headers={"HX-Request": "true"}).content.decode()
    client.post(page, typed | reason)

    assert next(iter(reason)) in found
    assert "<html" not in found
    assert "2 → 3 kể từ ngày 15/4/2023" in looked
    assert plan.target_posts.on(APRIL_15).count() == 3
    shown = client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "Theo đề nghị của Huyện ủy" in shown
    of_the_day = client.get(reverse("plans:posts", args=[plan.pk]), {"on": "2023-04-14"}).content.decode()
    assert "Kim Nỗ" not in of_the_day
    back = reverse("plans:withdraw_amendment", args=[plan.amendments.get().pk])
    assert "Xã Kim Nỗ" in client.get(back).content.decode()
    client.post(back)
    assert plan.target_posts.count() == 2


def test_the_quarters_that_follow_are_read_on_the_page_before_the_amendment_is_entered(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = by_quarter(approved())
    page, committee = reverse("plans:amend", args=[plan.pk]), plan.quotas.get().committee_id
    post_id, unit_id = place(plan, "Kim Nỗ")
    typed = {
        "document": make_document(issued_on=APRIL_15).pk, "in_force_on": "15/4/2023", "starts_on": "1/3/2023",
        "ends_on": "30/6/2023", "quarter-classes-2023-1": "1", "quarter-places-2023-1": "1",
        "quarter-classes-2023-2": "1", "quarter-places-2023-2": "2", f"committee-places-{committee}": "2",
        f"committee-quarter-{committee}-2023-1": "1", f"committee-quarter-{committee}-2023-2": "1",
        f"group-reason-{post_id}-{unit_id}": WHY,
    }  # fmt: skip

    looked = client.post(page, typed | {"look": "1"}, headers={"HX-Request": "true"}).content.decode()
    client.post(page, typed)

    assert "quý 2/2023: 0 → <strong>1</strong>" in looked
    assert "2 → 3 kể từ ngày 15/4/2023" in looked
    assert cells(plan) == {"Ba Đình": (2, 1, 1), "Đông Anh": (1, 0, 1)}
