"""Dates, numbers and marks as Vietnamese official papers write them."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from typing import Final

_WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu", "tỷ")
_LARGEST: Final = 10 ** (3 * len(_SCALES)) - 1
_BLANK: Final = "\u00a0" * 6


def official_date(day: date) -> str:
    """The day as in "ngày 08 tháng 02 năm 2023": days below 10 and months 1 and 2 carry a zero (NĐ 30/2020, App. I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_date(place: str, day: date | None) -> str:
    """The place and date of a paper; an undated one leaves room for the clerk's pen."""
    return f"{place}, {day_or_blank(day)}"


def day_or_blank(day: date | None) -> str:
    """The official date, or its words with room between them."""
    return official_date(day) if day else f"ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"


def short_date(day: date) -> str:
    """The day as in "08/02/2023", for tables and running text."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def birth_date(born: str) -> str:
    """A birthday as far as it is known: "19/05/1975", "05/1975", "1975" or nothing."""
    return "/".join(reversed(born.split("-")))


def weekday(day: date) -> str:
    """The weekday, "Thứ Hai" to "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


def short_weekday(day: date) -> str:
    """The weekday, "T2" to "T7" and "CN", for narrow columns."""
    return "CN" if day.weekday() == 6 else f"T{day.weekday() + 2}"


def weekday_and_date(day: date) -> str:
    """The day as in "Thứ Tư, ngày 24/05/2023"."""
    return f"{weekday(day)}, ngày {short_date(day)}"


def clock(at: time) -> str:
    """The time as in "7 giờ 30"."""
    return f"{at.hour} giờ {at:%M}"


def number_in_words(number: int) -> str:
    """Zero to 999,999,999,999 in words: 107 → "một trăm linh bảy"."""
    if not 0 <= number <= _LARGEST:
        message = f"{number} is outside 0…{_LARGEST}"
        raise ValueError(message)
    return " ".join(_words(number)) if number else _DIGITS[0]


def count_in_words(number: int) -> str:
    """A count as decisions write it: "107 (một trăm linh bảy)", below ten "05 (năm)"."""
    return f"{number:02d} ({number_in_words(number)})"


def decimal_text(number: Decimal) -> str:
    """A decimal with the Vietnamese comma, without idle zeros: 7.50 → "7,5"."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def percent_text(percent: Decimal) -> str:
    """A percentage to one decimal as given: 13.8 → "13,8%". Rounding is the caller's."""
    return f"{percent:.1f}%".replace(".", ",")


def mark_text(mark: Decimal | None) -> str:
    """A mark in figures, or nothing where there is none."""
    return "" if mark is None else decimal_text(mark)


def mark_in_words(mark: Decimal | None) -> str:
    """A mark in words: 7.5 → "Bảy phẩy năm", 8.25 → "Tám phẩy hai mươi lăm", 8.05 → "Tám phẩy không năm"."""
    if mark is None:
        return ""
    whole, _, fraction = decimal_text(mark).partition(",")
    words = number_in_words(int(whole))
    return capital(f"{words} phẩy {_fraction_in_words(fraction)}" if fraction else words)


def capital(text: str) -> str:
    """The text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text as it goes on inside a sentence: its first letter small, the others as they are."""
    return text[:1].lower() + text[1:]


def _fraction_in_words(digits: str) -> str:
    if digits.startswith("0") or len(digits) > 2:
        return " ".join(_DIGITS[int(digit)] for digit in digits)
    return number_in_words(int(digits))


def _words(number: int) -> Iterator[str]:
    groups = [(number // 1000**scale) % 1000 for scale in range(len(_SCALES))]
    started = False
    for scale in reversed(range(len(_SCALES))):
        group = groups[scale]
        if not group:
            continue
        yield from _group_in_words(group, full=started)
        if _SCALES[scale]:
            yield _SCALES[scale]
        started = True


def _group_in_words(group: int, *, full: bool) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    if hundreds or full:
        yield _DIGITS[hundreds]
        yield "trăm"
        if 0 < rest < 10:
            yield "linh"
    yield from _below_hundred(rest)


def _below_hundred(rest: int) -> Iterator[str]:
    tens, unit = divmod(rest, 10)
    if tens:
        yield from ("mười",) if tens == 1 else (_DIGITS[tens], "mươi")
    if unit:
        yield _unit_after(tens, unit)


def _unit_after(tens: int, unit: int) -> str:
    if tens and unit == 5:
        return "lăm"
    if tens >= 2 and unit in {1, 4}:
        return "mốt" if unit == 1 else "tư"
    return _DIGITS[unit]


def how_groups_read(groups: Iterable[str]) -> str:
    """What a column of groups needs said when some people sit in another group in each discussion; else empty."""
    return "cột “Tổ” ghi lần lượt tổ của từng buổi thảo luận" if any("," in group for group in groups) else ""
