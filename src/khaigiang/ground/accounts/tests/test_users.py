"""Making, changing and disabling users."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.ground.accounts import access, queries, services
from khaigiang.ground.accounts.errors import LastAdministrator, NotYourself, UsernameTaken, WrongPassword
from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 5, 24, 1, 0, tzinfo=UTC)
PASSWORD = "khai giang 2023"


@pytest.fixture
def administrator() -> User:
    return make_user("quantri", full_name="Lê Quản Trị", is_administrator=True)


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def _acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_a_new_user_can_sign_in() -> None:
    user = services.create_user(username="lan", full_name="Nguyễn Thị Lan", password=PASSWORD, by=None, at=NOW)

    assert user.check_password(PASSWORD)
    assert _acts() == ["create_user"]


def test_a_user_without_a_password_has_an_unusable_one() -> None:
    user = services.create_user(username="lan", full_name="Nguyễn Thị Lan", by=None, at=NOW)

    assert not user.has_usable_password()


def test_a_user_name_is_taken_once_whatever_its_capitals() -> None:
    make_user("lan")

    with pytest.raises(UsernameTaken):
        services.create_user(username="LAN", full_name="Khác", by=None, at=NOW)


def test_username_is_unique_whatever_its_capitals() -> None:
    make_user("lan")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("Lan")


def test_a_correction_is_written_with_before_and_after(administrator: User) -> None:
    lan = make_user("lan", full_name="Nguyễn Thị Lan")

    services.change_user(
        lan, full_name="Nguyễn Thị Mai Lan", email="lan@hanoi.example", phone="", is_administrator=True,
        by=administrator, at=NOW,
    )  # fmt: skip

    lan.refresh_from_db()
    entry = Entry.objects.get()
    assert (lan.full_name, lan.is_administrator) == ("Nguyễn Thị Mai Lan", True)
    assert (entry.before, entry.after) == (
        {"username": "lan", "is_administrator": False},
        {"username": "lan", "is_administrator": True},
    )


def test_nobody_disables_themselves(administrator: User) -> None:
    with pytest.raises(NotYourself):
        services.disable_user(administrator, by=administrator, at=NOW)


def test_the_last_administrator_stays(administrator: User) -> None:
    with pytest.raises(LastAdministrator):
        services.change_user(
            administrator, full_name="Lê Quản Trị", email="", phone="", is_administrator=False,
            by=administrator, at=NOW,
        )  # fmt: skip
    with pytest.raises(LastAdministrator):
        services.disable_user(administrator, by=make_user(), at=NOW)


def test_a_disabled_administrator_does_not_count_as_another(administrator: User) -> None:
    make_user(is_administrator=True, is_active=False)

    with pytest.raises(LastAdministrator):
        services.disable_user(administrator, by=make_user(), at=NOW)


def test_the_present_password_is_asked_for() -> None:
    lan = make_user("lan", password=PASSWORD)

    with pytest.raises(WrongPassword):
        services.change_password(lan, present="wrong", new="mot mat khau khac", at=NOW)
    assert _acts() == []


def test_only_an_administrator_sees_others(administrator: User) -> None:
    lan = make_user()

    assert set(access.visible_users(administrator)) == {administrator, lan}
    assert set(access.visible_users(lan)) == {lan}
    with pytest.raises(Http404):
        access.get_user(lan, administrator.pk)


def test_users_stand_in_vietnamese_order_those_who_may_sign_in_first(administrator: User) -> None:
    for name in ("Đỗ Văn Bình", "Trần Thị Ánh", "Nguyễn Văn An", "Lê Thị Hoà"):
        make_user(full_name=name)
    make_user(full_name="Vũ Thị Ái", is_active=False)

    names = [row.full_name for row in queries.user_rows(queries.users(administrator))]

    assert names == ["Nguyễn Văn An", "Trần Thị Ánh", "Đỗ Văn Bình", "Lê Thị Hoà", "Lê Quản Trị", "Vũ Thị Ái"]


@pytest.mark.parametrize("typed", ["hoa", "Hòa", "HOÀ", "le hoa", "nguoi-hoa"])
def test_users_are_found_without_tones(administrator: User, typed: str) -> None:
    make_user("nguoi-hoa", full_name="Lê Thị Hoà")
    make_user("binh", full_name="Đỗ Văn Bình")

    found = queries.user_rows(queries.users(administrator, text=typed))

    assert [row.full_name for row in found] == ["Lê Thị Hoà"]


def test_the_list_costs_the_same_however_many_users(desk: Client) -> None:
    def queries_of_the_list() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse("accounts:users")).status_code == 200
        return len(queries)

    queries_of_the_list()
    few = queries_of_the_list()
    for _ in range(60):
        make_user()

    assert queries_of_the_list() == few


def test_an_administrator_makes_a_user_in_the_browser(desk: Client) -> None:
    response = desk.post(
        reverse("accounts:new_user"),
        {"username": "lan", "full_name": "Nguyễn Thị Lan", "new": PASSWORD, "again": PASSWORD},
    )

    assert response["Location"] == reverse("accounts:users")
    assert User.objects.get(username="lan").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"username": "QUANTRI"}, "“QUANTRI” đã có người dùng"),
        ({"username": "người lạ"}, "field-wrong"),
        ({"new": "short", "again": "short"}, "field-wrong"),
        ({"again": "khac han voi cai truoc"}, "Hai mật khẩu không giống nhau"),
        ({"full_name": ""}, "Ô này phải điền."),
    ],
)
def test_a_user_that_cannot_be_made_is_explained(desk: Client, changed: dict[str, str], told: str) -> None:
    data = {"username": "lan", "full_name": "Nguyễn Thị Lan", "new": PASSWORD, "again": PASSWORD} | changed

    response = desk.post(reverse("accounts:new_user"), data)

    assert told in response.content.decode()
    assert User.objects.count() == 1


def test_the_edit_page_shows_and_saves(desk: Client) -> None:
    lan = make_user("lan", full_name="Nguyễn Thị Lan")

    assert "Nguyễn Thị Lan" in desk.get(reverse("accounts:user", args=[lan.pk])).content.decode()
    desk.post(
        reverse("accounts:user", args=[lan.pk]), {"full_name": "Nguyễn Mai Lan", "email": "", "phone": "0912 345 678"}
    )

    lan.refresh_from_db()
    assert (lan.full_name, lan.phone, lan.is_administrator) == ("Nguyễn Mai Lan", "0912 345 678", False)


def test_an_administrator_resets_disables_and_enables(desk: Client) -> None:
    lan = make_user("lan", password=PASSWORD)

    desk.post(reverse("accounts:reset_password", args=[lan.pk]), {"new": "mat khau moi 24", "again": "mat khau moi 24"})
    desk.post(reverse("accounts:disable_user", args=[lan.pk]))
    lan.refresh_from_db()
    assert (lan.check_password("mat khau moi 24"), lan.is_active) == (True, False)

    desk.post(reverse("accounts:enable_user", args=[lan.pk]))
    lan.refresh_from_db()
    assert lan.is_active
    assert _acts() == ["reset_password", "disable_user", "enable_user"]


@pytest.mark.parametrize("name", ["users", "new_user"])
def test_pages_of_users_are_closed_to_everybody_else(client: Client, name: str) -> None:
    client.force_login(make_user())

    assert client.get(reverse(f"accounts:{name}")).status_code == 404


def test_somebody_else_cannot_disable_by_address(client: Client, administrator: User) -> None:
    client.force_login(make_user())

    assert client.post(reverse("accounts:disable_user", args=[administrator.pk])).status_code == 404
    administrator.refresh_from_db()
    assert administrator.is_active


def test_what_a_password_must_be_is_said_in_the_words_of_the_office(desk: Client) -> None:
    page = desk.get(reverse("accounts:change_password")).content.decode()

    assert "Mật khẩu phải có ít nhất 12 ký tự." in page
    assert "bạn" not in page
