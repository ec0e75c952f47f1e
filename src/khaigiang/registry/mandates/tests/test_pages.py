from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate, sign_in
from khaigiang.registry.officials.tests.makers import make_official
from khaigiang.registry.units.tests.makers import make_office

pytestmark = pytest.mark.django_db


def test_an_administrator_gives_a_mandate_by_hand(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    user, school = make_user(), make_office()
    typed = {"user": user.pk, "role": Role.OFFICE, "office": school.pk, "valid_from": "01/03/2023"}

    response = client.post(reverse("mandates:new"), typed)

    assert response.status_code == 302
    assert Mandate.objects.get(user=user).valid_from == date(2023, 3, 1)


def test_a_trainees_official_is_looked_up_first_and_then_chosen(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    user, official = make_user(), make_official("Lê Thị Hoà")
    url = reverse("mandates:new") + "?official=hoa"

    asked = client.get(url).content.decode()
    typed = {"user": user.pk, "role": Role.TRAINEE, "official_id": official.pk, "valid_from": "01/03/2023"}
    client.post(url, typed)

    assert "Lê Thị Hoà" in asked
    assert Mandate.objects.get(user=user).official == official


def test_a_refused_mandate_is_explained_beside_what_was_typed(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    typed = {"user": make_user().pk, "role": Role.OFFICE, "valid_from": "01/03/2023"}

    response = client.post(reverse("mandates:new"), typed)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "01/03/2023" in response.content.decode()


def test_a_mandate_is_ended_by_hand(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    mandate = make_mandate(Role.OFFICE)

    client.post(reverse("mandates:end", args=[mandate.pk]), {"on": "01/04/2023"})

    mandate.refresh_from_db()
    assert mandate.valid_until == date(2023, 4, 1)


def test_the_list_costs_the_same_however_many_mandates(client: Client) -> None:
    sign_in(client, Role.ADMIN)
    few = queries_of(client, reverse("mandates:list"))

    for _ in range(6):
        make_mandate(Role.COMMITTEE)
        make_mandate(Role.TRAINEE)

    assert queries_of(client, reverse("mandates:list")) == few


def test_the_frame_shows_for_whom_a_person_acts(client: Client) -> None:
    sign_in(client, Role.OFFICE, office=make_office("Trường Đào tạo cán bộ A"))

    assert "Trường Đào tạo cán bộ A" in client.get(reverse("units:list")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_only_an_administrator_opens_mandates(client: Client, role: Role) -> None:
    sign_in(client, role)

    assert client.get(reverse("mandates:list")).status_code == 404
    assert client.get(reverse("mandates:new")).status_code == 404
