"""From a grid to the preview: what an office wrote is right or flagged."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from khaigiang.lists.child import read_in_child
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Book, Cell, Line, Refused, Sheet
from khaigiang.lists.preview import Preview

ON = date(2023, 5, 24)
OLD, NEW = ("2020-03-01", "2025-07-01"), ("2025-07-01", "")
UNITS = (
    ("HN-01", "01", "Thành phố Hà Nội", "Hà Nội", "thanh_pho_truc_thuoc_tw", "province", "", "2008-08-01", "", ""),
    ("D1", "001", "Quận Ba Đình", "Ba Đình", "quan", "district", "HN-01", *OLD, ""),
    ("D2", "017", "Huyện Đông Anh", "Đông Anh", "huyen", "district", "HN-01", *OLD, ""),
    ("D3", "018", "Huyện Gia Lâm", "Gia Lâm", "huyen", "district", "HN-01", *OLD, ""),
    ("D4", "274", "Huyện Hoài Đức", "Hoài Đức", "huyen", "district", "HN-01", *OLD, ""),
    ("U1", "00001", "Phường Phúc Xá", "Phúc Xá", "phuong", "commune", "D1", *OLD, "Phường Hồng Hà"),
    ("U2", "00460", "Xã Kim Nỗ", "Kim Nỗ", "xa", "commune", "D2", *OLD, ""),
    ("U3", "00496", "Xã Kim Chung", "Kim Chung", "xa", "commune", "D2", *OLD, ""),
    ("U4", "09850", "Xã Kim Chung", "Kim Chung", "xa", "commune", "D4", *OLD, ""),
    ("U5", "00526", "Thị trấn Yên Viên", "Yên Viên", "thi_tran", "commune", "D3", *OLD, ""),
    ("U6", "00529", "Xã Yên Viên", "Yên Viên", "xa", "commune", "D3", *OLD, ""),
    ("U7", "00097", "Phường Hồng Hà", "Hồng Hà", "phuong", "commune", "HN-01", *NEW, ""),
)
HEADING = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "SĐT", "Chức vụ", "Đơn vị", "Ngày vào Đảng")
GOOD = (1, "Nguyễn Văn An", "Nam", "12/3/1975", "001075012345", "0912345678", "Bí thư", "Phường Phúc Xá", "1/2/1999")


def sheet(
    *rows: Sequence[object], hidden: tuple[int, ...] = (), merged: tuple[tuple[int, int, int, int], ...] = ()
) -> Sheet:
    """A sheet of those rows, the first of which is row 1."""
    lines = [
        Line(number, tuple(None if value is None else Cell(value) for value in row), number in hidden)  # type: ignore[arg-type]  # rows of tests hold what files hold
        for number, row in enumerate(rows, start=1)
    ]
    return Sheet("Danh sách", lines, merged=merged)


def preview(*sheets: Sheet, on: date = ON) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows and the end of a preview."""
    read = Preview(Book("xlsx", sheets), Gazetteer(UNITS, on), on)
    return list(read.rows()), read.end()


def row(**changed: object) -> tuple[object, ...]:
    """A good row with some cells changed."""
    places = dict(zip(("stt", "name", "sex", "dob", "cccd", "phone", "post", "unit", "party"), range(9), strict=True))
    return tuple(changed.get(key, GOOD[place]) for key, place in places.items())


def one(**changed: object) -> dict[str, Any]:
    """The preview of that one row under a heading."""
    rows, _ = preview(sheet(HEADING, row(**changed)))
    assert len(rows) == 1
    return rows[0]


def codes(found: dict[str, Any]) -> list[tuple[str, str]]:
    """The doubts of a row: field and code."""
    return [(flag["field"], flag["code"]) for flag in found["flags"]]


def test_a_good_row_is_read_whole_without_doubt_or_repair() -> None:
    assert one() == {
        "sheet": "Danh sách",
        "row": 2,
        "values": {
            "full_name": "Nguyễn Văn An",
            "gender": "M",
            "dob": "1975-03-12",
            "cccd": "001075012345",
            "phone": "0912345678",
            "unit": "Phường Phúc Xá",
            "unit_code": "00001",
            "district": "Quận Ba Đình",
            "position": "Bí thư",
            "party_date": "1999-02-01",
        },
        "flags": [],
        "repairs": [],
        "held": False,
        "raw": {
            "full_name": [["B", "Nguyễn Văn An"]],
            "gender": [["C", "Nam"]],
            "dob": [["D", "12/3/1975"]],
            "cccd": [["E", "001075012345"]],
            "phone": [["F", "0912345678"]],
            "position": [["G", "Bí thư"]],
            "unit": [["H", "Phường Phúc Xá"]],
            "party_date": [["I", "1/2/1999"]],
        },
        "more": {},
    }


def test_letterhead_two_rows_of_headings_groups_numbers_totals_and_signatures_are_told_from_people() -> None:
    rows, _ = preview(
        sheet(
            ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI",),
            ("DANH SÁCH CÁN BỘ DỰ LỚP BỒI DƯỠNG",),
            (),
            ("STT", "Họ và tên", None, "Ngày, tháng, năm sinh", None, "Chức vụ, đơn vị công tác"),
            (None, None, None, "Nam", "Nữ", None),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("I", "Quận Ba Đình"),
            (1, "Nguyễn Văn", "An", "12/3/1975", None, "Bí thư Đảng ủy phường Phúc Xá"),
            ("II", "Huyện Đông Anh"),
            (1, "Trần Thị", "Bình", None, 1980, "Chủ tịch UBND xã Kim Chung"),
            ("", "Tổng cộng: 2 người"),
            ("Nơi nhận:",),
            ("", "Lê Văn Ký"),
            merged=((4, 1, 4, 2), (4, 3, 4, 4)),
        ),
    )

    assert [(found["row"], found["values"]) for found in rows] == [
        (
            8,
            {
                "full_name": "Nguyễn Văn An",
                "gender": "M",
                "dob": "1975-03-12",
                "district": "Quận Ba Đình",
                "position": "Bí thư Đảng ủy",
                "unit": "Phường Phúc Xá",
                "unit_code": "00001",
            },
        ),
        (
            10,
            {
                "full_name": "Trần Thị Bình",
                "gender": "F",
                "dob": "1980",
                "district": "Huyện Đông Anh",
                "position": "Chủ tịch UBND",
                "unit": "Xã Kim Chung",
                "unit_code": "00496",
            },
        ),
    ]
    assert [found["flags"] for found in rows] == [[], []]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Đ/c NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("ThS. Nguyễn Văn An", "Nguyễn Văn An"),
        ("Đồng chí Nguyễn Văn An.", "Nguyễn Văn An"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Tống Văn Cường", "Tống Văn Cường"),
    ],
)
def test_names_lose_forms_of_address_and_get_their_capitals(written: str, name: str) -> None:
    found = one(name=written)

    assert (found["values"]["full_name"], found["flags"]) == (name, [])


@pytest.mark.parametrize(
    ("written", "dob"),
    [
        ("12.3.75", "1975-03-12"), ("12-03-1975", "1975-03-12"), (1975, "1975"), ("03/1975", "1975-03"),
        (27465, "1975-03-12"), (date(1975, 3, 12), "1975-03-12"), ("ngày 12 tháng 3 năm 1975", "1975-03-12"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_were_written(written: object, dob: str) -> None:
    found = one(dob=written)

    assert (found["values"]["dob"], found["flags"]) == (dob, [])


def test_days_and_months_are_exchanged_back_only_where_the_column_proves_it() -> None:
    typed = [row(dob=date(1975, month, 3), cccd="") for month in (1, 2, 4, 5)]
    texts = [row(dob=f"{day}/4/1975", cccd="") for day in (13, 17, 25, 30, 14, 19, 21, 22)]
    proven, _ = preview(sheet(HEADING, *typed, *texts))
    few, _ = preview(sheet(HEADING, *typed[:1], *texts[:1]))

    assert [found["values"]["dob"] for found in proven[:4]] == ["1975-03-01", "1975-03-02", "1975-03-04", "1975-03-05"]
    assert proven[0]["repairs"] == [{"field": "dob", "from": "1975-01-03", "rule": "date_exchanged"}]
    assert codes(few[0]) == [("dob", "date_day_month")]


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"name": ""}, "full_name", "name_missing"),
        ({"name": "Nguyễn Văn An 2"}, "full_name", "name_odd"),
        ({"sex": "1", "cccd": ""}, "gender", "sex_unclear"),
        ({"dob": "31/2/1975", "cccd": ""}, "dob", "date_impossible"),
        ({"dob": "4/25/1975", "cccd": ""}, "dob", "date_day_month"),
        ({"dob": "không rõ", "cccd": ""}, "dob", "date_unreadable"),
        ({"dob": "12/3/2015", "cccd": "", "party": ""}, "dob", "dob_age"),
        ({"party": "1/2/1990"}, "party_date", "party_date_early"),
        ({"party": "1/2/2024"}, "party_date", "party_date_future"),
        ({"cccd": "012345678"}, "cccd", "cccd_old"),
        ({"cccd": "1075012"}, "cccd", "cccd_digits"),
        ({"cccd": "1175012345"}, "cccd", "cccd_zeros"),
        ({"cccd": "001175012345"}, "cccd", "cccd_sex"),
        ({"cccd": "001076012345"}, "cccd", "cccd_birth"),
        ({"cccd": "003075012345"}, "cccd", "cccd_province"),
        ({"phone": "0912345678 / 0987654321"}, "phone", "phone_several"),
        ({"phone": "12345"}, "phone", "phone_unreadable"),
        ({"unit": "Xã Kim Chung"}, "unit", "unit_ambiguous"),
        ({"unit": "Yên Viên"}, "unit", "unit_ambiguous"),
        ({"unit": "Kim Nổ"}, "unit", "unit_spelling"),
        ({"unit": "Phường Hồng Hà"}, "unit", "unit_ended"),
        ({"unit": "Sở Nội vụ"}, "unit", "unit_unknown"),
    ],
)
def test_what_cannot_be_sure_is_flagged(changed: dict[str, object], field: str, code: str) -> None:
    assert codes(one(**changed)) == [(field, code)]


@pytest.mark.parametrize(
    ("changed", "field", "value", "rule"),
    [
        ({"cccd": 1075012345}, "cccd", "001075012345", "leading_zero"),
        ({"cccd": "'001 075 012 345"}, "cccd", "001075012345", "digits_only"),
        ({"phone": 912345678.0}, "phone", "0912345678", "leading_zero"),
        ({"phone": "+84912345678"}, "phone", "0912345678", "country_code"),
        ({"phone": "01681234567"}, "phone", "0381234567", "phone_prefix"),
        ({"unit": "P. Phúc Xá"}, "unit", "Phường Phúc Xá", "unit_official_name"),
        ({"unit": "phuc xa"}, "unit", "Phường Phúc Xá", "unit_official_name"),
        ({"unit": "Xã Kim Chung - Hoài Đức"}, "unit", "Xã Kim Chung", "unit_official_name"),
        ({"unit": "TT Yên Viên"}, "unit", "Thị trấn Yên Viên", "unit_official_name"),
        ({"unit": "UBND xã Kim Nỗ, huyện Đông Anh"}, "unit", "Xã Kim Nỗ", "unit_official_name"),
        ({"name": "Nguyễn Văn An (nam)", "sex": ""}, "gender", "M", "sex_beside_name"),
    ],
)
def test_sure_repairs_are_made_and_said(changed: dict[str, object], field: str, value: str, rule: str) -> None:
    found = one(**changed)

    assert (found["values"][field], found["flags"]) == (value, [])
    assert (field, rule) in [(repair["field"], repair["rule"]) for repair in found["repairs"]]


def test_a_unit_that_ended_says_what_it_became() -> None:
    rows, _ = preview(sheet(HEADING, GOOD), on=date(2025, 8, 1))

    assert [(flag["code"], flag["detail"]) for flag in rows[0]["flags"]] == [("unit_ended", "Phường Hồng Hà")]


def test_hidden_rows_are_held_and_told() -> None:
    rows, end = preview(sheet(HEADING, GOOD, row(name="Lê Văn Hai", cccd=""), hidden=(3,)))

    assert [found["held"] for found in rows] == [False, True]
    assert [notice["code"] for notice in end["notices"]] == ["hidden_rows"]


def test_two_rows_of_one_person_are_a_pair() -> None:
    _, end = preview(sheet(HEADING, GOOD, row(name="Lê Văn Hai", cccd=""), row(stt=3)))

    assert end["duplicates"] == [(("Danh sách", 2), ("Danh sách", 4))]


def test_a_form_without_people_is_refused() -> None:
    with pytest.raises(Refused, match="empty_form"):
        preview(sheet(HEADING))


def test_a_file_is_previewed_in_the_child_process(tmp_path: Path) -> None:
    path, gazetteer = tmp_path / "list.csv", tmp_path / "units.json"
    path.write_text("\n".join(";".join(str(value) for value in line) for line in (HEADING, GOOD)), encoding="utf-8")
    gazetteer.write_text(json.dumps(UNITS), encoding="utf-8")

    found, end = read_in_child("preview", {"path": str(path), "gazetteer": str(gazetteer), "on": ON.isoformat()})

    assert (found["sheet"], found["row"], found["values"], found["flags"]) == (None, 2, one()["values"], [])
    assert (end["duplicates"], end["notices"]) == ([], [])


COMBINED = ("Họ và tên", "Chức vụ, đơn vị công tác", "Đơn vị")


@pytest.mark.parametrize(
    ("combined", "post"), [("Phó Bí thư", "Phó Bí thư"), ("Phó Bí thư Đảng ủy xã Kim Nỗ", "Phó Bí thư Đảng ủy")]
)
def test_a_unit_with_a_column_of_its_own_is_read_there_beside_a_combined_one(combined: str, post: str) -> None:
    ((found,), _) = preview(sheet(COMBINED, ("Nguyễn Văn An", combined, "Xã Kim Nỗ")))

    assert (found["values"]["position"], found["values"]["unit"]) == (post, "Xã Kim Nỗ")
    assert found["flags"] == []


def test_two_columns_that_name_different_units_are_a_doubt() -> None:
    ((found,), _) = preview(sheet(COMBINED, ("Nguyễn Văn An", "Bí thư phường Phúc Xá", "Xã Kim Nỗ")))

    assert [(flag["field"], flag["code"]) for flag in found["flags"]] == [("unit", "two_facts")]


def test_a_birth_that_cannot_be_read_still_stands_under_a_sex() -> None:
    headings = (("Họ và tên", "Ngày sinh", None, "Đơn vị"), (None, "Nam", "Nữ", None))
    ((found,), _) = preview(sheet(*headings, ("Trần Thị Bình", None, "31/2/1979", "Xã Kim Nỗ"), merged=((1, 1, 1, 2),)))

    assert found["values"]["gender"] == "F"
    assert [(flag["field"], flag["code"]) for flag in found["flags"]] == [("dob", "date_impossible")]


def test_what_the_file_takes_from_others_is_noticed() -> None:
    read = Preview(Book("xlsx", (sheet(HEADING, GOOD),), ("external_links",)), Gazetteer(UNITS, ON), ON)
    list(read.rows())

    assert [notice["code"] for notice in read.end()["notices"]] == ["external_links"]


MORE = ("Họ và tên", "Dân tộc", "Trình độ chuyên môn", "LLCT", "Ngày vào Đảng", "Ngày chính thức", "Ghi chú", "Cỡ áo")


def test_what_lists_tell_beyond_the_contract_is_kept_beside_it() -> None:
    ((found,), _) = preview(
        sheet(MORE, ("Lò Thị Mai", "THÁI", "Thạc sĩ Luật", "Cao cấp", "1/2/2005", "1/2/2006", "Đi học", "M"))
    )

    assert found["values"] == {"full_name": "Lò Thị Mai", "party_date": "2006-02-01"}
    assert found["more"] == {
        "ethnicity": "Thái",
        "qualification": "Thạc sĩ Luật",
        "theory_level": "advanced",
        "party_probationary": "2005-02-01",
        "note": "Đi học",
        "other": {"Cỡ áo": "M"},
    }


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Sơ cấp", "elementary"), ("TC", "intermediate"), ("Trung cấp LLCT", "intermediate"), ("CAO CẤP", "advanced"),
        ("Cao cấp lý luận chính trị", "advanced"), ("Cử nhân chính trị", "bachelor"), ("Đang học", None),
        ("Trung cấp, Cao cấp", None),
    ],
)  # fmt: skip
def test_a_level_of_theory_is_one_of_four_or_stays_as_it_is_written(written: str, level: str | None) -> None:
    ((found,), _) = preview(sheet(MORE, ("Lò Thị Mai", None, None, written)))

    assert found["more"] == ({"theory_level": level} if level else {"other": {"LLCT": written}})


def test_the_end_tells_how_columns_were_understood_and_which_were_not() -> None:
    _, end = preview(sheet(("DANH SÁCH",), MORE, ("Lò Thị Mai", "Thái", *[None] * 5, "M")))

    assert end["columns"] == [
        {
            "sheet": "Danh sách",
            "heading_rows": [2],
            "columns": {
                "full_name": ["A"],
                "ethnicity": ["B"],
                "qualification": ["C"],
                "theory": ["D"],
                "party": ["E"],
                "party_official": ["F"],
                "note": ["G"],
            },
            "headings": dict(zip("ABCDEFGH", MORE, strict=True)),
            "unknown": ["H"],
        }
    ]


def test_what_a_person_said_of_columns_goes_before_their_headings() -> None:
    lines = sheet(("Họ và tên", "Nơi ở", "Đơn vị"), ("Nguyễn Văn An", "Phường Phúc Xá", "Xã Kim Nỗ"))
    read = Preview(Book("xlsx", [lines]), Gazetteer(UNITS, ON), ON, {"Danh sách": {"B": "unit", "C": ""}})
    (found,) = read.rows()

    assert (found["values"]["unit"], found["raw"]["unit"]) == ("Phường Phúc Xá", [["B", "Phường Phúc Xá"]])
    assert found["more"] == {"other": {"Đơn vị": "Xã Kim Nỗ"}}
    assert read.end()["columns"][0]["columns"] == {"full_name": ["A"], "unit": ["B"]}


def test_a_list_without_headings_is_read_as_a_person_said() -> None:
    lines = sheet((1, "Nguyễn Văn An", "12/3/1975"), (2, "Trần Thị Bình", 1980))
    read = Preview(Book("xlsx", [lines]), Gazetteer(UNITS, ON), ON, {"Danh sách": {"B": "full_name", "C": "dob"}})

    assert [found["values"]["dob"] for found in read.rows()] == ["1975-03-12", "1980"]
