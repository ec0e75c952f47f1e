from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.queries import changes_of, entries
from khaigiang.ground.audit.services import seal_pending
from khaigiang.ground.audit.tests.makers import FIRST, make_entry, make_person
from khaigiang.ground.shared.dates import at_time
from khaigiang.ground.shared.tests.costs import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(make_person(is_administrator=True))
    return client


def test_acts_are_found_by_person_act_and_day() -> None:
    first = make_entry("lock_results", by=make_person("Nghiêm Đức Thành"), at=FIRST)
    make_entry("sign_in", by=make_person("Trần Thu Anh"), at=at_time(date(2023, 4, 2), FIRST.time()))

    assert list(entries(text="Nghiêm")) == [first]
    assert list(entries(act="lock_results")) == [first]
    assert list(entries(last_day=date(2023, 4, 1))) == [first]
    assert list(entries(first_day=date(2023, 4, 2)).values_list("act", flat=True)) == ["sign_in"]
    assert [entry.act for entry in entries()] == ["sign_in", "lock_results"]


def test_changes_carry_the_names_that_forms_give_values() -> None:
    entry = make_entry(by=make_person("Trần Thu Anh"))
    entry.after = {"full_name": "Trần Thu Anh", "no_such_field": ["a", {"b": 1}]}

    rows = [(change.before, change.after, change.is_changed) for change in changes_of(entry)]

    assert rows == [("Tên cũ", "Trần Thu Anh", True), ("", "a, b: 1", True)]
    assert changes_of(entry)[1].name == "no such field"


def test_values_are_shown_as_forms_show_them() -> None:
    entry = make_entry()
    entry.before = None
    entry.after = {"language": "en", "is_active": True, "day": "2023-05-31", "no_day": "2023-02-31", "count": 3}

    with translation.override("en"):
        shown = [change.after for change in changes_of(entry)]

    assert shown == ["English", "yes", "31/5/2023", "2023-02-31", "3"]


def test_a_filter_that_is_no_day_is_said_and_all_acts_are_shown(client: Client) -> None:
    make_entry(by=make_person("Nghiêm Đức Thành"))

    response = client.get(reverse("audit:list"), {"first_day": "31/02/2023"})

    assert "first_day" in response.context["form"].errors
    assert "Nghiêm Đức Thành" in response.content.decode()


def test_the_page_of_the_chain_tells_a_broken_one(client: Client) -> None:
    make_entry()
    seal_pending()
    whole = client.get(reverse("audit:chain"))

    Entry.objects.update(act="forged")
    broken = client.get(reverse("audit:chain"))

    assert whole.context["chain"].is_whole
    assert broken.context["chain"].broken == (1,)


def test_the_list_costs_the_same_however_many_acts(client: Client) -> None:
    make_entry()
    few = queries_of(client, reverse("audit:list"))

    for _ in range(70):
        make_entry()

    assert queries_of(client, reverse("audit:list")) == few
