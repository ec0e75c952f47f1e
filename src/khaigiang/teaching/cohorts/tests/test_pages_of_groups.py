"""The pages of discussion groups: proposed, read, made, swapped, pinned, undone; what a trainee and a committee see."""

import pytest
from django.test import Client

from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import proposal_of, seats_of
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import make_group, make_listed, make_open_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


def class_with_groups(*, people: int = 16, discussions: int = 2) -> TrainingClass:
    """Every odd person in the first group of each discussion."""
    training_class = make_open_class(people)
    members = list(training_class.enrolments.order_by("pk"))
    for discussion in range(1, discussions + 1):
        make_group(training_class, *members[::2], discussion=discussion)
        make_group(training_class, *members[1::2], discussion=discussion)
    return training_class


def test_groups_are_proposed_read_made_and_undone(client: Client) -> None:
    training_class = make_open_class(16)
    sign_in(client, Role.OFFICE)

    assert address("propose_groups", training_class.pk) in must_show(client, "groups", training_class.pk)
    must_post(client, "propose_groups", training_class.pk, data={"groups": 5}, status=422)
    must_post(client, "propose_groups", training_class.pk, data={"groups": 2})
    assert address("proposed_groups", training_class.pk) in must_show(client, "groups", training_class.pk)
    for discussion in ("1", "2", "all", "9"):
        must_show(client, "proposed_groups", training_class.pk, query=f"?discussion={discussion}")
    must_post(client, "proposed_groups", training_class.pk)
    must_show(client, "proposed_groups", training_class.pk, status=404)
    change = training_class.group_changes.get()
    assert address("undo_groups", change.pk) in must_show(client, "groups", training_class.pk)
    must_post(client, "undo_groups", change.pk)

    assert seats_of(training_class) == []
    assert acts() == ["propose_groups", "make_groups", "undo_group_change"]


def test_proposed_groups_are_laid_aside(client: Client) -> None:
    training_class = make_open_class(16)
    sign_in(client, Role.OFFICE)

    must_post(client, "propose_groups", training_class.pk, data={"groups": 2})
    must_post(client, "discard_groups", training_class.pk)

    assert proposal_of(training_class) is None
    assert acts() == ["propose_groups", "discard_groups"]


def test_a_teacher_swaps_two_people_after_reading_the_price_pins_one_and_moves_another(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    training_class = class_with_groups()
    TrainingClass.objects.update(teacher=actor.user)
    one, other, third = training_class.enrolments.order_by("pk")[:3]

    assert address("swap_groups", one.pk, 2, other.pk) in must_show(client, "member_groups", one.pk, 2)
    page = must_show(client, "swap_groups", one.pk, 2, other.pk)
    assert "Giảm 14 cặp gặp lại" in page
    must_post(client, "swap_groups", one.pk, 2, other.pk, data={"leaves": 1, "enters": 2})
    must_post(client, "swap_groups", one.pk, 2, other.pk, data={"leaves": 1, "enters": 2}, status=409)
    must_post(client, "pin_to_group", one.pk, 2, data={"pinned": "yes"})
    assert "ghim" in must_show(client, "member_groups", one.pk, 2)
    must_show(client, "swap_groups", one.pk, 2, other.pk, status=409)
    must_post(client, "pin_to_group", one.pk, 2, data={"pinned": "no"})
    must_post(client, "member_groups", third.pk, 1, data={"group": 2})
    must_post(client, "member_groups", third.pk, 1, data={"group": 7}, status=422)

    assert [seat.group for seat in one.seats.order_by("discussion")] == [1, 2]
    assert [seat.group for seat in third.seats.order_by("discussion")] == [2, 1]
    assert acts() == ["swap_groups", "pin_to_group", "unpin_from_group", "move_to_group"]


def test_groups_are_dissolved_after_a_question(client: Client) -> None:
    training_class = class_with_groups()
    sign_in(client, Role.OFFICE)

    must_show(client, "dissolve_groups", training_class.pk)
    must_post(client, "dissolve_groups", training_class.pk)

    assert seats_of(training_class) == []
    assert acts() == ["dissolve_groups"]


def test_too_few_people_for_groups_are_said_on_the_page(client: Client) -> None:
    training_class = make_open_class(7)
    sign_in(client, Role.OFFICE)

    assert "7 người" in must_show(client, "propose_groups", training_class.pk)


def test_the_page_says_how_many_pairs_meet_and_could_at_most(client: Client) -> None:
    training_class = class_with_groups()
    sign_in(client, Role.OFFICE)

    figures = client.get(address("groups", training_class.pk)).context["figures"]

    assert (figures.met, figures.met_again, figures.could_meet) == (56, 56, 88)


@pytest.mark.parametrize("query", ["", "?discussion=2", "?discussion=all"])
def test_the_page_of_groups_costs_the_same_however_many_people_and_discussions(client: Client, query: str) -> None:
    small, large = class_with_groups(discussions=1), class_with_groups(people=40)
    sign_in(client, Role.OFFICE)
    paths = [address("groups", one.pk) + query for one in (small, large)]

    assert statements(client, paths[0]) == statements(client, paths[1])


def test_the_page_of_one_person_costs_the_same_however_many_they_could_swap_with(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    paths = [
        address("member_groups", class_with_groups(people=people).enrolments.order_by("pk")[0].pk, 1)
        for people in (16, 40)
    ]

    assert statements(client, paths[0]) == statements(client, paths[1])


def test_a_committee_sees_the_groups_of_its_own_people_without_figures(client: Client) -> None:
    training_class, committee = make_open_class(0), make_committee()
    own = make_listed(training_class, "Lê Thị Hòa", committee=committee)
    make_group(training_class, own, make_listed(training_class, "Đỗ Văn Bình"))
    sign_in(client, Role.COMMITTEE, office=committee)

    page = client.get(address("groups", training_class.pk))

    assert "Lê Thị Hòa" in page.content.decode()
    assert "Đỗ Văn Bình" not in page.content.decode()
    assert page.context["figures"] is None
    must_show(client, "member_groups", own.pk, 1, status=404)
