"""Traps that real lists set, one by one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from khaigiang.lists.grid import Book, Refused
from khaigiang.lists.preview import Preview
from khaigiang.lists.tests.nasty.people import DAYS
from khaigiang.lists.tests.test_nasty_lists import gazetteer
from khaigiang.lists.tests.test_preview import codes, sheet

Row = Sequence[Any]
HEADING = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Đơn vị", "Quận/huyện")
MAN = (1, "Lê Văn Ba", "1970", "Nam", "Bí thư", "Xã Kim Nỗ", "Đông Anh")
NEXT = (2, "Lê Văn Tư", "1971", "Nam", "Bí thư", "Xã Kim Nỗ", "Đông Anh")


def listed(*rows: Row, day: int = 0, merged: tuple[tuple[int, int, int, int], ...] = ()) -> list[dict[str, Any]]:
    """The rows of a preview with all units of the package."""
    read = Preview(Book("xlsx", [sheet(*rows, merged=merged)]), gazetteer(day), DAYS[day])
    return list(read.rows())


def told_after_the_reform(*units: tuple[str, str | None]) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The rows of people in these units and districts, in a list of after 1 July 2025, and what it is told as a whole."""
    people = [(number, f"Lê Văn {number:c}", *MAN[2:5], *unit) for number, unit in enumerate(units, ord("A"))]
    read = Preview(Book("xlsx", [sheet(HEADING, *people)]), gazetteer(2), DAYS[2])
    return list(read.rows()), read.end()["notices"]


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["values"].get("full_name", "") for row in rows]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Lan\nTrần Văn Bình", "Nguyễn Văn An - Bí thư", "Ng. Văn An", "Nguyễn V. An", "Nguyễn-Văn-An", "Nguyễn Văn A n",
        "Nguyễn Văn An (tức Ba)", "chưa có", "Khuyết", "Nguyễn Văn An và Lê Văn Ba", "Nguyễn Văn An, sinh năm 1975", "Ông Lê Minh",
        "Nguyễn V\u0430n An", "Nguy?n V?n An",
    ],
)  # fmt: skip
def test_what_may_not_be_the_name_of_one_person_is_doubted_and_held(name: str) -> None:
    (row,) = listed(HEADING, (1, name, *MAN[2:]))

    assert ("full_name", "name_odd") in codes(row)
    assert row["held"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("TS Nguyễn Văn An", "Nguyễn Văn An"), ("BS.CKII Trần Thị Bình", "Trần Thị Bình"), ("Bà Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"), ("Thượng tá Lê Văn Ba", "Lê Văn Ba"), ("Nguyễn Văn An (Bí thư)", "Nguyễn Văn An"),
        ("nGUYỄN vĂN aN", "Nguyễn Văn An"), ("12. Nguyễn Văn An", "Nguyễn Văn An"), ("Nguyễn Văn Cộng", "Nguyễn Văn Cộng"),
        ("Cộng Thị Lan", "Cộng Thị Lan"), ("Bùi Thị Còn", "Bùi Thị Còn"), ("Hồ Văn Nam", "Hồ Văn Nam"),
    ],
)  # fmt: skip
def test_names_that_look_like_something_else_are_names(written: str, name: str) -> None:
    (row,) = listed(HEADING, (1, written, *MAN[2:]))

    assert (row["values"]["full_name"], codes(row)) == (name, [])


@pytest.mark.parametrize(
    "born",
    ["00/00/1975", "31/02/1975", "29/2/1975", "1975 (âm lịch)", "12..3.1975", 75, "?", True, "12/1975/3", "1990s", "12/3", "l2/3/1975"],
)  # fmt: skip
def test_what_is_no_day_is_doubted(born: object) -> None:
    (row,) = listed(HEADING, (1, "Lê Văn Ba", born, *MAN[3:]))

    assert [flag["field"] for flag in row["flags"]] == ["dob"]
    assert "dob" not in row["values"]


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("12-Mar-75", "1975-03-12"), ("12\\3\\1975", "1975-03-12"), ("12/3/1975 12:00:00 AM", "1975-03-12"), (12031975, "1975-03-12"),
        ("Tháng 3-1975", "1975-03"), (date(1905, 5, 28), "1975"), ("28/05/1905", "1975"), ("năm 1975", "1975"), ("1975.0", "1975"),
    ],
)  # fmt: skip
def test_days_in_strange_forms_are_read(written: object, born: str) -> None:
    (row,) = listed(HEADING, (1, "Lê Văn Ba", written, *MAN[3:]))

    assert (row["values"]["dob"], codes(row)) == (born, [])


def test_a_column_in_which_some_write_the_month_first_is_doubted_where_both_may_be_meant() -> None:
    births = ("4/25/1975", "1/13/1976", "4/5/1975", "12/30/1977", "25/4/1977")
    rows = listed(HEADING, *((number, f"Lê Văn Ba {'Tư' * number}", born) for number, born in enumerate(births)))

    assert [("dob", "date_day_month") in codes(row) for row in rows] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1.07799E+11", "cccd_digits"), (1075000000, "cccd_digits"), ("001075O12345", "cccd_digits"),
        ("001075012345 / 012345678", "cccd_digits"), ("Mất", "cccd_digits"), ("1175012345", "cccd_zeros"),
    ],
)  # fmt: skip
def test_identity_numbers_that_lost_digits_are_doubted(number: object, code: str) -> None:
    (row,) = listed(("Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD"), ("Lê Văn Ba", "12/3/1975", "Nam", number))

    assert codes(row) == [("cccd", code)]
    assert "cccd" not in row["values"]


@pytest.mark.parametrize("number", ["1,075,012,345", "1075012345.0", 1.075012345e9, "001.075.012.345"])
def test_identity_numbers_in_the_dress_of_figures_are_read(number: object) -> None:
    (row,) = listed(("Họ và tên", "Ngày sinh", "Số CCCD"), ("Lê Văn Ba", "12/3/1975", number))

    assert (row["values"]["cccd"], codes(row)) == ("001075012345", [])


@pytest.mark.parametrize(
    ("written", "joined", "full"), [("3/2/2001; 3/2/2002", "2001-02-03", "2002-02-03"), ("2001 - 2002", "2001", "2002")]
)
def test_two_days_of_the_party_a_year_apart_are_joining_and_full_membership(
    written: str, joined: str, full: str
) -> None:
    (row,) = listed(("Họ và tên", "Ngày vào Đảng"), ("Lê Văn Ba", written))

    assert (row["more"]["party_probationary"], row["values"]["party_date"], codes(row)) == (joined, full, [])


def test_two_days_of_the_party_that_are_no_probation_and_one_day_that_may_be_either_are_doubted() -> None:
    (apart,) = listed(("Họ và tên", "Ngày vào Đảng"), ("Lê Văn Ba", "3/2/2001 - 5/6/2010"))
    (either,) = listed(("Họ và tên", "Ngày vào Đảng (dự bị/chính thức)"), ("Lê Văn Ba", "3/2/2001"))

    assert (codes(apart), codes(either)) == ([("party_date", "date_several")], [("party_date", "party_which")])


def test_sums_signatures_and_notes_are_no_people_and_end_no_list() -> None:
    rows = listed(
        HEADING,
        MAN,
        ("Ghi chú: xem phụ lục",),
        (None, "(đi học)"),
        (None, None, None, None, "kiêm Chủ tịch HĐND"),
        NEXT,
        ("Cộng", None, None, None, None, "2 người"),
        (3, "Cộng Thị Lan", "1970", "Nữ", "Tổng Giám đốc", "Xã Cộng Hòa", "Quốc Oai"),
        ("Hà Nội, ngày 5 tháng 3 năm 2023",),
        (None, "NGƯỜI LẬP", None, None, None, "CHỦ TỊCH"),
        (),
        (None, "Nguyễn Thị Lập", None, None, None, "Trần Văn Ký"),
    )

    assert names(rows) == ["Lê Văn Ba", "Lê Văn Tư", "Cộng Thị Lan"]


def test_communes_beneath_a_district_keep_it_and_another_group_ends_it() -> None:
    rows = listed(
        HEADING[:5],
        ("I", "HUYỆN ĐÔNG ANH"),
        ("1", "Xã Kim Chung"),
        (1, "Lê Văn Ba", "1970", "Nam", "Bí thư"),
        ("II", "CÁC SỞ, NGÀNH"),
        (1, "Lê Văn Tư", "1970", "Nam", "Bí thư"),
    )

    assert [(row["values"].get("unit"), row["values"].get("district")) for row in rows] == [
        ("Xã Kim Chung", "Huyện Đông Anh"),
        (None, None),
    ]


def test_one_cell_over_several_rows_and_a_stroke_stand_for_each_of_them() -> None:
    heading = ("STT", "Đơn vị", "Họ và tên", "Năm sinh")
    (_, merged) = listed(
        heading, (1, "Xã Kim Nỗ", "Lê Văn Ba", 1970), (2, None, "Lê Văn Tư", 1971), merged=((2, 1, 3, 1),)
    )
    (_, stroke) = listed(heading, (1, "Xã Kim Nỗ", "Lê Văn Ba", 1970), (2, "-nt-", "Lê Văn Tư", 1971))

    assert (merged["values"]["unit"], stroke["values"]["unit"]) == ("Xã Kim Nỗ", "Xã Kim Nỗ")
    assert {"field": "unit", "from": "-nt-", "rule": "ditto"} in stroke["repairs"]


def test_headings_in_two_rows_of_a_text_file_and_days_in_three_columns_are_understood() -> None:
    (row,) = listed(
        ("STT", "Họ và tên", "Ngày sinh", None, None, "Trình độ", None, "Ngày vào Đảng", None),
        (None, None, "Ngày", "Tháng", "Năm", "Văn hóa", "LLCT", "Dự bị", "Chính thức"),
        (1, "Lê Văn Ba", 12, 3, 1970, "12/12", "Cao cấp", "1/2/1995", "1/2/1996"),
        merged=((1, 2, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8)),
    )

    assert row["values"] == {"full_name": "Lê Văn Ba", "dob": "1970-03-12", "party_date": "1996-02-01"}
    assert row["more"] == {
        "theory_level": "advanced",
        "party_probationary": "1995-02-01",
        "other": {"Trình độ Văn hóa": "12/12"},
    }


def test_family_names_that_look_like_headings_are_people() -> None:
    rows = listed(("Họ", "Tên", "Giới tính", "Năm sinh"), ("Hồ", "Nam", "Nam", 1970), ("Hồ", "Văn Nữ", "Nữ", 1971))

    assert names(rows) == ["Hồ Nam", "Hồ Văn Nữ"]


def test_a_list_whose_columns_cannot_be_told_waits_for_a_person() -> None:
    rows = [("a1", "abc", "12/3/1975"), ("a2", "def", "13/3/1975")]
    read = Preview(Book("xlsx", [sheet(*rows)]), gazetteer(0), DAYS[0])

    assert list(read.rows()) == []
    assert [notice["code"] for notice in read.end()["notices"]] == ["columns_unknown"]


def test_a_text_that_is_no_table_is_said_to_be_none() -> None:
    read = Preview(Book("text", [sheet(("Kính gửi các đồng chí",), ("Đề nghị gửi danh sách",))]), gazetteer(0), DAYS[0])

    with pytest.raises(Refused, match="not_a_workbook"):
        list(read.rows())


def test_people_of_one_name_and_birth_are_a_pair_unless_their_identity_numbers_differ() -> None:
    heading = ("Họ và tên", "Năm sinh", "Đơn vị", "Số CCCD")
    rows = (
        ("Lê Văn Hoà", 1970, "Xã Kim Nỗ", None), ("LÊ VĂN HÒA", 1970, "Kim Nỗ", None),
        ("Lê Văn Ba", 1970, "Xã Kim Nỗ", "001070000001"), ("Lê Văn Ba", 1970, "Xã Kim Nỗ", "001070000002"),
    )  # fmt: skip
    read = Preview(Book("xlsx", [sheet(heading, *rows)]), gazetteer(0), DAYS[0])
    list(read.rows())

    assert read.duplicates == [(("Danh sách", 2), ("Danh sách", 3))]


def test_after_the_reform_the_list_is_told_once_of_districts_that_ended_and_no_row_is_doubted_for_it() -> None:
    units = (("Phường Ba Đình", "Quận Ba Đình"), ("Phường Ba Đình", "Ba Đình"), ("Phường Hồng Hà", "Quận Hoàn Kiếm"))
    rows, notices = told_after_the_reform(*units)

    assert [(row["values"]["unit"], "district" in row["values"], codes(row)) for row in rows] == [
        ("Phường Ba Đình", False, []),
        ("Phường Ba Đình", False, []),
        ("Phường Hồng Hà", False, []),
    ]
    assert [(notice["code"], notice["detail"]) for notice in notices] == [
        ("districts_ended", "Quận Ba Đình, Quận Hoàn Kiếm")
    ]


def test_after_the_reform_a_district_that_the_commune_never_lay_in_is_doubted() -> None:
    units = (("Phường Ba Đình", "Huyện Đông Anh"), ("Phường Ba Đình, huyện Đông Anh", None), ("Xã Kim Nỗ", None))
    rows, notices = told_after_the_reform(*units)

    assert [codes(row) for row in rows] == [
        [("district", "unit_ended")],
        [("unit", "unit_district")],
        [("unit", "unit_ended")],
    ]
    assert notices == []


def test_a_tick_in_the_column_of_a_sex_is_no_cell_of_the_birth() -> None:
    heading = ("STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ")
    ticked, apart = listed(heading, (1, "Lê Văn Ba", "31/2/1979", "x", None), (2, "Hồ Thị Tư", None, None, "3/3/1980"))

    assert (ticked["raw"]["dob"], ticked["raw"]["gender"]) == ([["C", "31/2/1979"]], [["D", "x"]])
    assert apart["raw"]["dob"][-1] == ["E", "3/3/1980"]


def test_a_column_without_a_heading_beside_the_names_is_given_names_only_where_it_can_be() -> None:
    heading = ("STT", "Họ và tên", None, "Năm sinh")
    split = listed(heading, (1, "Lê Văn", "Ba", 1970), (2, "Hồ Thị", "Tư", 1971))
    sexes = listed(heading, (1, "Lê Văn Ba", "Nam", 1970), (2, "Hồ Thị Tư", "Nữ", 1971))

    assert (names(split), names(sexes)) == (["Lê Văn Ba", "Hồ Thị Tư"], ["Lê Văn Ba", "Hồ Thị Tư"])
    assert sexes[0]["more"] == {"other": {"C": "Nam"}}


def test_a_second_column_of_names_is_somebody_elses() -> None:
    heading = ("STT", "Họ và tên", "Năm sinh", "Số CCCD", "Họ và tên")
    nameless, row = listed(
        heading, (1, None, 1970, "001070123456", "Lê Thị Vợ"), (2, "Lê Văn Ba", 1970, "-", "Trần Thị Vợ")
    )

    assert codes(nameless) == [("full_name", "name_missing")]

    assert (row["values"]["full_name"], row["more"]) == ("Lê Văn Ba", {"other": {"Họ và tên": "Trần Thị Vợ"}})


def test_days_that_a_spreadsheet_exchanged_are_doubted_also_where_no_text_betrays_it_or_sexes_stand_apart() -> None:
    all_early = [(number, "Lê Văn Ba", date(1970 + number, 2 + number, 1), *MAN[3:]) for number in range(6)]
    apart = (
        ("STT", "Họ và tên", "Ngày sinh", None),
        (None, None, "Nam", "Nữ"),
        (1, "Lê Văn Ba", date(1970, 2, 1), None),
        (2, "Hồ Thị Tư", None, "25/4/1971"),
    )

    assert all(("dob", "date_day_month") in codes(row) for row in listed(HEADING, *all_early))
    assert codes(listed(*apart, merged=((1, 2, 1, 3),))[0]) == [("dob", "date_day_month")]
