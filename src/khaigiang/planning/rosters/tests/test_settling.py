"""Doubts answered: one by one, or all that are alike."""

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.rosters.errors import AnsweredMeanwhile, NoLongerChecked, NotAnAnswer
from khaigiang.planning.rosters.models import RosterDoubt, SenderHabit
from khaigiang.planning.rosters.services import answer_doubts, correct_row, discard_roster, leave_out, take_in
from khaigiang.planning.rosters.states import Choice, Outcome, Proof
from khaigiang.planning.rosters.tests.makers import NOW, doubts, make_roster, open_doubts, row_at
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune, make_office

pytestmark = pytest.mark.django_db


def test_one_answer_settles_all_rows_whose_cells_hold_the_same_text() -> None:
    post, unit = make_post("Phó Bí thư", is_shared=True), make_commune("Trúc Mai")
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Maii",
        "2;Trần Văn Bình;Nam;1/2/1991;;Phó Bí thư;Phường Trúc Maii",
        "3;Lê Văn Cường;Nam;1/2/1992;;Phó Bí thư;Phường Khác Xa",
    )
    alike = doubts(roster, "unit_spelling").filter(alike="Phường Trúc Maii")

    count = answer_doubts(alike, unit.uid, roster=roster, by=make_user(), at=NOW)

    assert count == 2
    assert [(row_at(roster, n).unit, row_at(roster, n).post) for n in (2, 3)] == [(unit, post), (unit, post)]
    assert open_doubts(roster) == [(4, "unit", "unit_unknown")]
    assert row_at(roster, 2).values["unit"] == "Phường Trúc Mai"


def test_a_post_named_once_is_remembered_for_the_sender() -> None:
    post, sender = make_post("Phó Bí thư Đảng ủy", short_title="Phó Bí thư", is_shared=True), make_office()
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;PBT;Phường Trúc Mai", sender=sender)

    answer_doubts(doubts(roster, "post_unknown"), str(post.pk), roster=roster, by=make_user(), at=NOW)

    assert SenderHabit.objects.get(sender=sender).position == "pbt"
    later = make_roster("1;Lê Văn Cường;Nam;1/2/1990;;PBT;Phường Trúc Mai", sender=sender)
    assert (row_at(later, 2).post, open_doubts(later)) == (post, [])


def test_a_person_chosen_by_hand_is_kept_as_said() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    known = make_official("Nguyễn Văn An")
    roster = make_roster("1;Nguyễn Văn An;Nam;;;Phó Bí thư;Phường Trúc Mai")

    answer_doubts(doubts(roster, "person_unsure"), str(known.pk), roster=roster, by=make_user(), at=NOW)

    row = row_at(roster, 2)
    assert (row.official, row.proof, open_doubts(roster)) == (known, Proof.SAID, [])


def test_all_namesakes_are_said_to_be_new_people_at_once() -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    make_official("Nguyễn Văn An")
    make_official("Trần Văn Bình")
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;;;Phó Bí thư;Phường Trúc Mai", "2;Trần Văn Bình;Nam;;;Phó Bí thư;Phường Trúc Mai"
    )

    answer_doubts(doubts(roster, "person_unsure"), Choice.NEW, roster=roster, by=make_user(), at=NOW)

    assert [row_at(roster, n).outcome for n in (2, 3)] == [Outcome.NEW, Outcome.NEW]
    assert open_doubts(roster) == []


def test_a_typed_day_answers_a_date_that_could_not_be_read() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")

    answer_doubts(doubts(roster, "date_impossible"), "28/2/1980", roster=roster, by=make_user(), at=NOW)

    assert (row_at(roster, 2).values["dob"], open_doubts(roster)) == ("1980-02-28", [])


def test_what_is_no_day_is_no_answer_and_nothing_changes() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")

    with pytest.raises(NotAnAnswer):
        answer_doubts(doubts(roster, "date_impossible"), "hôm qua", roster=roster, by=make_user(), at=NOW)

    assert open_doubts(roster) == [(2, "dob", "date_impossible")]


def test_a_doubt_answered_meanwhile_is_not_answered_again() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")
    asked = doubts(roster, "date_impossible")
    answer_doubts(asked, "28/2/1980", roster=roster, by=make_user(), at=NOW)

    with pytest.raises(AnsweredMeanwhile):
        answer_doubts(asked, Choice.EMPTY, roster=roster, by=make_user(), at=NOW)


def test_taking_a_post_over_ends_the_holder_in_the_proposal() -> None:
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    held = make_appointment(make_official("Trần Thị Bình"), post=post, unit=unit)
    roster = make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai")

    answer_doubts(doubts(roster, "post_held"), Choice.REPLACE, roster=roster, by=make_user(), at=NOW)

    assert (row_at(roster, 2).displaces, row_at(roster, 2).appoints) == (held, True)


def test_a_value_that_nobody_doubted_can_be_corrected_and_who_did_it_is_kept() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    clerk = make_user()
    roster = make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai")

    correct_row(row_at(roster, 2), "full_name", "Nguyễn Văn Ân", by=clerk, at=NOW)

    kept = RosterDoubt.objects.get(row=row_at(roster, 2))
    assert row_at(roster, 2).values["full_name"] == "Nguyễn Văn Ân"
    assert (kept.code, kept.answer, kept.settled_by) == ("corrected", "Nguyễn Văn Ân", clerk)


def test_rows_left_out_ask_nothing_until_they_are_taken_in_again() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")

    leave_out(roster.rows.all(), roster=roster, by=make_user(), at=NOW)
    assert (row_at(roster, 2).outcome, open_doubts(roster)) == (Outcome.LEFT_OUT, [])

    take_in(roster.rows.all(), roster=roster, by=make_user(), at=NOW)
    assert (row_at(roster, 2).outcome, open_doubts(roster)) == (Outcome.NEW, [(2, "dob", "date_impossible")])


def test_a_list_put_aside_answers_nothing_and_holds_nobody() -> None:
    roster = make_roster("1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai")
    discard_roster(roster, by=make_user(), at=NOW)

    assert roster.rows.count() == 0
    with pytest.raises(NoLongerChecked):
        leave_out(roster.rows.all(), roster=roster, by=make_user(), at=NOW)
