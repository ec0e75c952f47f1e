"""The search box: tone-blind, and only among what the person may see (K3, L08)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.doors.portals.queries.search import FEW
from khaigiang.planning.documents.tests.makers import make_document
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_committee, make_commune
from khaigiang.teaching.cohorts.tests.makers import make_class

pytestmark = pytest.mark.django_db


def found(client: Client, text: str) -> dict[str, list[str]]:
    """Titles found, by the first part of their address."""
    response = client.get(reverse("portals:search"), {"q": text})
    assert response.status_code == 200
    return {group.hits[0].url.split("/")[1]: [hit.title for hit in group.hits] for group in response.context["groups"]}


def test_an_official_is_found_without_tone_marks(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    make_official("Đặng Thị Thủy")

    assert found(client, "dang thuy") == {"officials": ["Đặng Thị Thủy"]}
    assert found(client, "Đặng Thuỳ") == {"officials": ["Đặng Thị Thủy"]}


def test_units_documents_and_classes_are_found_beside_people(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    make_commune("Hàng Bạc")
    make_document("136-KH/TU", abstract="Kế hoạch bồi dưỡng cán bộ cơ sở")
    training_class = make_class(make_plan())

    assert "Phường Hàng Bạc" in found(client, "hang bac")["units"]
    assert found(client, "136-KH")["documents"] == ["136-KH/TU"]
    assert found(client, training_class.code.lower())["classes"] == [training_class.name]


def test_a_committee_finds_its_own_people_and_no_others(client: Client) -> None:
    committee, other = make_committee(), make_committee()
    for name, office in (("Trần Văn Bình", committee), ("Trần Văn Cường", other)):
        make_appointment(make_official(name), post=make_post(), unit=make_commune(district=office.unit))
    sign_in(client, Role.COMMITTEE, office=committee)

    assert found(client, "tran van")["officials"] == ["Trần Văn Bình"]


@pytest.mark.parametrize("role", [Role.LECTURER, Role.TRAINEE, Role.ADMIN])
def test_who_may_not_open_the_pages_of_people_and_papers_finds_none(client: Client, role: Role) -> None:
    make_official("Trần Văn Bình")
    make_document("136-KH/TU", abstract="Trần Văn Bình")
    make_class(make_plan())
    sign_in(client, role)

    assert set(found(client, "tran van binh")) | set(found(client, "lop 1")) == set()


@pytest.mark.parametrize("text", ["", "   ", "'\"%_", "x" * 101, "a\x00b"])
def test_words_that_are_none_find_nothing(client: Client, text: str) -> None:
    sign_in(client, Role.OFFICE)
    make_official("Trần Văn Bình")

    assert found(client, text) == {}


def test_only_the_first_few_are_shown_and_the_page_says_so(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    for _ in range(FEW + 1):
        make_official("Trần Văn Bình")

    (group,) = client.get(reverse("portals:search"), {"q": "tran van binh"}).context["groups"]

    assert (len(group.hits), group.has_more) == (FEW, True)


def test_searching_costs_the_same_however_many_are_found(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    costs = [cost_with_one_more(client) for _ in range(4)]

    assert costs[1:] == [costs[1]] * 3


def cost_with_one_more(client: Client) -> int:
    """What the page costs after one more official and one more document fit the words."""
    make_appointment(make_official("Trần Văn Bình"), post=make_post(), unit=make_commune())
    make_document(abstract="Trần Văn Bình")
    with CaptureQueriesContext(connection) as captured:
        assert set(found(client, "tran van binh")) == {"officials", "documents"}
    return len(captured)


def test_every_page_shows_the_search_box(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    assert f'action="{reverse("portals:search")}"' in client.get(reverse("portals:home")).content.decode()
