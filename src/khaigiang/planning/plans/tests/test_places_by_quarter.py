"""Places by committee and quarter: spread by the rule, typed by hand, put back, following the places."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.errors import (
    MorePlacesThanPosts,
    NoQuarterWantsPeople,
    NotAQuarterOfThePlan,
    NotOpen,
    SharesChangedSince,
)
from khaigiang.planning.plans.in_papers import places_in_papers
from khaigiang.planning.plans.models import Plan, PlanAmendment, QuarterShare
from khaigiang.planning.plans.queries import (
    amendment_rows,
    places_grid,
    plan_as_of,
    plan_page,
    quarter_rows,
    shares_now,
)
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.rules import adjusted, in_proportion, spread_in_proportion
from khaigiang.planning.plans.services import (
    QuarterTargets,
    amend_plan,
    approve_plan,
    close_plan,
    reopen_plan,
    send_up_plan,
    set_places_by_rule,
    set_quarters,
    share_places,
    spread_places,
    undo_places_by_rule,
    undo_spread_places,
    withdraw_amendment,
)
from khaigiang.planning.plans.states import PlacesRule, PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_district

AT = datetime(2023, 2, 22, 3, tzinfo=UTC)
MAY_1, LATER = date(2023, 5, 1), datetime(2023, 5, 2, 3, tzinfo=UTC)
_serial = count(1)


def open_plan(*posts: int, targets: tuple[int, int] = (2, 4)) -> Plan:
    """An approved plan with a committee for each number of posts and as many places, wanting people in two quarters."""
    plan = make_plan()
    for number in posts:
        committee = make_committee(make_district(f"Quận {next(_serial):03}"))
        for _ in range(number):
            make_target_post(plan, committee=committee, places=number)
    want(plan, *targets)
    return plan


def want(plan: Plan, first: int, second: int) -> None:
    wanted = enumerate((first, second), start=1)
    quarters = [QuarterTargets(year=2023, quarter=quarter, classes=1, places=places) for quarter, places in wanted]
    set_quarters(plan, quarters, by=make_user(), at=AT)


def cells(plan: Plan) -> list[tuple[int, ...]]:
    return [row.cells for row in places_grid(plan).rows]


@given(
    places=st.dictionaries(st.integers(1, 500), st.integers(0, 60), min_size=1, max_size=126),
    targets=st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any),
)
def test_all_sums_close_and_every_cell_is_its_share_rounded_down_or_up(
    places: Mapping[int, int], targets: list[int]
) -> None:
    spread = spread_in_proportion(places, targets)

    whole = sum(targets)
    assert {committee: sum(row) for committee, row in spread.items()} == places
    columns = [sum(row[place] for row in spread.values()) for place in range(len(targets))]
    assert columns == in_proportion(sum(places.values()), targets)
    for committee, row in spread.items():
        for cell, target in zip(row, targets, strict=True):
            assert cell in {places[committee] * target // whole, -(-places[committee] * target // whole)}


@given(data=st.data(), rows=st.integers(1, 30), columns=st.integers(1, 5))
def test_a_quarter_gets_its_target_where_the_targets_add_up_to_the_places(
    data: st.DataObject, rows: int, columns: int
) -> None:
    places = {row: data.draw(st.integers(0, 20)) for row in range(rows)}
    cuts = sorted(data.draw(st.integers(0, sum(places.values()))) for _ in range(columns - 1))
    targets = [end - start for start, end in zip([0, *cuts], [*cuts, sum(places.values())], strict=True)]
    if not any(targets):
        return

    spread = spread_in_proportion(places, targets)

    assert [sum(row[place] for row in spread.values()) for place in range(columns)] == targets


def test_the_largest_fractions_are_rounded_up() -> None:
    assert spread_in_proportion({1: 3, 2: 2, 3: 1}, [2, 4]) == {1: [1, 2], 2: [1, 1], 3: [0, 1]}
    assert spread_in_proportion({1: 1, 2: 1, 3: 1, 4: 1}, [1, 3]) == {1: [1, 0], 2: [0, 1], 3: [0, 1], 4: [0, 1]}


@pytest.mark.parametrize(
    ("cells_before", "total", "cells_after"),
    [
        ([1, 2], 6, [2, 4]),
        ([3, 0], 4, [3, 1]),
        ([2, 4], 3, [1, 2]),
        ([0, 3], 2, [0, 2]),
        ([2, 4], 0, [0, 0]),
    ],
)
def test_the_quarters_of_a_committee_follow_its_places_and_keep_what_was_typed(
    cells_before: list[int], total: int, cells_after: list[int]
) -> None:
    assert adjusted(cells_before, total, [1, 2]) == cells_after


def test_without_targets_the_places_go_evenly() -> None:
    assert adjusted([0, 0], 3, [0, 0]) == [2, 1]


@pytest.mark.django_db
def test_the_approval_spreads_the_places_over_the_quarters() -> None:
    district = make_district("Ba Đình")
    make_committee(district)
    for _ in range(6):
        make_commune(district=district)
    plan = make_plan(state=PlanState.DRAFT)
    want(plan, 2, 4)
    by = make_user()
    assert [row.cells for row in places_grid(plan).rows] == [(2, 4)]

    plan = approve_plan(send_up_plan(plan, by=by, at=AT), by=make_user(), at=AT)

    assert cells(plan) == [(2, 4)]
    assert reopen_plan(plan, by=by, at=AT).state == PlanState.DRAFT
    assert not QuarterShare.objects.exists()


@pytest.mark.django_db
def test_places_are_spread_looked_at_and_put_back_without_a_trace() -> None:
    plan, by = open_plan(3, 2, 1), make_user()
    assert places_grid(plan).is_spread is False
    before = dump()

    plan = spread_places(plan, by=by, at=AT)
    assert cells(plan) == [(1, 2), (1, 1), (0, 1)]
    grid = places_grid(plan)
    assert (grid.unequal, grid.total, grid.places, grid.target) == (0, 6, 6, 6)

    undo_spread_places(plan, by=by, at=AT)
    assert dump() == before
    with pytest.raises(SharesChangedSince):
        undo_spread_places(plan, by=by, at=AT)


@pytest.mark.django_db
def test_quarters_changed_by_hand_since_are_not_put_back() -> None:
    plan, by = open_plan(3, 3), make_user()
    plan = spread_places(plan, by=by, at=AT)
    first, second = (row.committee_id for row in places_grid(plan).rows)
    typed = {first: {(2023, 1): 3}, second: {(2023, 1): 0, (2023, 2): 3}}

    assert share_places(plan, {}, typed, by=by, at=AT) == 0

    assert cells(plan) == [(3, 0), (0, 3)]
    assert [column.told for column in places_grid(plan).columns] == [
        "nhiều hơn chỉ tiêu quý 1",
        "ít hơn chỉ tiêu quý 1",
    ]
    with pytest.raises(SharesChangedSince):
        undo_spread_places(plan, by=by, at=AT)


@pytest.mark.django_db
def test_what_does_not_add_up_is_told_and_kept_and_only_more_than_the_posts_is_refused() -> None:
    plan, by = open_plan(3, 3), make_user()
    plan = spread_places(plan, by=by, at=AT)
    first, second = (row.committee_id for row in places_grid(plan).rows)

    share_places(plan, {first: 2}, {first: {(2023, 1): 0, (2023, 2): 3}, second: {(2023, 1): 1}}, by=by, at=AT)

    assert [row.told for row in places_grid(plan).rows] == ["nhiều hơn chỉ tiêu 1", "ít hơn chỉ tiêu 2"]
    assert places_grid(plan).unequal == 4
    with pytest.raises(MorePlacesThanPosts):
        share_places(plan, {}, {first: {(2023, 1): 2, (2023, 2): 2}}, by=by, at=AT)


@pytest.mark.django_db
def test_quarters_follow_when_the_places_of_a_committee_change() -> None:
    plan, by = open_plan(6, 3), make_user()
    share_places(plan, {row.committee_id: 3 for row in places_grid(plan).rows}, by=by, at=AT)
    plan = spread_places(plan, by=by, at=AT)
    assert cells(plan) == [(1, 2), (1, 2)]

    share_places(plan, {places_grid(plan).rows[0].committee_id: 6}, by=by, at=AT)

    assert cells(plan) == [(2, 4), (1, 2)]


@pytest.mark.django_db
def test_places_by_a_rule_take_the_quarters_along_and_put_them_back() -> None:
    plan, by = open_plan(6, 3), make_user()
    plan = spread_places(plan, by=by, at=AT)
    first = places_grid(plan).rows[0].committee_id
    share_places(plan, {}, {first: {(2023, 1): 6}}, by=by, at=AT)

    plan = set_places_by_rule(plan, PlacesRule.FIXED, 3, by=by, at=AT)
    assert cells(plan) == [(1, 2), (1, 2)]

    undo_places_by_rule(plan, by=by, at=AT)
    assert cells(plan) == [(6, 0), (1, 2)]


@pytest.mark.django_db
def test_a_plan_without_quarters_or_not_under_way_is_not_spread() -> None:
    by = make_user()
    plan = open_plan(2, targets=(0, 0))

    with pytest.raises(NoQuarterWantsPeople):
        spread_places(plan, by=by, at=AT)
    want(plan, 1, 1)
    with pytest.raises(NotOpen):
        spread_places(close_plan(plan, by=by, at=AT), by=by, at=AT)
    with pytest.raises(NotOpen):
        undo_spread_places(plan, by=by, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "quarter", "places"),
    [
        ("shared_quarter_is_one_to_four", 5, 1),
        ("a_share_has_places", 1, 0),
    ],
)
def test_the_database_itself_holds_a_quarter_to_its_rules(name: str, quarter: int, places: int) -> None:
    quota = open_plan(2).quotas.get()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        QuarterShare.objects.create(quota=quota, year=2023, quarter=quarter, places=places)


@pytest.mark.django_db
def test_committee_shares_once_in_a_quarter() -> None:
    quota = open_plan(2).quotas.get()
    QuarterShare.objects.create(quota=quota, year=2023, quarter=1, places=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterShare.objects.create(quota=quota, year=2023, quarter=1, places=1)


@pytest.mark.django_db
def test_the_grid_is_typed_added_up_and_saved_on_one_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = spread_places(open_plan(3, 3), by=make_user(), at=AT)
    first, second = (row.committee_id for row in places_grid(plan).rows)
    page = reverse("plans:places", args=[plan.pk])
    typed = {
        f"places-{first}": "3",
        f"quarter-{first}-2023-1": "3",
        f"quarter-{first}-2023-2": "",
        f"places-{second}": "2",
        f"quarter-{second}-2023-1": "0",
        f"quarter-{second}-2023-2": "3",
    }

    assert "Mọi hàng và mọi quý đều khớp." in client.get(page).content.decode()
    added = client.post(page, typed | {"sum": "1"})
    text = added.content.decode()
    assert (added.status_code, "nhiều hơn chỉ tiêu 1" in text, "ít hơn chỉ tiêu quý 1" in text) == (200, True, True)
    assert cells(plan) == [(1, 2), (1, 2)]
    assert client.post(page, typed | {f"places-{first}": "x"}).status_code == 422
    assert client.post(page, typed | {f"places-{first}": "9"}).status_code == 422
    client.post(page, typed)
    assert cells(plan) == [(3, 0), (0, 3)]
    assert "nhiều hơn chỉ tiêu quý 1" in client.get(reverse("plans:plan", args=[plan.pk])).content.decode()


@pytest.mark.django_db
def test_the_quarters_are_looked_at_set_and_put_back_on_the_pages(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = open_plan(3, 3, targets=(2, 5))
    shown, page = reverse("plans:plan", args=[plan.pk]), reverse("plans:spread", args=[plan.pk])
    back = reverse("plans:undo_spread", args=[plan.pk])

    assert page in client.get(shown).content.decode()
    text = client.get(page).content.decode()
    assert ("Các quý cần 7, các cấp ủy có 6." in text, "2 cấp ủy thay đổi." in text) == (True, True)
    client.post(page)
    assert shares_now(plan) != {}
    assert back in client.get(shown).content.decode()
    assert client.get(back).status_code == 200
    client.post(back)
    assert shares_now(plan) == {}
    want(plan, 0, 0)
    assert "Chưa quý nào cần người" in client.get(page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("committees", [1, 5])
def test_the_grid_costs_the_same_however_many_committees(client: Client, committees: int) -> None:
    sign_in(client, Role.ORGANISER)
    plan = spread_places(open_plan(*[2] * committees), by=make_user(), at=AT)

    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("plans:places", args=[plan.pk]))

    # The plan, its posts and places by committee, its quarters and what they want; the frame of the page aside.
    assert sum('FROM "plans_' in one["sql"] for one in captured) == 5


def amended(plan: Plan, wanted: dict[Key, str], *, on: date = MAY_1) -> PlanAmendment:
    document = make_document(issued_on=on)
    return amend_plan(plan, wanted, document=document, in_force_on=on, by=make_user(), at=LATER)


@pytest.mark.django_db
def test_the_plan_of_an_earlier_day_knows_no_quarter_into_which_a_later_document_took_it() -> None:
    plan = spread_places(open_plan(3, 3), by=make_user(), at=AT)
    before = plan_as_of(plan, date(2023, 4, 30)).values

    amended(plan, {("ends_on", None, None, None): "2023-07-06"})

    plan = Plan.objects.get(pk=plan.pk)
    assert {row.quarter for row in quarter_rows(plan)} == {1, 2, 3}
    assert plan_as_of(plan, date(2023, 4, 30)).values == before


@pytest.mark.django_db
def test_an_amendment_changes_quarters_of_committees_from_a_day_and_is_taken_back_as_it_was() -> None:
    plan = spread_places(open_plan(3, 3), by=make_user(), at=AT)
    first, second = (row.committee_id for row in places_grid(plan).rows)
    before = shares_now(plan)

    amendment = amended(
        plan,
        {
            ("places", None, None, first): "2",
            ("cells", 2023, 1, second): "3",
            ("cells", 2023, 2, second): "0",
        },
    )

    assert cells(plan) == [(1, 1), (3, 0)]
    items = {(item.label, item.before, item.after) for item in amendment_rows(plan)[0].items}
    names = [row.committee for row in places_grid(plan).rows]
    assert items == {
        (f"chỉ tiêu của {names[0]}", "3", "2"),
        (f"chỉ tiêu của {names[0]} quý 2/2023", "2", "1"),
        (f"chỉ tiêu của {names[1]} quý 1/2023", "1", "3"),
        (f"chỉ tiêu của {names[1]} quý 2/2023", "2", "0"),
    }
    shown = plan_page(plan, on=date(2023, 4, 30))
    assert shown.grid is not None
    assert [row.cells for row in shown.grid.rows] == [(1, 2), (1, 2)]
    assert plan_as_of(plan, MAY_1).shares()[second] == {(2023, 1): 3, (2023, 2): 0}
    withdraw_amendment(amendment, by=make_user(), at=LATER)
    assert shares_now(plan) == before


@pytest.mark.django_db
def test_a_quarter_with_places_of_committees_is_not_amended_away() -> None:
    plan = spread_places(open_plan(3, 3), by=make_user(), at=AT)
    wanted: dict[Key, str] = {("classes", 2023, 2, None): "", ("people", 2023, 2, None): ""}

    with pytest.raises(NotAQuarterOfThePlan):
        amended(plan, wanted | {("ends_on", None, None, None): "2023-03-31"})


@pytest.mark.django_db
def test_a_committees_quarter_is_amended_once_by_an_amendment() -> None:
    plan = spread_places(open_plan(3, 3), by=make_user(), at=AT)
    amendment = amended(plan, {("cells", 2023, 1, places_grid(plan).rows[0].committee_id): "0"})
    again = amendment.items.get()
    again.pk, again.after = None, "3"

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.django_db
def test_the_quarters_of_committees_are_amended_on_the_page(client: Client) -> None:
    sign_in(client, Role.ORGANISER)
    plan = spread_places(open_plan(3), by=make_user(), at=AT)
    only = places_grid(plan).rows[0].committee_id
    page = reverse("plans:amend", args=[plan.pk])
    typed = {
        "document": str(make_document(issued_on=MAY_1).pk),
        "in_force_on": "01/05/2023",
        "starts_on": "01/03/2023",
        "ends_on": "30/06/2023",
        "quarter-classes-2023-1": "1",
        "quarter-places-2023-1": "2",
        "quarter-classes-2023-2": "1",
        "quarter-places-2023-2": "4",
        f"committee-places-{only}": "3",
        f"committee-quarter-{only}-2023-1": "2",
        f"committee-quarter-{only}-2023-2": "1",
    }

    assert client.get(page).status_code == 200
    looked = client.post(page, typed | {"look": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "quý 1/2023: 1 → <strong>2</strong>" in looked
    client.post(page, typed)
    assert cells(plan) == [(2, 1)]


@pytest.mark.django_db
def test_papers_say_how_many_people_each_quarter_has() -> None:
    plan = spread_places(open_plan(3, 1), by=make_user(), at=AT)

    notes = [row.note for row in places_in_papers(plan)]

    assert notes == ["Quý I: 01; quý II: 02", "Quý II: 01"]
    assert [row.note for row in places_in_papers(open_plan(2))] == [""]
