"""A committee fills its places of the classes with names and swaps its people until the decision."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import defer_nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.errors import MoreNamedThanPlaces, MoveBreaksRules
from khaigiang.teaching.cohorts.models import Placement, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import pin_page, wish_page
from khaigiang.teaching.cohorts.services import save_wishes, set_class_places, set_wish
from khaigiang.teaching.cohorts.tests.browsing import address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT as AT
from khaigiang.teaching.cohorts.tests.makers import (
    make_accepted,
    make_class,
    make_listed,
    make_placement,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]

PINNED, PREFERS = Wish.Kind.PINNED, Wish.Kind.PREFERS


def split_plan(*places: int, people: int = 3) -> tuple[Plan, Office, list[TrainingClass], list[Nomination]]:
    """A plan in which a committee has so many places in each class, and accepted people."""
    plan, committee = make_plan(), make_committee()
    classes = [make_class(plan, sizes=(0, 5, 10)) for _ in places]
    named = [make_accepted(plan, committee=committee) for _ in range(people)]
    cells = {one.pk: count for one, count in zip(classes, places, strict=True)}
    set_class_places(plan, {committee.pk: cells}, by=make_user(), at=AT)
    return plan, committee, classes, named


def seen(plan: Plan, committee: Office) -> list[tuple[int, int, int, int]]:
    """Places, names, people placed by the school and free places of each class, as the committee sees them."""
    return [(one.places, one.named, one.placed, one.free) for one in wish_page(plan, committee).places]


def test_a_name_takes_a_place_and_says_that_the_committee_chose() -> None:
    plan, committee, (first, _second), people = split_plan(2, 1)

    save_wishes(plan, committee, {people[0].pk: (first.pk, PINNED)}, by=make_user("Cán bộ quận"), at=AT)

    assert seen(plan, committee) == [(2, 1, 0, 1), (1, 0, 0, 1)]
    assert [row.reason for row in pin_page(plan).pinned] == ["cấp ủy chọn"]


def test_one_name_too_many_is_refused_with_the_numbers_and_nothing_is_kept() -> None:
    plan, committee, (first, second), people = split_plan(1, 2)
    wishes = {people[0].pk: (first.pk, PINNED), people[1].pk: (first.pk, PINNED), people[2].pk: (second.pk, PINNED)}

    with pytest.raises(MoreNamedThanPlaces, match="Lớp 1 có 1 chỉ tiêu của cấp ủy nhưng lại có 2 người"):
        save_wishes(plan, committee, wishes, by=make_user(), at=AT)

    assert not Wish.objects.exists()


def test_a_class_that_somebody_would_rather_have_takes_no_place() -> None:
    plan, committee, (first, _second), people = split_plan(1, 2)

    save_wishes(plan, committee, {one.pk: (first.pk, PREFERS) for one in people}, by=make_user(), at=AT)

    assert seen(plan, committee) == [(1, 0, 0, 1), (2, 0, 0, 2)]


def test_two_placed_people_swap_and_sit_where_the_committee_names_them() -> None:
    plan, committee, (first, second), people = split_plan(1, 1, people=2)
    make_placement(people[0], first)
    make_placement(people[1], second)
    swap = {people[0].pk: (second.pk, PINNED), people[1].pk: (first.pk, PINNED)}

    save_wishes(plan, committee, swap, by=make_user(), at=AT)

    assert dict(Placement.objects.values_list("nomination", "training_class")) == {
        people[0].pk: second.pk,
        people[1].pk: first.pk,
    }


def test_half_a_swap_is_refused_as_the_other_place_is_taken() -> None:
    _plan, _committee, (first, second), people = split_plan(1, 1, people=2)
    make_placement(people[0], first)
    make_placement(people[1], second)

    with pytest.raises(MoreNamedThanPlaces):
        set_wish(people[0], second, PINNED, by=make_user(), at=AT)

    assert Placement.objects.get(nomination=people[0]).training_class == first


def test_a_move_into_a_free_place_of_a_full_class_is_refused() -> None:
    _plan, _committee, (first, second), people = split_plan(1, 1, people=1)
    make_placement(people[0], first)
    TrainingClass.objects.filter(pk=second.pk).update(wanted_size=0, max_size=0)

    with pytest.raises(MoveBreaksRules, match="Lớp 2"):
        set_wish(people[0], second, PINNED, by=make_user(), at=AT)

    assert not Wish.objects.exists()


def test_a_committee_without_places_by_class_wishes_as_before_and_nobody_moves() -> None:
    plan = make_plan()
    committee = make_committee()
    first, second = make_class(plan), make_class(plan)
    people = [make_accepted(plan, committee=committee) for _ in range(3)]
    make_placement(people[0], first)

    save_wishes(plan, committee, {one.pk: (second.pk, PINNED) for one in people}, by=make_user(), at=AT)

    assert Wish.objects.filter(kind=PINNED, reason="").count() == 3
    assert Placement.objects.get().training_class == first
    assert wish_page(plan, committee).places == []


def test_what_was_too_many_before_may_stay_while_another_place_is_filled() -> None:
    plan, committee, (first, second), people = split_plan(2, 1)
    set_wish(people[0], first, PINNED, by=make_user(), at=AT)
    set_wish(people[1], first, PINNED, by=make_user(), at=AT)
    set_class_places(plan, {committee.pk: {first.pk: 1, second.pk: 1}}, by=make_user(), at=AT)

    set_wish(people[2], second, PINNED, by=make_user(), at=AT)

    assert seen(plan, committee) == [(1, 2, 0, 0), (1, 1, 0, 0)]


def test_who_is_deferred_leaves_a_free_place() -> None:
    plan, committee, (first, _second), people = split_plan(1, 1)
    set_wish(people[0], first, PINNED, by=make_user(), at=AT)

    defer_nomination(people[0], reason="Đi công tác dài ngày", by=make_user(), at=AT)

    assert seen(plan, committee)[0] == (1, 0, 0, 1)


def test_a_class_with_its_list_drawn_up_is_closed_with_what_to_do_next(client: Client) -> None:
    plan, committee, (first, _second), people = split_plan(1, 1)
    make_listed(first, nomination=people[0])
    sign_in(client, Role.COMMITTEE, office=committee)

    page = must_show(client, "wishes", plan.pk)

    assert "Danh sách lớp đã lập: muốn thay người, hãy đề nghị trường" in page
    assert f"pinned:{first.pk}" not in page


def test_the_committee_fills_its_places_on_its_own_page(client: Client) -> None:
    plan, committee, (first, second), people = split_plan(1, 2)
    sign_in(client, Role.COMMITTEE, office=committee)
    names = {f"wish-{one.pk}": "" for one in people}

    page = must_show(client, "wishes", plan.pk)
    assert "Còn 3 chỉ tiêu trống" in page
    assert "chỉ tiêu của cấp ủy: Lớp 1 (0/1)" in page
    must_post(client, "wishes", plan.pk, data=names | {f"wish-{people[0].pk}": f"pinned:{first.pk}"})
    assert "Còn 2 chỉ tiêu trống" in must_show(client, "wishes", plan.pk)
    both = {f"wish-{one.pk}": f"pinned:{first.pk}" for one in people[:2]}
    refused = must_post(client, "wishes", plan.pk, data=names | both, status=422)

    assert "Lớp 1 có 1 chỉ tiêu của cấp ủy nhưng lại có 2 người" in refused
    assert list(Wish.objects.values_list("nomination", "training_class")) == [(people[0].pk, first.pk)]
    assert second.name in refused


def test_nobody_fills_the_places_of_another_committee(client: Client) -> None:
    plan, committee, (first, _second), people = split_plan(1, 2)
    other = make_accepted(plan, committee=make_committee())
    sign_in(client, Role.COMMITTEE, office=other.committee)

    page = must_show(client, "wishes", plan.pk, query=f"?committee={committee.pk}")
    client.post(address("wishes", plan.pk), {f"wish-{people[0].pk}": f"pinned:{first.pk}"})

    assert "chỉ tiêu của cấp ủy" not in page
    assert not Wish.objects.exists()


def test_the_page_of_a_person_leads_to_the_class_they_are_placed_in(client: Client) -> None:
    _plan, committee, (first, _second), people = split_plan(1, 1)
    make_placement(people[0], first)
    sign_in(client, Role.COMMITTEE, office=committee)

    page = client.get(reverse("officials:official", args=[people[0].official_id])).content.decode()

    assert "đã xếp vào lớp; chưa có quyết định" in page
    assert address("class", first.pk) in page
    assert client.get(address("class", first.pk)).status_code == 200


def test_the_page_of_own_places_costs_the_same_however_many_people(client: Client) -> None:
    costs = []
    for people in (3, 12):
        plan, committee, _classes, _people = split_plan(2, 2, people=people)
        sign_in(client, Role.COMMITTEE, office=committee)
        costs.append(statements(client, address("wishes", plan.pk)))

    assert costs[0] == costs[1]
