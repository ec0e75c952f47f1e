"""What a signed-in person gets around every page: headers, refusals, failures."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(make_user())
    return client


def test_pages_of_a_signed_in_person_are_never_stored(signed_in: Client) -> None:
    assert signed_in.get(reverse("notices:list"))["Cache-Control"] == "no-store"
    assert signed_in.get("/no-such-page/")["Cache-Control"] == "no-store"


def test_a_refused_act_of_a_signed_in_person_is_answered_409(client: Client) -> None:
    administrator = make_user(is_administrator=True)
    client.force_login(administrator)

    response = client.post(reverse("accounts:disable_user", args=[administrator.pk]))

    assert response.status_code == 409
    assert "Không thể tự khóa tài khoản của mình" in response.content.decode()


def test_who_pressed_a_button_that_is_refused_reads_why_on_the_same_page(client: Client) -> None:
    administrator = make_user(is_administrator=True)
    client.force_login(administrator)
    page = f"http://testserver{reverse('accounts:user', args=[administrator.pk])}"

    response = client.post(
        reverse("accounts:disable_user", args=[administrator.pk]), headers={"Referer": page}, follow=True
    )

    assert response.redirect_chain == [(page, 302)]
    assert "Không thể tự khóa tài khoản của mình" in response.content.decode()


def test_an_unknown_page_says_so_in_the_frame_of_who_asks(client: Client) -> None:
    anonymous = client.get("/no-such-page/").content.decode()
    client.force_login(make_user())
    known = client.get("/no-such-page/").content.decode()

    assert "Không tìm thấy trang" in anonymous
    assert 'id="menu"' not in anonymous
    assert "Không tìm thấy trang" in known
    assert 'id="menu"' in known
