"""An empty installation says what to do first, and falls silent once it is done."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.doors.portals.queries.first_steps import first_steps_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.models import OfficeKind
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.curriculum.tests.makers import make_version

pytestmark = pytest.mark.django_db


def steps(client: Client, role: Role) -> list[str]:
    return [step.url_name for step in first_steps_of(sign_in(client, role))]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.ORGANISER, ["officials:new_post", "officials:new", "documents:new", "plans:list"]),
        (
            Role.OFFICE,
            [
                "officials:new_post",
                "officials:new",
                "documents:new",
                "plans:list",
                "lecturers:new",
                "venues:new",
                "curriculum:list",
            ],
        ),
        (Role.TEACHER, []),
    ],
)
def test_each_role_reads_its_own_first_steps_in_order(client: Client, role: Role, expected: list[str]) -> None:
    assert steps(client, role) == expected


def test_the_administrator_is_told_of_the_office_that_is_missing_and_not_of_one_that_is_there(client: Client) -> None:
    make_office(kind=OfficeKind.CITY_COMMITTEE)

    titles = [str(step.title) for step in first_steps_of(sign_in(client, Role.ADMIN))]

    assert "Thêm ban tổ chức thành ủy" in titles
    assert "Thêm thành ủy" not in titles


def test_the_steps_of_the_school_end_with_an_approved_programme(client: Client) -> None:
    make_version(is_approved=True)

    assert steps(client, Role.OFFICE)[-1] == "plans:list"


def test_the_home_page_leads_to_the_first_step(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    assert f'href="{reverse("officials:new_post")}"' in client.get(reverse("portals:home")).content.decode()
