"""Notices: sent in bulk, read by their receiver alone."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices import access, queries
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.notices.services import mark_all_read, mark_read, tell

pytestmark = pytest.mark.django_db

MORNING = datetime(2023, 5, 24, 1, 0, tzinfo=UTC)
NOON = datetime(2023, 5, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def lan() -> User:
    return make_user("lan")


def _told(user: User, title: str = "Lớp 4 đã khóa điểm", link: str = "", at: datetime = MORNING) -> Notice:
    tell([user], title=title, link=link, at=at)
    return Notice.objects.latest("pk")


def test_many_are_told_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    users = [make_user() for _ in range(30)]

    with django_assert_num_queries(1):
        count = tell(users, title="Khai giảng lúc 7:30", at=MORNING)

    assert (count, Notice.objects.count()) == (30, 30)


def test_nobody_is_told_twice_and_the_disabled_not_at_all(lan: User) -> None:
    assert tell([lan, lan, make_user(is_active=False)], title="x", at=MORNING) == 1


def test_notices_come_newest_first(lan: User) -> None:
    _told(lan, "cũ", at=MORNING)
    _told(lan, "mới", at=NOON)

    assert [row.title for row in queries.notice_rows(queries.notices(lan))] == ["mới", "cũ"]


def test_reading_is_noted_once(lan: User) -> None:
    notice = _told(lan)

    mark_read(notice, by=lan, at=MORNING)
    mark_read(notice, by=lan, at=NOON)

    notice.refresh_from_db()
    assert notice.read_at == MORNING


def test_reading_everything_leaves_what_was_read_before(lan: User) -> None:
    first = mark_read(_told(lan), by=lan, at=MORNING)
    _told(lan)
    other = _told(make_user())

    assert mark_all_read(by=lan, at=NOON) == 1
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.read_at, other.read_at, queries.unread_count(lan)) == (MORNING, None, 0)


def test_a_notice_is_seen_by_its_receiver_alone(lan: User) -> None:
    notice = _told(lan)

    assert access.get_notice(lan, notice.pk) == notice
    with pytest.raises(Http404):
        access.get_notice(make_user(), notice.pk)


def test_opening_a_notice_reads_it_and_leads_to_its_page(client: Client, lan: User) -> None:
    notice = _told(lan, link="/accounts/password/")
    client.force_login(lan)

    response = client.post(reverse("notices:open", args=[notice.pk]))

    assert response["Location"] == "/accounts/password/"
    assert queries.unread_count(lan) == 0
    assert [entry.act for entry in Entry.objects.all()] == ["mark_read"]


@pytest.mark.parametrize("link", ["", "https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_a_notice_never_leads_elsewhere(client: Client, lan: User, link: str) -> None:
    notice = _told(lan, link=link)
    client.force_login(lan)

    assert client.post(reverse("notices:open", args=[notice.pk]))["Location"] == reverse("notices:list")


def test_somebody_elses_notice_does_not_exist(client: Client, lan: User) -> None:
    notice = _told(lan)
    client.force_login(make_user())

    assert client.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_bell_counts_what_is_not_read(client: Client, lan: User) -> None:
    _told(lan)
    _told(lan)
    client.force_login(lan)

    assert "2 thông báo chưa đọc" in client.get(reverse("notices:list")).content.decode()
    client.post(reverse("notices:mark_all_read"))
    assert "0 thông báo chưa đọc" in client.get(reverse("notices:list")).content.decode()


def test_the_unread_are_shown_alone(client: Client, lan: User) -> None:
    mark_read(_told(lan, "đã đọc rồi"), by=lan, at=MORNING)
    _told(lan, "còn chưa đọc")
    client.force_login(lan)

    shown = client.get(reverse("notices:list"), {"show": "unread"}).content.decode()

    assert "còn chưa đọc" in shown
    assert "đã đọc rồi" not in shown


def test_an_empty_list_says_what_will_come(client: Client, lan: User) -> None:
    client.force_login(lan)

    assert "Chưa có thông báo nào" in client.get(reverse("notices:list")).content.decode()


def test_the_list_costs_the_same_however_many_notices(client: Client, lan: User) -> None:
    def queries_of_the_list() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("notices:list")).status_code == 200
        return len(queries)

    client.force_login(lan)
    _told(lan)
    queries_of_the_list()
    few = queries_of_the_list()
    for _ in range(29):
        _told(lan)

    assert queries_of_the_list() == few
