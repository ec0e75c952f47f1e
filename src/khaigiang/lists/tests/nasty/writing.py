"""Ways in which offices write a fact: what stands in the cell, and what must come of it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from khaigiang.lists.tests.nasty.people import Invented, units_on
from khaigiang.vietnamese.names import fold
from khaigiang.vietnamese.syllables import sound

DOUBT: Final = "?"
# Before a value that may be read or doubted: a short column proves little.
MAYBE: Final = "~"


@dataclass(frozen=True, slots=True)
class Written:
    """A cell, and what must be read of it: a value, `DOUBT`, or nothing."""

    cell: Any
    value: str = ""


Way = Callable[[Random, Invented], Written]


def _day(form: str, precision: int = 10) -> Way:
    return lambda _, person: Written(person.born.strftime(form), person.born.isoformat()[:precision])


def _lean(text: str) -> str:
    return re.sub(r"\b0(\d)", r"\1", text)


BIRTHS: Final[dict[str, Way]] = {
    "plain": _day("%d/%m/%Y"),
    "lean": lambda _, person: Written(_lean(person.born.strftime("%d/%m/%Y")), person.born.isoformat()),
    "dots": _day("%d.%m.%Y"),
    "strokes": _day("%d-%m-%Y"),
    "two digits": _day("%d/%m/%y"),
    "two digits, dots": lambda _, person: Written(
        f"{person.born.day}.{person.born.month}.{person.born:%y}", person.born.isoformat()
    ),
    "spaces": _day(" %d / %m / %Y "),
    "comma": _day("%d,%m,%Y"),
    "ISO": _day("%Y-%m-%d"),
    "year": _day("%Y", 4),
    "year as a number": lambda _, person: Written(person.born.year, str(person.born.year)),
    "year in words": _day("năm %Y", 4),
    "month": _day("%m/%Y", 7),
    "words": lambda _, person: Written(
        f"ngày {person.born.day} tháng {person.born.month} năm {person.born.year}", person.born.isoformat()
    ),
    "typed": lambda _, person: Written(person.born, person.born.isoformat()),
    "serial": lambda _, person: Written((person.born - date(1899, 12, 30)).days, person.born.isoformat()),
    "serial as text": lambda _, person: Written(str((person.born - date(1899, 12, 30)).days), person.born.isoformat()),
    "apostrophe": _day("'%d/%m/%Y"),
    "stop": _day("%d/%m/%Y."),
    "midnight": _day("%Y-%m-%d 00:00:00"),
    "English": _day("%d-%b-%Y"),
    "year as a day": lambda _, person: Written(
        date(1899, 12, 30) + timedelta(days=person.born.year), str(person.born.year)
    ),
}
BAD_BIRTHS: Final[dict[str, Way]] = {
    "no such day": lambda _, person: Written(f"31/02/{person.born.year}", DOUBT),
    "zeros": lambda _, person: Written(f"00/00/{person.born.year}", DOUBT),
    "thirteenth month": lambda _, person: Written(f"12/13/{person.born.year}", DOUBT),
    "lunar": lambda _, person: Written(f"{person.born.year} (âm lịch)", DOUBT),
    "no year": lambda _, person: Written(f"{person.born.day}/{person.born.month}", DOUBT),
    "unknown": lambda _, __: Written("không nhớ", DOUBT),
    "letters": lambda _, person: Written(f"l2/3/{person.born.year}", DOUBT),
    "long year": lambda _, person: Written(f"12/03/{person.born.year}5", DOUBT),
    "a child": lambda _, __: Written("12/03/2019", DOUBT),
    "two days": lambda _, person: Written(f"12/3/{person.born.year} - 15/4/{person.born.year}", DOUBT),
}


def exchanged(person: Invented) -> Written:
    """A day as a spreadsheet makes it that expects the month first: exchanged where that can be, else left a text."""
    born = person.born
    if born.day > 12:
        return Written(born.strftime("%d/%m/%Y"), born.isoformat())
    return Written(date(born.year, born.day, born.month), MAYBE + born.isoformat())


NUMBERS: Final[dict[str, Way]] = {
    "plain": lambda _, person: Written(person.cccd, person.cccd),
    "number": lambda _, person: Written(int(person.cccd), person.cccd),
    "lost zeros": lambda _, person: Written(str(int(person.cccd)), person.cccd),
    "spaces": lambda _, person: Written(f"{person.cccd[:3]} {person.cccd[3:6]} {person.cccd[6:]}", person.cccd),
    "dots": lambda _, person: Written(f"{person.cccd[:3]}.{person.cccd[3:6]}.{person.cccd[6:]}", person.cccd),
    "apostrophe": lambda _, person: Written("'" + person.cccd, person.cccd),
    "thousands": lambda _, person: Written(f"{int(person.cccd):,}", person.cccd),
    "decimal": lambda _, person: Written(f"{int(person.cccd)}.0", person.cccd),
    "stroke": lambda _, __: Written("-", ""),
}
BAD_NUMBERS: Final[dict[str, Way]] = {
    "old": lambda random, _: Written(f"{random.randint(1, 999_999_999):09}", DOUBT),
    "scientific": lambda _, person: Written(f"{int(person.cccd):.5E}", DOUBT),
    "rounded": lambda _, person: Written(int(person.cccd[:6] + "000000"), DOUBT),
    "digit lost": lambda _, person: Written(person.cccd[:7] + person.cccd[8:], DOUBT),
    "digit too many": lambda _, person: Written(person.cccd + "1", DOUBT),
    "other sex": lambda _, person: Written(person.cccd[:3] + str(int(person.cccd[3]) ^ 1) + person.cccd[4:], DOUBT),
    "other year": lambda _, person: Written(
        person.cccd[:4] + f"{(int(person.cccd[4:6]) + 3) % 100:02}" + person.cccd[6:], DOUBT
    ),
    "no province": lambda _, person: Written("003" + person.cccd[3:], DOUBT),
    "letter": lambda _, person: Written(person.cccd.replace("0", "O", 1), DOUBT),
    "two numbers": lambda _, person: Written(f"{person.cccd} / 012345678", DOUBT),
}
PHONES: Final[dict[str, Way]] = {
    "plain": lambda _, person: Written(person.phone, person.phone),
    "number": lambda _, person: Written(int(person.phone), person.phone),
    "dots": lambda _, person: Written(f"{person.phone[:4]}.{person.phone[4:7]}.{person.phone[7:]}", person.phone),
    "spaces": lambda _, person: Written(f"{person.phone[:4]} {person.phone[4:7]} {person.phone[7:]}", person.phone),
    "strokes": lambda _, person: Written(f"{person.phone[:3]}-{person.phone[3:]}", person.phone),
    "+84": lambda _, person: Written("+84" + person.phone[1:], person.phone),
    "84": lambda _, person: Written("84" + person.phone[1:], person.phone),
    "(+84)": lambda _, person: Written(f"(+84) {person.phone[1:]}", person.phone),
    "decimal": lambda _, person: Written(f"{int(person.phone)}.0", person.phone),
    "none": lambda _, __: Written("không có", ""),
    "stroke": lambda _, __: Written("-", ""),
    "of 2018": lambda _, person: Written("0168" + person.phone[3:], "038" + person.phone[3:]),
    "landline": lambda _, person: Written("024.3" + person.phone[3:], "0243" + person.phone[3:]),
}  # fmt: skip
BAD_PHONES: Final[dict[str, Way]] = {
    "two": lambda _, person: Written(f"{person.phone}; 0987654321", DOUBT),
    "two, stroke": lambda _, person: Written(f"{person.phone} - 0987654321", DOUBT),
    "two, slash": lambda _, person: Written(f"{person.phone}/0987654321", DOUBT),
    "two lines": lambda _, person: Written(f"{person.phone}\n0987654321", DOUBT),
    "short": lambda _, person: Written(person.phone[:7], DOUBT),
    "letter": lambda _, person: Written("O" + person.phone[1:], DOUBT),
}


def _name(change: Callable[[str], str]) -> Way:
    return lambda _, person: Written(change(person.name), person.name)


NAMES: Final[dict[str, Way]] = {
    "plain": _name(str),
    "capitals": _name(str.upper),
    "small": _name(str.lower),
    "wrong shift key": _name(str.swapcase),
    "đ/c": _name(lambda name: "Đ/c " + name),
    "đồng chí": _name(lambda name: "Đồng chí " + name),
    "degree": _name(lambda name: "ThS. " + name),
    "degrees": _name(lambda name: "PGS.TS. " + name),
    "stop": _name(lambda name: name + "."),
    "star": _name(lambda name: name + " *"),
    "number": _name(lambda name: "3. " + name),
    "spaces": _name(lambda name: "  " + name.replace(" ", "  ") + " "),
    "no-break": _name(lambda name: name.replace(" ", "\u00a0")),
    "zero width": _name(lambda name: "\u200b" + name),
    "NFD": _name(lambda name: unicodedata.normalize("NFD", name)),
    "ð": _name(lambda name: name.replace("Đ", "Ð").replace("đ", "ð")),
    "post in brackets": _name(lambda name: name + " (Bí thư)"),
}
BAD_NAMES: Final[dict[str, Way]] = {
    "figure": lambda _, person: Written(person.name + " 2", DOUBT),
    "two people": lambda _, person: Written(person.name + ", Trần Văn Bình", DOUBT),
    "two lines": lambda _, __: Written("Nguyễn Thị Lan\nTrần Văn Bình", DOUBT),
    "and": lambda _, person: Written(person.name + " và Lê Văn Ba", DOUBT),
    "post": lambda _, person: Written(person.name + " - Bí thư", DOUBT),
    "lost letters": lambda _, __: Written("Nguy?n V?n An", DOUBT),
    "mobile": lambda _, person: Written(person.name + " 0912345678", DOUBT),
}
SHORT_KINDS: Final = {"phuong": ("P.", "P", "F."), "xa": ("X.", "X"), "thi_tran": ("TT.", "TT", "T.T")}
BODIES: Final = ("UBND", "Đảng ủy", "HĐND", "Ủy ban nhân dân", "Ủy ban MTTQ")


def _unit(change: Callable[[Random, Invented], str]) -> Way:
    return lambda random, person: Written(change(random, person), person.unit.code)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


UNITS: Final[dict[str, Way]] = {
    "official": _unit(lambda _, person: person.unit.name),
    "capitals": _unit(lambda _, person: person.unit.name.upper()),
    "small": _unit(lambda _, person: person.unit.name.lower()),
    "short kind": _unit(lambda random, person: f"{random.choice(SHORT_KINDS[person.unit.kind])} {person.unit.short_name}"),
    "joined kind": _unit(lambda _, person: SHORT_KINDS[person.unit.kind][0] + person.unit.short_name),
    "body": _unit(lambda random, person: f"{random.choice(BODIES)} {_small(person.unit.name)}"),
    "no marks": _unit(lambda _, person: plain(person.unit.name)),
    "NFD": _unit(lambda _, person: unicodedata.normalize("NFD", person.unit.name)),
    "old tones": _unit(lambda _, person: person.unit.name.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ")),
    "city": _unit(lambda _, person: f"{person.unit.name}, TP Hà Nội"),
    "spaces": _unit(lambda _, person: f" {person.unit.name}  "),
    "without kind": _unit(lambda _, person: person.unit.short_name),
}  # fmt: skip
# These name the district as well: there is none since July 2025.
UNITS_AND_DISTRICT: Final[dict[str, Way]] = {
    "stroke": _unit(lambda _, person: f"{person.unit.name} - {without_kind(person.district)}"),
    "comma": _unit(lambda _, person: f"{_small(person.unit.name)}, {_small(person.district)}"),
    "brackets": _unit(lambda _, person: f"{person.unit.short_name} ({without_kind(person.district)})"),
    "all": _unit(lambda _, person: f"UBND {_small(person.unit.name)}, {_small(person.district)}, thành phố Hà Nội"),
    "short": _unit(lambda _, person: f"{SHORT_KINDS[person.unit.kind][0]} {person.unit.short_name}-{short(person.district)}"),
    "reversed": _unit(lambda _, person: f"{person.district} - {person.unit.name}"),
}  # fmt: skip
BAD_UNITS: Final[dict[str, Way]] = {
    "unknown": lambda _, __: Written("Sở Nội vụ", DOUBT),
    "wrong mark": lambda _, __: Written("Xã Kim Nổ", DOUBT),
    "initials": lambda _, __: Written("P.PX", DOUBT),
    "two": lambda _, __: Written("Phường Phúc Xá, Xã Kim Nỗ", DOUBT),
    "nobody's": lambda _, __: Written("Phường Hoa Hồng", DOUBT),
}


def plain(text: str) -> str:
    """A text without marks, its capitals kept."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in letters if not unicodedata.combining(char))


def without_kind(district: str) -> str:
    return re.sub(r"^(Quận|Huyện|Thị xã) ", "", district)


def short(district: str) -> str:
    """ "Q. Ba Đình"."""
    return district.replace("Quận ", "Q. ").replace("Huyện ", "H. ").replace("Thị xã ", "TX. ")


def meant(written: Written, person: Invented, on: date, *, district: bool, kind: bool, marks: bool) -> Written:
    """What a unit's text must come to: its code where it means one unit of the day alone, else a doubt."""
    same = [
        unit
        for unit in units_on(on)
        if (same_name := sound if marks else fold)(unit.short_name) == same_name(person.unit.short_name)
        and (not kind or unit.kind == person.unit.kind)
        and (not district or unit.parent == person.unit.parent)
    ]
    return written if len(same) == 1 else Written(written.cell, DOUBT)
