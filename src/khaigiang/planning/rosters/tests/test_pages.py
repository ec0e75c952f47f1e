"""Pages of lists."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.tests.makers import make_roster, open_doubts
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import signed_in
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    """The browser of a clerk of the training office."""
    return signed_in(client, Role.OFFICE)


def test_a_whole_column_is_answered_at_once_whatever_its_cells_hold(office: Client) -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai",
        "2;Trần Văn Bình;Nam;31/4/1981;;Phó Bí thư;Phường Trúc Mai",
    )

    page = office.get(reverse("rosters:roster", args=[roster.pk])).content.decode()
    assert page.count("Cả cột: mọi dòng có điểm này") == 1
    office.post(
        reverse("rosters:answer", args=[roster.pk]),
        {"field": "dob", "code": "date_impossible", "text": "", "whole": "on", "answer": Choice.EMPTY},
    )

    assert open_doubts(roster) == []


def test_an_answer_to_one_text_leaves_the_others_of_the_column_open(office: Client) -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai",
        "2;Trần Văn Bình;Nam;31/4/1981;;Phó Bí thư;Phường Trúc Mai",
    )

    office.post(
        reverse("rosters:answer", args=[roster.pk]),
        {"field": "dob", "code": "date_impossible", "text": "31/2/1980", "typed": "28/2/1980"},
    )

    assert open_doubts(roster) == [(3, "dob", "date_impossible")]


def statements(client: Client, roster: Roster) -> int:
    """How many statements the page of a list costs."""
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("rosters:roster", args=[roster.pk]))
    return len(asked)


def test_a_list_costs_the_same_statements_however_many_rows_it_shows(office: Client) -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    lines = [f"{n};Nguyễn Văn {chr(65 + n % 20)};Nam;31/2/19{30 + n};;Phó Bí thư;Phường Trúc Mai" for n in range(60)]
    short, long = make_roster(lines[0]), make_roster(*lines)

    assert 10 < statements(office, short) == statements(office, long)
