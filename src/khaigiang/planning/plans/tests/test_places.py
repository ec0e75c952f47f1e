"""Places by rule: looked at, set at once, put back; by hand with the sum."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.plans.errors import IsSentUp, PlacesChangedSince, PlacesNumberMissing
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import last_places_by_rule, places_preview, quota_rows
from khaigiang.planning.plans.rules import same_for_each, share_of_each
from khaigiang.planning.plans.services import (
    approve_plan,
    send_up_plan,
    set_places_by_rule,
    share_places,
    undo_places_by_rule,
)
from khaigiang.planning.plans.states import PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)


def open_plan(*posts: int) -> Plan:
    """An approved plan with a committee for each number of posts, and as many places."""
    plan = make_plan()
    for count in posts:
        committee = make_committee()
        for _ in range(count):
            make_target_post(plan, committee=committee, places=count)
    return plan


def places_of(plan: Plan) -> list[int]:
    return [row.places for row in sorted(quota_rows(plan), key=lambda row: row.committee_id)]


@pytest.mark.parametrize(
    ("posts", "percent", "places"),
    [
        ({1: 10, 2: 10}, 50, {1: 5, 2: 5}),
        ({1: 3, 2: 3, 3: 4}, 50, {1: 2, 2: 1, 3: 2}),
        ({1: 1, 2: 1, 3: 1}, 34, {1: 1, 2: 0, 3: 0}),
        ({1: 7}, 100, {1: 7}),
    ],
)
def test_a_share_is_rounded_so_that_the_sum_is_right(
    posts: dict[int, int], percent: int, places: dict[int, int]
) -> None:
    assert share_of_each(posts, percent) == places


@given(
    posts=st.dictionaries(st.integers(1, 200), st.integers(0, 60), min_size=1, max_size=126),
    percent=st.integers(1, 100),
)
def test_a_share_never_asks_for_more_than_the_posts_and_its_sum_is_the_share_of_all(
    posts: Mapping[int, int], percent: int
) -> None:
    places = share_of_each(posts, percent)

    assert all(0 <= places[committee] <= count for committee, count in posts.items())
    assert sum(places.values()) == (sum(posts.values()) * percent + 50) // 100


def test_a_fixed_number_is_never_above_the_posts_of_a_committee() -> None:
    assert same_for_each({1: 12, 2: 3}, 5) == {1: 5, 2: 3}


@pytest.mark.django_db
def test_places_by_a_rule_are_looked_at_set_and_put_back() -> None:
    plan, by = open_plan(4, 2), make_user()

    preview = places_preview(plan, PlacesRule.SHARE, 50)
    assert (preview.places_now, preview.places, preview.changed) == (6, 3, 2)
    assert places_of(plan) == [4, 2]
    plan = set_places_by_rule(plan, PlacesRule.SHARE, 50, by=by, at=AT)
    assert places_of(plan) == [2, 1]
    assert (plan.places_rule, plan.places_number) == ("share", 50)

    assert undo_places_by_rule(plan, by=by, at=AT) == 2
    plan.refresh_from_db()
    assert places_of(plan) == [4, 2]
    assert (plan.places_rule, plan.places_number) == ("all", None)
    assert last_places_by_rule(plan) is None


@pytest.mark.django_db
def test_places_changed_by_hand_since_are_not_put_back() -> None:
    plan, by = open_plan(4, 2), make_user()
    plan = set_places_by_rule(plan, PlacesRule.FIXED, 1, by=by, at=AT)
    share_places(plan, {quota_rows(plan)[0].committee_id: 2}, by=by, at=AT)

    with pytest.raises(PlacesChangedSince):
        undo_places_by_rule(plan, by=by, at=AT)


@pytest.mark.django_db
def test_the_rule_of_a_draft_gives_the_places_when_it_is_approved() -> None:
    district = make_district("Ba Đình")
    make_committee(district)
    for _ in range(4):
        make_commune(district=district)
    by = make_user()
    plan = set_places_by_rule(make_plan(state=PlanState.DRAFT), PlacesRule.SHARE, 50, by=by, at=AT)

    plan = send_up_plan(plan, by=by, at=AT)
    with pytest.raises(IsSentUp):
        set_places_by_rule(plan, PlacesRule.ALL, None, by=by, at=AT)
    approve_plan(plan, by=make_user(), at=AT)

    assert places_of(plan) == [2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "number"),
    [(PlacesRule.SHARE, None), (PlacesRule.SHARE, 101), (PlacesRule.FIXED, 0), (PlacesRule.ALL, 5)],
)
def test_a_rule_without_a_number_that_fits_is_refused(rule: PlacesRule, number: int | None) -> None:
    plan = open_plan(2)

    with pytest.raises(PlacesNumberMissing):
        set_places_by_rule(plan, rule, number, by=make_user(), at=AT)
    with pytest.raises(IntegrityError, match="places_rule_has_its_number"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(places_rule=rule, places_number=number)


@pytest.mark.django_db
def test_the_sum_follows_what_is_typed_with_and_without_a_script(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = open_plan(4, 2)
    first, second = (row.committee_id for row in quota_rows(plan))
    page, typed = reverse("plans:places", args=[plan.pk]), {f"places-{first}": "1", f"places-{second}": "1"}

    assert "<strong>6</strong>" in client.get(page).content.decode()
    part = client.get(page, typed, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>2</strong>" in part
    assert "<html" not in part
    whole = client.post(page, typed | {"sum": "1"})
    assert (whole.status_code, "<strong>2</strong>" in whole.content.decode()) == (200, True)
    assert places_of(plan) == [4, 2]
    half = client.get(page, {f"places-{first}": "x", f"places-{second}": "1"}).content.decode()
    assert "<strong>1</strong>" in half


@pytest.mark.django_db
def test_a_rule_is_tried_set_and_put_back_on_the_pages(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = open_plan(4, 2)
    page, back = reverse("plans:places_rule", args=[plan.pk]), reverse("plans:undo_places", args=[plan.pk])

    part = client.get(page, {"rule": "share", "number": "50"}, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>3</strong>" in part
    looked = client.post(page, {"rule": "fixed", "number": "1", "look": "1"})
    assert (looked.status_code, "<strong>2</strong>" in looked.content.decode()) == (200, True)
    assert client.post(page, {"rule": "share", "number": "101"}).status_code == 422
    assert client.get(back).status_code == 200
    client.post(page, {"rule": "fixed", "number": "1"})
    assert places_of(plan) == [1, 1]
    assert back in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert client.get(back).status_code == 200
    client.post(back)
    assert places_of(plan) == [4, 2]
