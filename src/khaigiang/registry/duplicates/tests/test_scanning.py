from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.registry.duplicates import queries, services
from khaigiang.registry.duplicates.models import LikelyPair, Scan
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = pytest.mark.django_db

AT = datetime(2023, 4, 1, 1, 0, tzinfo=UTC)
ON = date(2023, 4, 1)


@pytest.fixture
def clerk() -> User:
    return make_user()


def proposed() -> list[tuple[int, int]]:
    return [(pair.first_id, pair.second_id) for pair in queries.likely_pairs()]


def test_a_person_registered_twice_is_proposed_with_reasons_in_words(clerk: User) -> None:
    one, other = make_official("Lê Thị Hoà", phone="0912.345.678"), make_official("LÊ THỊ HÒA", phone="0912 345 678")
    make_official("Trần Văn Bình")

    services.find_duplicates(by=clerk, at=AT)

    (row,) = queries.pair_rows(queries.likely_pairs(), ON)
    assert (row.first.id, row.second.id, row.score) == (one.pk, other.pk, 100)
    assert row.reasons == ("họ tên chỉ khác dấu", "trùng ngày sinh", "trùng số điện thoại")


def test_a_pair_that_is_kept_apart_is_not_proposed_again(clerk: User) -> None:
    one, other = make_official(), make_official()
    services.find_duplicates(by=clerk, at=AT)
    assert proposed() == [(one.pk, other.pk)]

    services.keep_apart(other, one, by=clerk, at=AT)
    assert proposed() == []
    services.find_duplicates(by=clerk, at=AT)
    assert proposed() == []


def test_a_pair_that_is_reconsidered_is_proposed_again(clerk: User) -> None:
    one, other = make_official(), make_official()
    apart = services.keep_apart(one, other, by=clerk, at=AT)

    services.reconsider(apart, by=clerk, at=AT)
    services.find_duplicates(by=clerk, at=AT)

    assert proposed() == [(one.pk, other.pk)]


def test_a_search_takes_the_place_of_the_last_one_and_is_one_entry(clerk: User) -> None:
    make_official()
    make_official()
    services.find_duplicates(by=clerk, at=AT)
    services.find_duplicates(by=clerk, at=AT)

    assert (Scan.objects.count(), LikelyPair.objects.count()) == (1, 1)
    assert list(Entry.objects.values_list("act", "by_id")) == [("find_duplicates", clerk.pk)] * 2


def test_a_page_of_pairs_costs_the_same_however_many_pairs(clerk: User) -> None:
    def cost() -> int:
        make_appointment(make_official(f"Người {LikelyPair.objects.count()}"))
        make_official(f"Người {LikelyPair.objects.count()}")
        services.find_duplicates(by=clerk, at=AT)
        with CaptureQueriesContext(connection) as asked:
            queries.pair_rows(queries.likely_pairs(), ON)
        return len(asked)

    first = cost()

    assert [cost() for _ in range(3)] == [first] * 3
    assert LikelyPair.objects.count() == 4


def test_the_command_tells_how_far_it_is_and_what_it_found() -> None:
    make_official()
    make_official()
    told = StringIO()

    call_command("find_duplicates", stderr=told)

    assert told.getvalue().splitlines() == ["comparing: 0 %", "1 likely pairs among 2 officials."]
