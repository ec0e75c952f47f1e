"""A correction workbook goes out and comes back: only what was changed is read, whatever was sorted, moved or deleted."""

import io
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.planning.rosters.errors import (
    AlreadyApplied,
    AnsweredMeanwhile,
    KeyNotOurs,
    KeyTwice,
    NoLongerChecked,
    NotACorrection,
    NotRead,
    OfAnotherList,
    ReadOtherwiseMeanwhile,
    RowsMixedUp,
)
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt
from khaigiang.planning.rosters.queries.returned import Returned
from khaigiang.planning.rosters.services import (
    answer_doubts,
    apply_returned,
    keep_returned,
)
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.tests.makers import HEADINGS, NOW, doubts, make_roster, open_doubts, row_at
from khaigiang.planning.rosters.tests.workbooks import (
    Grid,
    changed,
    grid_of,
    read_back,
    saved,
    set_cell,
    workbook_of,
)
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = pytest.mark.django_db

AN = "1;Nguyễn Văn An;Nam;31/2/1980;;Phó Bí thư;Phường Trúc Mai"
BINH = "2;Trần Văn Bình;Nam;1/2/1991;;Phó Bí thư;Phường Trúc Mai"
CUONG = "3;Lê Văn Cường;Nam;1/2/1992;;Phó Bí thư;Phường Khác Xa"


def checked(*lines: str, headings: str = HEADINGS) -> Roster:
    """A list being checked, in a register with one post and one commune."""
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    return make_roster(*(lines or (AN, BINH, CUONG)), headings=headings)


def keep(roster: Roster, content: bytes) -> ReturnedWorkbook:
    return keep_returned(roster, content, name="sua.xlsx", content_type="application/xlsx", by=make_user(), at=NOW)


def take_in(roster: Roster, content: bytes) -> Returned:
    """A workbook that came back, looked at and taken in."""
    found = read_back(roster, content)
    apply_returned(keep(roster, content), found, seen=found.digest, by=make_user(), at=NOW)
    return found


def said(found: Returned) -> list[tuple[str, str, str]]:
    return [(change.place, change.label, change.new) for change in found.changes]


def test_the_sender_gets_the_own_rows_under_the_own_headings_and_a_key_for_each() -> None:
    roster = checked()

    head, *rows = grid_of(workbook_of(roster))

    assert head[1:8] == ["Dòng", "Họ và tên", "Giới tính", "Ngày sinh", "CCCD", "Chức vụ", "Đơn vị"]
    assert [row[1:8] for row in rows] == [
        ["2", "Nguyễn Văn An", "Nam", "31/2/1980", "", "Phó Bí thư", "Phường Trúc Mai"],
        ["3", "Trần Văn Bình", "Nam", "1/2/1991", "", "Phó Bí thư", "Phường Trúc Mai"],
        ["4", "Lê Văn Cường", "Nam", "1/2/1992", "", "Phó Bí thư", "Phường Khác Xa"],
    ]
    assert len({row[0] for row in rows}) == 3


def test_the_first_sheet_says_what_to_do_and_names_the_letter() -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(checked())))

    lines = [row[0] for row in workbook.get_sheet_by_index(0).to_python()]

    assert lines[0] == "Danh sách cử đi học"
    assert "Công văn số 15-CV/QU ngày 1/3/2023" in lines


def test_a_workbook_that_nobody_changed_says_nothing() -> None:
    roster = checked()

    found = read_back(roster, changed(roster, lambda grid: grid))

    assert (found.changes, found.unread, found.missing, found.keyless) == ((), (), (), ())


def test_a_corrected_day_and_a_chosen_unit_settle_their_doubts() -> None:
    roster = checked()
    unit = row_at(roster, 2).unit

    def correct(grid: Grid) -> Grid:
        grid = set_cell(0, "Ngày sinh", "28/2/1980")(grid)
        return set_cell(2, "Đơn vị", "Phường Trúc Mai")(grid)

    found = take_in(roster, changed(roster, correct))

    assert said(found) == [("2", "Ngày sinh", "28/2/1980"), ("4", "Đơn vị", "Phường Trúc Mai")]
    assert row_at(roster, 2).values["dob"] == "1980-02-28"
    assert (row_at(roster, 4).unit, open_doubts(roster)) == (unit, [])


def sort_backwards(grid: Grid) -> Grid:
    return [grid[0], *reversed(grid[1:])]


def move_columns(grid: Grid) -> Grid:
    return [list(reversed(row)) for row in grid]


def delete_a_row(grid: Grid) -> Grid:
    return [grid[0], grid[1], grid[3]]


@pytest.mark.parametrize("disturb", [sort_backwards, move_columns, delete_a_row])
def test_only_the_change_is_read_however_the_sheet_was_turned_about(disturb: Callable[[Grid], Grid]) -> None:
    roster = checked()

    found = read_back(roster, changed(roster, lambda grid: disturb(set_cell(0, "Ngày sinh", "28/2/1980")(grid))))

    assert said(found) == [("2", "Ngày sinh", "28/2/1980")]
    assert [one.name for one in found.missing] == (["Trần Văn Bình"] if disturb is delete_a_row else [])


def test_a_value_that_nobody_doubted_is_corrected_too() -> None:
    roster = checked()

    take_in(roster, changed(roster, set_cell(1, "Họ và tên", "TRẦN VĂN BÌNH AN")))

    assert row_at(roster, 3).values["full_name"] == "Trần Văn Bình An"
    kept = RosterDoubt.objects.get(row=row_at(roster, 3), code="corrected")
    assert (kept.field, kept.answer) == ("full_name", "Trần Văn Bình An")


def test_what_cannot_be_read_is_said_and_nothing_is_guessed() -> None:
    roster = checked()

    found = take_in(roster, changed(roster, set_cell(0, "Ngày sinh", "hôm qua")))

    assert (found.changes, [(one.place, one.label, one.text) for one in found.unread]) == (
        (),
        [("2", "Ngày sinh", "hôm qua")],
    )
    assert open_doubts(roster) == [(2, "dob", "date_impossible"), (4, "unit", "unit_unknown")]


def test_a_change_that_contradicts_another_cell_is_not_taken_in_unseen() -> None:
    roster = checked("1;Trần Văn Bình;Nam;1/2/1991;001091012345;Phó Bí thư;Phường Trúc Mai", CUONG)

    found = read_back(roster, changed(roster, set_cell(0, "Ngày sinh", "1/2/1985")))

    assert found.changes == ()
    assert [(one.label, one.text) for one in found.unread] == [("Ngày sinh", "1/2/1985")]
    assert "Số căn cước" in found.unread[0].why


def test_a_sex_that_the_list_had_no_column_for_is_asked_in_a_column_of_its_own() -> None:
    roster = checked(
        "1;Trần Văn Bình;1/2/1991;Phó Bí thư;Phường Trúc Mai", headings="STT;Họ và tên;Ngày sinh;Chức vụ;Đơn vị"
    )
    [heading] = [text for text in grid_of(workbook_of(roster))[0] if text.startswith("Giới tính")]

    take_in(roster, changed(roster, set_cell(0, heading, "Nữ")))

    assert (row_at(roster, 2).values["gender"], open_doubts(roster)) == ("F", [])


def test_a_question_is_answered_by_a_word_of_its_list() -> None:
    post = make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    make_appointment(make_official("Nguyễn Văn An"), post=post, unit=make_commune("Hạ Long"))
    roster = make_roster("1;Nguyễn Văn An;Nam;19/5/1980;;Phó Bí thư;Phường Trúc Mai")
    assert open_doubts(roster) == [(2, "person", "holds_other")]
    [heading] = [text for text in grid_of(workbook_of(roster))[0] if text.startswith("Người này đang")]

    take_in(roster, changed(roster, set_cell(0, heading, str(Choice.TRANSFER.label))))

    assert row_at(roster, 2).ends is not None
    assert open_doubts(roster) == []


def test_a_row_can_be_said_to_be_right_or_to_be_left_out() -> None:
    roster = checked("1;Nguyễn Văn An;Nam;1/2/1920;;Phó Bí thư;Phường Trúc Mai", CUONG)
    assert open_doubts(roster) == [(2, "dob", "dob_age"), (3, "unit", "unit_unknown")]
    whole = grid_of(workbook_of(roster))[0][-1]

    def answer(grid: Grid) -> Grid:
        grid = set_cell(0, whole, str(Choice.RIGHT.label))(grid)
        return set_cell(1, whole, str(Choice.LEAVE_OUT.label))(grid)

    take_in(roster, changed(roster, answer))

    assert (open_doubts(roster), row_at(roster, 3).is_left_out) == ([], True)


def test_rows_without_a_key_are_counted_and_not_read() -> None:
    roster = checked()

    found = read_back(roster, changed(roster, lambda grid: [*grid, ["", "", "Người Mới", "Nam"]]))

    assert (found.changes, found.keyless) == ((), (5,))


def test_rows_sorted_without_their_keys_are_refused() -> None:
    roster = checked()

    def sort_names_alone(grid: Grid) -> Grid:
        keys = [row[:2] for row in grid]
        rest = [grid[0][2:], *sorted(row[2:] for row in grid[1:])]
        return [key + row for key, row in zip(keys, rest, strict=True)]

    with pytest.raises(RowsMixedUp):
        keep(roster, changed(roster, sort_names_alone))


def test_a_doctored_key_a_key_twice_and_the_workbook_of_another_list_are_refused() -> None:
    roster = checked()
    other = make_roster(BINH)
    grid = grid_of(workbook_of(roster))
    forged = [grid[0], [f"{roster.pk}-{'0' * 20}", *grid[1][1:]]]

    with pytest.raises(KeyNotOurs):
        keep(roster, saved(forged))
    with pytest.raises(KeyTwice):
        keep(roster, saved([grid[0], grid[1], grid[1]]))
    with pytest.raises(OfAnotherList):
        keep(roster, workbook_of(other))
    with pytest.raises(NotACorrection):
        keep(roster, saved([["Họ và tên"], ["Nguyễn Văn An"]]))
    with pytest.raises(NotRead):
        keep(roster, b"\x89PNG\r\n\x1a\n")
    assert ReturnedWorkbook.objects.count() == 0


def test_a_list_that_ended_meanwhile_takes_nothing_in() -> None:
    roster = checked()
    content = changed(roster, set_cell(0, "Ngày sinh", "28/2/1980"))
    came, found = keep(roster, content), read_back(roster, content)
    Roster.objects.filter(pk=roster.pk).update(state="discarded", ended_at=NOW, ended_by=make_user())

    with pytest.raises(NoLongerChecked):
        apply_returned(came, found, seen=found.digest, by=make_user(), at=NOW)
    with pytest.raises(NoLongerChecked):
        keep(roster, content)


def test_the_same_workbook_is_taken_in_once_by_one_act() -> None:
    roster = checked()
    content = changed(roster, set_cell(0, "Ngày sinh", "28/2/1980"))
    came, found = keep(roster, content), read_back(roster, content)

    with pytest.raises(ReadOtherwiseMeanwhile):
        apply_returned(came, found, seen="", by=make_user(), at=NOW)
    assert apply_returned(came, found, seen=found.digest, by=make_user(), at=NOW) == 1
    with pytest.raises(AlreadyApplied):
        apply_returned(came, found, seen=found.digest, by=make_user(), at=NOW)

    [entry] = Entry.objects.filter(act="apply_returned_workbook")
    assert entry.after == {"file": "sua.xlsx", "changes": 1, "rows": 1}


def test_a_doubt_answered_between_the_look_and_the_click_is_not_answered_again() -> None:
    roster = checked()
    content = changed(roster, set_cell(0, "Ngày sinh", "28/2/1980"))
    came, found = keep(roster, content), read_back(roster, content)
    answer_doubts(doubts(roster, "date_impossible"), "27/2/1980", roster=roster, by=make_user(), at=NOW)

    with pytest.raises(AnsweredMeanwhile):
        apply_returned(came, found, seen=found.digest, by=make_user(), at=NOW)
    assert row_at(roster, 2).values["dob"] == "1980-02-27"
