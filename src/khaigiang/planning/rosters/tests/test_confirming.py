"""A checked list taken over and taken back."""

from datetime import date

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.nominations.tests.makers import make_nomination
from khaigiang.planning.rosters.errors import (
    ChangedMeanwhile,
    DoubtsAreOpen,
    NoLongerChecked,
    NotTakenOver,
    SomethingDepends,
    WaitsForLetter,
)
from khaigiang.planning.rosters.services import (
    answer_doubts,
    confirm_roster,
    enter_letter,
    leave_out,
    undo_roster,
)
from khaigiang.planning.rosters.states import Choice, RosterState
from khaigiang.planning.rosters.tests.makers import DAY, NOW, doubts, make_roster, row_at
from khaigiang.registry.officials.errors import PostIsHeld
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.services import end_appointment
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db
NEW = "1;Nguyễn Văn An;Nam;1/2/1990;001090012345;Phó Bí thư;Phường Trúc Mai"


def registered() -> list[tuple[object, ...]]:
    """Everybody of the register with posts, as it stands."""
    people = Official.objects.order_by("pk").values_list("full_name", "gender", "born_on", "identity_number", "phone")
    posts = Appointment.objects.order_by("pk").values_list(
        "official__full_name", "unit__name", "valid_from", "valid_until"
    )
    return [*people, *posts]


def test_new_people_are_registered_with_their_posts_by_one_act() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(NEW)

    confirm_roster(roster, by=make_user(), at=NOW)

    assert registered() == [
        ("Nguyễn Văn An", "M", "1990-02-01", "001090012345", ""),
        ("Nguyễn Văn An", "Phường Trúc Mai", DAY, None),
    ]
    [entry] = Entry.objects.filter(act="confirm_roster")
    assert entry.after == {"letter": "15-CV/QU", "sender": str(roster.sender), "new": 1, "changed": 0, "appointed": 1}


@pytest.mark.parametrize(("listed", "kept"), [("1990", "1990"), ("2/1990", "1990-02")])
def test_a_birth_that_the_list_knows_by_its_year_or_month_is_registered_as_such(listed: str, kept: str) -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(f"1;Nguyễn Văn An;Nam;{listed};;Phó Bí thư;Phường Trúc Mai")

    confirm_roster(roster, by=make_user(), at=NOW)

    assert Official.objects.get().born_on == kept


def test_taking_a_list_back_leaves_the_register_as_it_was() -> None:
    post, old, new = make_post("Phó Bí thư"), make_commune("Trúc Mai"), make_commune("Hạ Long")
    make_appointment(make_official("Nguyễn Văn An"), post=post, unit=old)
    make_appointment(make_official("Trần Thị Bình"), post=post, unit=new)
    before = registered()
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;19/5/1980;001080012345;Phó Bí thư;Phường Hạ Long",
        "2;Lê Văn Cường;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai",
    )
    clerk = make_user()
    answer_doubts(doubts(roster, "holds_other"), Choice.TRANSFER, roster=roster, by=clerk, at=NOW)
    answer_doubts(doubts(roster, "post_held"), Choice.REPLACE, roster=roster, by=clerk, at=NOW)

    confirm_roster(roster, by=clerk, at=NOW)
    assert registered() != before
    undo_roster(roster, by=clerk, at=NOW)

    assert registered() == before
    roster.refresh_from_db()
    assert roster.state == RosterState.UNDONE


def test_a_list_with_open_doubts_is_not_taken_over_but_without_these_rows_it_is() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(NEW, "2;Lê Văn Cường;Nam;31/2/1990;;Phó Bí thư;Phường Trúc Mai")

    with pytest.raises(DoubtsAreOpen):
        confirm_roster(roster, by=make_user(), at=NOW)
    leave_out(roster.rows.with_doubts(), roster=roster, by=make_user(), at=NOW)
    confirm_roster(roster, by=make_user(), at=NOW)

    assert list(Official.objects.values_list("full_name", flat=True)) == ["Nguyễn Văn An"]


def test_a_list_waits_until_the_number_of_its_letter_is_entered() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(NEW, letter_number="")

    with pytest.raises(WaitsForLetter):
        confirm_roster(roster, by=make_user(), at=NOW)
    enter_letter(roster, number="27-CV/QU", letter_on=DAY, by=make_user(), at=NOW)

    assert confirm_roster(roster, by=make_user(), at=NOW).state == RosterState.APPLIED


def test_the_second_who_confirms_is_told_who_was_first() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster, first = make_roster(NEW), make_user()
    confirm_roster(roster, by=first, at=NOW)

    with pytest.raises(NoLongerChecked, match=str(first)):
        confirm_roster(roster, by=make_user(), at=NOW)

    assert Official.objects.count() == 1


def test_a_person_changed_since_the_check_stops_the_list_and_nothing_is_taken_over() -> None:
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    known = make_appointment(make_official("Nguyễn Văn An"), post=post, unit=unit).official
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;19/5/1980;001080012345;Phó Bí thư;Phường Trúc Mai",
        "2;Lê Văn Cường;Nam;1/2/1990;;;",
    )
    answer_doubts(doubts(roster, "unit_missing"), Choice.NO_POST, roster=roster, by=make_user(), at=NOW)
    Official.objects.filter(pk=known.pk).update(identity_number="001080099999")

    with pytest.raises(ChangedMeanwhile):
        confirm_roster(roster, by=make_user(), at=NOW)

    assert Official.objects.count() == 1


def test_two_rows_for_one_post_are_refused_and_nobody_is_registered() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(NEW, "2;Lê Văn Cường;Nam;1/2/1991;;Phó Bí thư;Phường Trúc Mai")
    answer_doubts(doubts(roster, "post_twice"), Choice.RIGHT, roster=roster, by=make_user(), at=NOW)

    with pytest.raises(PostIsHeld):
        confirm_roster(roster, by=make_user(), at=NOW)

    assert Official.objects.count() == 0


def test_a_list_on_which_something_was_built_says_what_and_stays() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(NEW)
    confirm_roster(roster, by=make_user(), at=NOW)
    end_appointment(Appointment.objects.get(), on=date(2023, 4, 1), by=make_user(), at=NOW)

    with pytest.raises(SomethingDepends, match="Nguyễn Văn An"):
        undo_roster(roster, by=make_user(), at=NOW)

    assert row_at(roster, 2).official == Official.objects.get()


def test_a_post_by_which_somebody_known_was_put_forward_keeps_the_list() -> None:
    nomination = make_nomination()
    official, held = nomination.official, nomination.official.appointments.select_related("post", "unit").get()
    held.delete()
    roster = make_roster(f"1;{official.full_name};Nam;19/5/1980;;{held.post.title};{held.unit.name}")
    confirm_roster(roster, by=make_user(), at=NOW)
    assert official.appointments.count() == 1

    with pytest.raises(SomethingDepends):
        undo_roster(roster, by=make_user(), at=NOW)

    assert official.appointments.count() == 1


def test_a_list_that_was_never_taken_over_is_not_taken_back() -> None:
    with pytest.raises(NotTakenOver):
        undo_roster(make_roster(NEW), by=make_user(), at=NOW)
