"""Every page and paper that prints the people of a class says of which day they are."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.papers.attendance_book import book_fields
from khaigiang.papers.tests.makers import make_book
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.changes.tests.makers import make_decided, make_ready_plan
from khaigiang.teaching.cohorts.letters import list_content
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_group
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_change")]


@pytest.mark.parametrize(
    ("page", "day"),
    [("cohorts:list", "8/3/2023"), ("cohorts:groups", "8/3/2023"), ("attendance:book", "13/3/2023")],
)
def test_a_page_says_the_day_of_its_people(client: Client, page: str, day: str) -> None:
    training_class = make_decided(make_ready_plan())
    make_group(training_class, *training_class.enrolments.all())
    make_session(training_class, on=FIRST_DAY)
    sign_in(client, Role.OFFICE)

    shown = client.get(reverse(page, args=[training_class.pk])).content.decode()

    assert f"tính đến ngày {day}" in shown.lower()


def test_the_printed_list_and_the_attendance_book_say_their_day() -> None:
    training_class = make_decided(make_ready_plan())
    book = replace(make_book(people=2), as_of=date(2023, 3, 8))

    assert list_content(training_class, FIRST_DAY).as_of == FIRST_DAY
    assert str(book_fields(book)["book_about"]).endswith("(danh sách tính đến ngày 08/03/2023)")
