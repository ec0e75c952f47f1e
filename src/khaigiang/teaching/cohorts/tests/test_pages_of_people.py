"""The pages of lists, of people at the door and of groups; every page costs the same for any number of people."""

import pytest
from django.test import Client

from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import (
    FIRST_DAY,
    make_group,
    make_listed,
    make_open_class,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]


@pytest.mark.parametrize("name", ["class", "list", "papers", "supplementary", "let_in", "groups", "classes"])
def test_a_page_of_a_class_costs_the_same_however_many_people(client: Client, name: str) -> None:
    small, large = make_open_class(16), make_open_class(24)
    for training_class in (small, large):
        make_group(training_class, *training_class.enrolments.all())
    sign_in(client, Role.OFFICE)
    paths = [address(name, *(() if name == "classes" else (one.pk,))) + "?q=nguyen" for one in (small, large)]

    assert statements(client, paths[0]) == statements(client, paths[1])


def test_the_list_of_classes_costs_the_same_however_many_there_are(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    make_open_class(1)
    few = statements(client, address("classes"))
    for _ in range(3):
        make_open_class(2)

    assert statements(client, address("classes")) == few


def test_the_list_is_asked_for_as_of_a_day_and_narrowed_without_tones(client: Client) -> None:
    training_class = make_open_class(0)
    make_listed(training_class, "Lê Thị Hòa")
    make_listed(training_class, "Đỗ Văn Bình")
    sign_in(client, Role.OFFICE)

    assert "Đỗ Văn Bình" in must_show(client, "list", training_class.pk)
    assert "Đỗ Văn Bình" not in must_show(client, "list", training_class.pk, query="?q=hoa")
    assert "Lê Thị Hòa" not in must_show(client, "list", training_class.pk, query="?on=6/3/2023")
    must_show(client, "list", training_class.pk, query="?on=tám")
    part = client.get(address("list", training_class.pk), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="rows">')
    for kind, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(address("list_file", training_class.pk, kind)).content.startswith(head)
    must_show(client, "list_file", training_class.pk, "exe", status=404)


def test_a_committee_sees_only_its_own_people_in_a_list_and_in_groups(client: Client) -> None:
    training_class, committee = make_open_class(0), make_committee()
    own = make_listed(training_class, "Lê Thị Hòa", committee=committee)
    other = make_listed(training_class, "Đỗ Văn Bình")
    make_group(training_class, own, other)
    sign_in(client, Role.COMMITTEE, office=committee)

    for name in ("list", "groups"):
        page = must_show(client, name, training_class.pk)
        assert "Lê Thị Hòa" in page
        assert "Đỗ Văn Bình" not in page
    must_show(client, "list_file", training_class.pk, "pdf", status=404)
    must_show(client, "papers", training_class.pk, status=404)


def test_a_teacher_lets_somebody_in_and_turns_them_away(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    training_class = make_open_class(1)
    training_class.teacher = actor.user
    training_class.save()
    missing = training_class.enrolments.get()
    other = make_official("Trần Thị Lan")
    make_appointment(other, unit=missing.target_post.unit)

    assert "Trần Thị Lan" in must_show(client, "let_in", training_class.pk, query="?q=lan")
    found = {"official": other.pk, "target_post": missing.target_post_id}
    must_post(client, "let_in", training_class.pk, data=found)
    enrolment = training_class.enrolments.get(official=other)
    must_post(client, "let_in", training_class.pk, data=found, status=409)
    must_post(client, "let_in", training_class.pk, data=found | {"official": 0}, status=422)
    must_post(client, "turn_away", enrolment.pk, data={"reason": ""}, status=422)
    must_post(client, "turn_away", enrolment.pk, data={"reason": "Không có công văn"})

    enrolment.refresh_from_db()
    assert enrolment.valid_until == FIRST_DAY
    assert acts() == ["let_in", "turn_away"]


def test_nobody_is_let_in_who_holds_no_post_there(client: Client) -> None:
    training_class = make_open_class(1)
    sign_in(client, Role.OFFICE)
    stranger = make_official()
    post_id = training_class.enrolments.get().target_post_id

    must_post(client, "let_in", training_class.pk, data={"official": stranger.pk, "target_post": post_id}, status=404)


def test_a_post_of_an_ended_class_is_freed_and_taken_back(client: Client) -> None:
    training_class = make_open_class(1, state=ClassState.CLOSED)
    enrolment = training_class.enrolments.get()
    sign_in(client, Role.OFFICE)

    assert address("free_post", enrolment.pk) in must_show(client, "list", training_class.pk)
    for _ in range(2):
        must_show(client, "free_post", enrolment.pk)
        must_post(client, "free_post", enrolment.pk)

    assert acts() == ["free_post", "take_post_back"]
