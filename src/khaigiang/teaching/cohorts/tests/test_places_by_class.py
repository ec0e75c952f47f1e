"""Places by committee and class: spread by a click, typed by hand, put back, and what does not add up."""

from collections.abc import Mapping
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.rules import in_proportion
from khaigiang.planning.plans.services import QuarterTargets, set_quarters, share_places, spread_places
from khaigiang.planning.plans.states import PlanState
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee, make_district
from khaigiang.teaching.cohorts.errors import (
    ClassTakesNobody,
    NoClassTakesPeople,
    NoPlacesAreAsked,
    PlacesChangedSince,
    PlanIsNotOpen,
)
from khaigiang.teaching.cohorts.models import ClassPlaces, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import class_places_grid, places_now, spread_preview
from khaigiang.teaching.cohorts.rules import places_over_classes
from khaigiang.teaching.cohorts.services import (
    cancel_class,
    clear_class_places,
    remove_class,
    set_class_places,
    set_wish,
    spread_class_places,
    undo_class_places,
)
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT as AT
from khaigiang.teaching.cohorts.tests.makers import make_accepted, make_class, make_listed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]

_serial = count(1)


def asked(plan: Plan, *places: int) -> list[Office]:
    """Committees of a plan that are asked for so many people each."""
    committees = [make_committee(make_district(f"Quận {next(_serial):03}")) for _ in places]
    for committee, number in zip(committees, places, strict=True):
        for _ in range(max(1, number)):
            make_target_post(plan, committee=committee, places=number)
    return committees


def cells(plan: Plan) -> list[tuple[int | None, ...]]:
    return [row.cells for row in class_places_grid(plan).rows]


def told(plan: Plan) -> list[str]:
    grid = class_places_grid(plan)
    return [row.told for row in grid.rows] + [column.told for column in grid.columns]


def spread(plan: Plan) -> None:
    spread_class_places(plan, by=make_user(), at=AT)


def typed(plan: Plan, *rows: tuple[int, ...] | None) -> dict[str, object]:
    """What is typed into the cells of a grid, row by row; None leaves a row empty."""
    classes = plan.classes.order_by("number")
    grid = class_places_grid(plan)
    return {
        f"class-{row.committee_id}-{one.pk}": "" if counts is None else counts[place]
        for row, counts in zip(grid.rows, rows, strict=True)
        for place, one in enumerate(classes)
    }


@given(
    data=st.data(),
    places=st.dictionaries(st.integers(1, 500), st.integers(0, 40), min_size=1, max_size=60),
    sizes=st.lists(st.integers(0, 200), min_size=1, max_size=6),
)
def test_every_committee_adds_up_and_every_class_gets_its_part_rounded_down_or_up(
    data: st.DataObject, places: Mapping[int, int], sizes: list[int]
) -> None:
    named = {
        committee: [data.draw(st.integers(0, 1)) if count > len(sizes) else 0 for _ in sizes]
        for committee, count in places.items()
    }

    found = places_over_classes(places, named, sizes)

    assert {committee: sum(counts) for committee, counts in found.items()} == places
    assert all(count >= held for pk, counts in found.items() for count, held in zip(counts, named[pk], strict=True))
    held = [sum(counts[place] for counts in named.values()) for place in range(len(sizes))]
    left = [max(0, size - count) for size, count in zip(sizes, held, strict=True)]
    goals = in_proportion(
        sum(places.values()) - sum(held), left if any(left) else sizes if any(sizes) else [1] * len(sizes)
    )
    assert [sum(counts[place] for counts in found.values()) for place in range(len(sizes))] == [
        count + goal for count, goal in zip(held, goals, strict=True)
    ]
    assert places_over_classes(places, named, sizes) == found


def test_places_go_over_the_classes_by_their_sizes_and_every_sum_closes() -> None:
    plan = make_plan()
    asked(plan, 3, 2, 1)
    make_class(plan, sizes=(0, 2, 4))
    make_class(plan, sizes=(0, 4, 8))

    spread(plan)

    assert cells(plan) == [(1, 2), (1, 1), (0, 1)]
    assert [column.places for column in class_places_grid(plan).columns] == [2, 4]
    assert told(plan) == ["", "", "", "", ""]
    assert acts()[-1:] == ["spread_class_places"]


def test_the_preview_sets_nothing_and_says_which_committees_change() -> None:
    plan = make_plan()
    asked(plan, 4, 2)
    make_class(plan, sizes=(0, 3, 4))
    make_class(plan, sizes=(0, 3, 4))

    preview = spread_preview(plan)

    assert (preview.changed, ClassPlaces.objects.count()) == (2, 0)
    assert [[cell.places for cell in row.cells] for row in preview.rows] == [[2, 2], [1, 1]]
    spread(plan)
    assert spread_preview(plan).changed == 0


def test_each_committees_places_of_a_quarter_go_over_the_classes_of_that_quarter() -> None:
    plan = make_plan()
    committees = asked(plan, 5, 3)
    quarters = [QuarterTargets(year=2023, quarter=number, classes=1, places=4) for number in (1, 2)]
    set_quarters(plan, quarters, by=make_user(), at=AT)
    shares = {
        committees[0].pk: {(2023, 1): 4, (2023, 2): 1},
        committees[1].pk: {(2023, 1): 0, (2023, 2): 3},
    }
    share_places(
        plan, {one.pk: count for one, count in zip(committees, (5, 3), strict=True)}, shares, by=make_user(), at=AT
    )
    days = [[day] for day in map(plan.starts_on.replace, (2023,) * 3, (3, 3, 4), (6, 20, 10))]
    for class_days in days:
        make_class(plan, days=class_days, sizes=(0, 4, 8))

    spread(plan)

    assert cells(plan) == [(2, 2, 1), (0, 0, 3)]
    assert told(plan) == [""] * 5


def test_places_of_a_quarter_without_a_class_wait_for_it() -> None:
    plan = make_plan()
    asked(plan, 4)
    quarters = [QuarterTargets(year=2023, quarter=number, classes=1, places=2) for number in (1, 2)]
    set_quarters(plan, quarters, by=make_user(), at=AT)
    spread_places(plan, by=make_user(), at=AT)
    make_class(plan, days=[plan.starts_on.replace(year=2023, month=3, day=6)], sizes=(0, 2, 4))

    spread(plan)

    row = class_places_grid(plan).rows[0]
    assert (row.cells, row.places, row.quota, row.told) == ((2,), 2, 4, "")


def test_who_is_on_a_list_or_named_keeps_the_place_when_places_are_spread() -> None:
    plan = make_plan()
    committee = asked(plan, 0)[0]
    first, second, third = (make_class(plan, sizes=(0, 2, 4)) for _ in range(3))
    people = [make_accepted(plan, committee=committee) for _ in range(6)]
    plan.quotas.filter(committee=committee).update(places=6)
    make_listed(first, nomination=people[0])
    for person in people[1:3]:
        set_wish(person, second, Wish.Kind.PINNED, by=make_user(), at=AT)

    spread(plan)

    assert cells(plan) == [(1, 2, 3)]
    assert places_now(plan) == {committee.pk: {second.pk: 2, third.pk: 3}}


def test_what_does_not_add_up_is_told_at_its_row_and_its_class() -> None:
    plan = make_plan()
    first, second = asked(plan, 3, 2)
    one, other = make_class(plan, sizes=(0, 2, 3)), make_class(plan, sizes=(2, 3, 4))
    cells_typed = {first.pk: {one.pk: 4, other.pk: 1}, second.pk: {one.pk: 1, other.pk: 0}}

    set_class_places(plan, cells_typed, by=make_user(), at=AT)

    assert told(plan) == [
        "nhiều hơn chỉ tiêu 2",
        "ít hơn chỉ tiêu 1",
        "vượt sĩ số tối đa 2",
        "còn thiếu 1 so với sĩ số tối thiểu",
    ]
    assert class_places_grid(plan).first_unequal == first.pk


def test_a_committee_without_places_by_class_is_placed_directly_and_nothing_is_told_of_it() -> None:
    plan = make_plan()
    first, _second = asked(plan, 3, 2)
    one = make_class(plan, sizes=(4, 5, 6))

    set_class_places(plan, {first.pk: {one.pk: 3}}, by=make_user(), at=AT)

    grid = class_places_grid(plan)
    assert ([row.is_given for row in grid.rows], grid.directly) == ([True, False], 1)
    # The class has room for those who are placed directly: it is not called too small.
    assert told(plan) == ["", "", ""]


def test_a_quota_that_changes_later_is_told_in_the_grid() -> None:
    plan = make_plan()
    first, second = asked(plan, 3, 2)
    make_class(plan, sizes=(0, 5, 6))
    spread(plan)

    share_places(plan, {second.pk: 1}, by=make_user(), at=AT)

    assert told(plan) == ["", "nhiều hơn chỉ tiêu 1", ""]
    assert class_places_grid(plan).first_unequal == second.pk != first.pk


def test_places_of_a_class_that_is_taken_away_or_cancelled_are_missing_in_the_grid() -> None:
    plan = make_plan()
    asked(plan, 3)
    _stays, away, cancelled = (make_class(plan, sizes=(0, 1, 3), state=ClassState.TENTATIVE) for _ in range(3))
    spread(plan)

    remove_class(away, by=make_user(), at=AT)
    assert (cells(plan), told(plan)[0]) == ([(1, 1)], "ít hơn chỉ tiêu 1")
    cancel_class(cancelled, by=make_user(), at=AT)

    assert (cells(plan), told(plan)[0]) == ([(1,)], "ít hơn chỉ tiêu 2")


def test_setting_spreading_and_clearing_are_undone_one_after_another() -> None:
    plan = make_plan()
    committee = asked(plan, 4)[0]
    one, other = make_class(plan, sizes=(0, 2, 4)), make_class(plan, sizes=(0, 2, 4))
    by = make_user()
    spread_class_places(plan, by=by, at=AT)
    set_class_places(plan, {committee.pk: {one.pk: 4, other.pk: 0}}, by=by, at=AT)
    clear_class_places(plan, by=by, at=AT)
    seen = [places_now(plan)]

    for _ in range(3):
        undo_class_places(plan, by=by, at=AT)
        seen.append(places_now(plan))

    assert seen == [{}, {committee.pk: {one.pk: 4, other.pk: 0}}, {committee.pk: {one.pk: 2, other.pk: 2}}, {}]
    with pytest.raises(PlacesChangedSince):
        undo_class_places(plan, by=by, at=AT)


def test_places_that_changed_since_are_not_put_back() -> None:
    plan = make_plan()
    asked(plan, 4)
    one = make_class(plan, sizes=(0, 2, 4), state=ClassState.TENTATIVE)
    make_class(plan, sizes=(0, 2, 4))
    spread(plan)
    remove_class(one, by=make_user(), at=AT)

    with pytest.raises(PlacesChangedSince):
        undo_class_places(plan, by=make_user(), at=AT)


def test_refusals_say_what_to_do_next() -> None:
    plan, by = make_plan(), make_user()
    with pytest.raises(NoClassTakesPeople):
        spread_class_places(plan, by=by, at=AT)
    one = make_class(plan)
    with pytest.raises(NoPlacesAreAsked):
        spread_class_places(plan, by=by, at=AT)
    committee = asked(plan, 2)[0]
    make_listed(one)
    with pytest.raises(ClassTakesNobody):
        set_class_places(plan, {committee.pk: {one.pk: 2}}, by=by, at=AT)
    plan.state = PlanState.CLOSED
    plan.save()
    with pytest.raises(PlanIsNotOpen):
        clear_class_places(plan, by=by, at=AT)


def test_the_database_keeps_one_number_for_a_committee_in_a_class_never_below_nothing() -> None:
    one = make_class()
    committee = make_committee()
    ClassPlaces.objects.create(training_class=one, committee=committee, places=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClassPlaces.objects.create(training_class=one, committee=committee, places=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassPlaces.objects.filter(training_class=one).update(places=-1)


def test_the_office_spreads_types_pastes_and_puts_back_on_the_page(client: Client) -> None:
    plan = make_plan()
    asked(plan, 3, 2, 1)
    make_class(plan, sizes=(0, 2, 4))
    make_class(plan, sizes=(0, 4, 8))
    sign_in(client, Role.OFFICE)

    assert "Chưa cấp ủy nào có chỉ tiêu theo lớp" in must_show(client, "class_places", plan.pk)
    assert "3 cấp ủy thay đổi" in must_show(client, "spread_class_places", plan.pk)
    must_post(client, "spread_class_places", plan.pk)
    assert cells(plan) == [(1, 2), (1, 1), (0, 1)]
    added_up = client.post(address("class_places", plan.pk), typed(plan, (3, 0), (1, 1), None) | {"sum": "1"})
    assert added_up.status_code == 200
    assert "1 cấp ủy được xếp thẳng" in added_up.content.decode()
    must_post(client, "class_places", plan.pk, data=typed(plan, (3, 0), (1, 2), None))
    assert cells(plan) == [(3, 0), (1, 2), (None, None)]
    assert "nhiều hơn chỉ tiêu 1" in must_show(client, "class_places", plan.pk)
    must_post(client, "undo_class_places", plan.pk)
    must_post(client, "clear_class_places", plan.pk)

    assert cells(plan) == [(None, None)] * 3


@pytest.mark.parametrize("text", ["-1", "hai", "1,5", "10001", "99999999999999999999"])
def test_a_cell_that_is_no_number_of_places_is_told_beside_its_line_and_nothing_is_saved(
    client: Client, text: str
) -> None:
    plan = make_plan()
    asked(plan, 3, 2)
    one = make_class(plan, sizes=(0, 5, 9))
    sign_in(client, Role.OFFICE)
    data = typed(plan, (3,), (2,))
    wrong = next(iter(data))

    response = client.post(address("class_places", plan.pk), data | {wrong: text})

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="{wrong}-why"' in page
    assert f'value="{text}"' in page
    assert not ClassPlaces.objects.filter(training_class=one).exists()


def test_who_reads_sees_numbers_alone_and_who_else_sees_nothing(client: Client) -> None:
    plan = make_plan()
    committee = asked(plan, 3)[0]
    make_class(plan, sizes=(0, 5, 9))
    spread(plan)

    sign_in(client, Role.LEADER)
    page = must_show(client, "class_places", plan.pk)
    assert 'name="class-' not in page
    assert "file=xlsx" in page
    assert client.post(address("class_places", plan.pk), {}).status_code in {403, 404}
    sign_in(client, Role.COMMITTEE, office=committee)
    assert client.get(address("class_places", plan.pk)).status_code in {403, 404}


def test_the_grid_costs_the_same_for_three_committees_as_for_thirty(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    costs = [costs_of_a_grid(client, committees) for committees in (3, 30)]

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 26


def costs_of_a_grid(client: Client, committees: int) -> list[int]:
    plan = make_plan()
    asked(plan, *([2] * committees))
    for _ in range(2):
        make_class(plan, sizes=(0, committees, 3 * committees))
    spread(plan)
    names = ("class_places", "spread_class_places", "of_plan")
    return [statements(client, address(name, plan.pk)) for name in names]


def test_a_class_keeps_its_places_out_of_the_way_of_its_removal() -> None:
    plan = make_plan()
    asked(plan, 3)
    one = make_class(plan, sizes=(0, 3, 4), state=ClassState.TENTATIVE)
    spread(plan)

    remove_class(one, by=make_user(), at=AT)

    assert (TrainingClass.objects.count(), ClassPlaces.objects.count()) == (0, 0)
