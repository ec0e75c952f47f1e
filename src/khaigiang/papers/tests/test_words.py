"""Dates, numbers and marks in words."""

from datetime import date, time
from decimal import Decimal

import pytest

from khaigiang.papers import words


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2023, 2, 8), "ngày 08 tháng 02 năm 2023"),
        (date(2023, 1, 31), "ngày 31 tháng 01 năm 2023"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
        (date(2023, 12, 10), "ngày 10 tháng 12 năm 2023"),
    ],
)
def test_days_below_ten_and_the_first_two_months_carry_a_zero(day: date, written: str) -> None:
    assert words.official_date(day) == written


def test_an_undated_paper_leaves_room_for_day_month_and_year() -> None:
    written = words.place_and_date("Hà Nội", None)

    assert written.replace("\u00a0", "") == "Hà Nội, ngàythángnăm"


def test_weekdays_run_from_monday_to_sunday() -> None:
    week = [date(2023, 5, 22 + day) for day in range(7)]

    assert [words.weekday(day) for day in week] == [
        "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật",
    ]  # fmt: skip
    assert [words.short_weekday(day) for day in week] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (107, "một trăm linh bảy"),
        (115, "một trăm mười lăm"),
        (579, "năm trăm bảy mươi chín"),
        (1005, "một nghìn không trăm linh năm"),
        (57_900, "năm mươi bảy nghìn chín trăm"),
        (1_000_000, "một triệu"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"),
    ],
)
def test_numbers_are_read_the_vietnamese_way(number: int, written: str) -> None:
    assert words.number_in_words(number) == written


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_that_cannot_be_read_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        words.number_in_words(number)


@pytest.mark.parametrize(
    ("mark", "figures", "written"),
    [
        ("7.5", "7,5", "Bảy phẩy năm"),
        ("7.50", "7,5", "Bảy phẩy năm"),
        ("8.25", "8,25", "Tám phẩy hai mươi lăm"),
        ("8.05", "8,05", "Tám phẩy không năm"),
        ("10", "10", "Mười"),
        ("9.0", "9", "Chín"),
        ("0.5", "0,5", "Không phẩy năm"),
        ("8.125", "8,125", "Tám phẩy một hai năm"),
    ],
)
def test_marks_have_a_comma_and_words(mark: str, figures: str, written: str) -> None:
    assert words.mark_text(Decimal(mark)) == figures
    assert words.mark_in_words(Decimal(mark)) == written


def test_a_missing_mark_is_nothing_at_all() -> None:
    assert words.mark_text(None) == words.mark_in_words(None) == ""


def test_counts_below_ten_carry_a_zero() -> None:
    assert words.count_in_words(5) == "05 (năm)"
    assert words.count_in_words(107) == "107 (một trăm linh bảy)"


def test_percentages_keep_one_decimal_with_a_comma() -> None:
    assert words.percent_text(Decimal("13.8")) == "13,8%"
    assert words.percent_text(Decimal(70)) == "70,0%"


def test_a_birthday_is_as_precise_as_it_is_known() -> None:
    known = ("1975-02-03", "1975-02", "1975", "")

    assert [words.birth_date(born) for born in known] == ["03/02/1975", "02/1975", "1975", ""]


def test_hours_are_spoken_without_a_leading_zero() -> None:
    assert words.clock(time(7, 5)) == "7 giờ 05"


def test_a_name_goes_on_inside_a_sentence_with_a_small_letter() -> None:
    assert words.small("Xã Cổ Bi") == "xã Cổ Bi"
    assert words.small("") == ""
