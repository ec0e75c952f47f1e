"""A scan or a photo opens as a list that is typed off it; what is typed is read by the rules of every list."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.rosters.errors import LinesWithoutName, NoLongerChecked, NotTyped
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services import (
    Sending,
    answer_doubts,
    confirm_roster,
    discard_roster,
    save_typed,
    stage_roster,
)
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.tests.makers import DAY, NOW, doubts, make_roster, open_doubts, row_at
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import signed_in
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_commune, make_office

pytestmark = pytest.mark.django_db

PHOTO = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
AN = {
    "full_name": "NGUYỄN VĂN AN",
    "gender": "Nam",
    "dob": "1.2.90",
    "position": "Phó Bí thư",
    "unit": "P. Trúc Mai",
}
BINH = {"full_name": "Trần Thị Bình", "gender": "Nữ", "dob": "31/2/1985"}


def photo() -> Roster:
    """A photo of a list, taken in."""
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    sending = Sending(sender=make_office(), holds_on=DAY, letter_number="15-CV/QU", letter_on=DAY)
    return stage_roster(PHOTO, name="anh.png", content_type="text/html", sending=sending, by=make_user(), at=NOW)


def save(roster: Roster, *lines: dict[str, str]) -> Roster:
    return save_typed(roster, dict(enumerate(lines, 1)), by=make_user(), at=NOW)


@pytest.fixture
def client(client: Client) -> Client:
    """Somebody of the training office."""
    return signed_in(client, Role.OFFICE)


def test_a_photo_opens_as_an_empty_list_that_is_typed() -> None:
    roster = photo()

    assert (roster.is_typed, roster.rows.count(), roster.title) == (True, 0, "anh.png")


def test_what_is_typed_is_read_and_checked_like_any_list() -> None:
    roster = photo()

    save(roster, AN, BINH)

    row = row_at(roster, 1)
    assert (row.values["full_name"], row.values["dob"], row.values["unit"]) == (
        "Nguyễn Văn An",
        "1990-02-01",
        "Phường Trúc Mai",
    )
    assert open_doubts(roster) == [(2, "dob", "date_impossible"), (2, "unit", "unit_missing")]


def test_lines_that_did_not_change_keep_their_answers_when_typing_goes_on() -> None:
    roster = photo()
    save(roster, AN, BINH)
    answer_doubts(doubts(roster, "date_impossible"), "28/2/1985", roster=roster, by=make_user(), at=NOW)
    kept = row_at(roster, 2).pk

    save(roster, AN | {"dob": "1/3/1990"}, BINH, {"full_name": "Lê Văn Cường"})

    assert (row_at(roster, 1).values["dob"], row_at(roster, 2).pk) == ("1990-03-01", kept)
    assert row_at(roster, 2).values["dob"] == "1985-02-28"
    assert (3, "gender", "sex_missing") in open_doubts(roster)


def test_a_line_that_was_emptied_is_gone() -> None:
    roster = photo()
    save(roster, AN, BINH)

    save(roster, AN)
    assert list(roster.rows.values_list("number", flat=True)) == [1]

    save(roster)
    assert roster.rows.count() == 0


def test_the_same_person_typed_twice_is_asked_about() -> None:
    roster = photo()

    save(roster, AN, AN)

    assert (2, "", "twice") in open_doubts(roster)


def test_a_typed_list_is_taken_over_like_any_other() -> None:
    roster = photo()
    save(roster, AN, BINH)
    answer_doubts(doubts(roster, "date_impossible"), Choice.LEAVE_OUT, roster=roster, by=make_user(), at=NOW)

    confirm_roster(roster, by=make_user(), at=NOW)

    assert list(Official.objects.values_list("full_name", flat=True)) == ["Nguyễn Văn An"]


def test_a_line_without_a_name_is_refused_and_a_list_from_a_file_is_not_typed() -> None:
    roster = photo()

    with pytest.raises(LinesWithoutName, match="2"):
        save(roster, AN, {"unit": "P. Trúc Mai"})
    assert roster.rows.count() == 0
    with pytest.raises(NotTyped):
        save(make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai"), AN)


def test_a_list_put_aside_is_not_typed_on() -> None:
    roster = photo()
    discard_roster(roster, by=make_user(), at=NOW)

    with pytest.raises(NoLongerChecked):
        save(roster, AN)


def test_the_page_shows_the_picture_keeps_what_is_wrong_and_goes_on_to_checking(client: Client) -> None:
    roster = photo()
    address = reverse("rosters:typing", args=[roster.pk])

    shown = client.get(address)
    wrong = client.post(address, {"full_name": ["", "Lê Văn Cường"], "dob": ["1/2/1990", ""]})
    done = client.post(address, {"full_name": ["Lê Văn Cường"], "dob": ["1/2/1990"], "finish": "yes"})

    assert f'src="{reverse("rosters:scan", args=[roster.pk])}"' in shown.content.decode()
    assert (wrong.status_code, 'value="1/2/1990"' in wrong.content.decode()) == (422, True)
    assert done.headers["Location"] == reverse("rosters:roster", args=[roster.pk])
    assert row_at(roster, 1).values["full_name"] == "Lê Văn Cường"


def test_a_picture_is_sent_as_what_its_bytes_are_not_as_its_sender_called_it(client: Client) -> None:
    answer = client.get(reverse("rosters:scan", args=[photo().pk]))

    assert (answer.headers["Content-Type"], answer.headers["X-Frame-Options"]) == ("image/png", "SAMEORIGIN")
    assert answer.headers["Content-Disposition"].startswith("inline")
