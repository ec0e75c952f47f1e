"""Invented people of Hà Nội's communes, drawn by a seed, and the units of any day."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import khaigiang
from khaigiang.lists.gazetteer import UnitFact

DATA: Final = Path(khaigiang.__file__).parent / "registry/units/data"
FAMILIES: Final = re.findall(
    r"\w+", "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Đào Đinh Trịnh Hà Cao Lò Vi Bàn"
)
MIDDLES: Final = {
    "M": re.findall(r"\w+", "Văn Hữu Đức Minh Quang Công Đình Xuân Mạnh Ngọc"),
    "F": re.findall(r"\w+", "Thị Thị Ngọc Thu Thanh Kim Hồng Bích Thùy Phương"),
}
GIVEN: Final = re.findall(
    r"\w+",
    """
    An Bình Cường Cộng Dũng Giang Hà Hải Hạnh Hiền Hòa Hùng Hương Khánh Lan Linh Long Mai Nam Nga Oanh Phúc Quân Sơn Tâm Thảo Thủy
    Toàn Trang Tuấn Uyên Vân Yến Ánh Đông Ước Ý
    """,
)
WHOLE: Final = (
    "H'Hen Niê",
    "Y Thanh",
    "Ông Ích Khiêm",
    "A Phiuk",
    "Hồ Văn Nam",
    "Đàm Xã Lê",
    "Hoàng Thị Phường",
    "K'Brếp",
)
POSTS: Final = (
    "Bí thư Đảng ủy", "Phó Bí thư Thường trực Đảng ủy", "Chủ tịch UBND", "Phó Chủ tịch UBND", "Chủ tịch HĐND", "Trưởng Công an",
    "Cộng tác viên dân số", "Tổng phụ trách", "Công chức Văn phòng - Thống kê", "Chủ tịch Hội Nông dân",
)  # fmt: skip
DAYS: Final = (date(2023, 5, 24), date(2025, 3, 10), date(2025, 8, 15))


@dataclass(frozen=True, slots=True)
class Invented:
    """One person as the truth has them."""

    name: str
    sex: str
    born: date
    cccd: str
    phone: str
    post: str
    unit: UnitFact
    district: str
    admitted: date


@cache
def units() -> tuple[UnitFact, ...]:
    """All units of the package, as the product hands them to the reader."""
    became: dict[str, list[str]] = defaultdict(list)
    rows = _rows("hanoi_units.csv")
    names = {row["uid"]: row["name"] for row in rows}
    for step in _rows("hanoi_successions.csv"):
        became[step["from_uid"]].append(names[step["to_uid"]])
    keys = ("uid", "code", "name", "name_short", "kind", "level", "parent_uid", "valid_from", "valid_to")
    return tuple(UnitFact._make([*(row[key] for key in keys), ", ".join(became[row["uid"]])]) for row in rows)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def units_on(day: date) -> tuple[UnitFact, ...]:
    """The units there were on a day, without the city."""
    on = day.isoformat()
    return tuple(
        unit
        for unit in units()
        if unit.valid_from <= on and (not unit.valid_until or on < unit.valid_until) and unit.level != "province"
    )


@cache
def district_of(unit: UnitFact) -> str:
    """The name of its district, where it lies in one."""
    return next((other.name for other in units() if other.uid == unit.parent and other.level == "district"), "")


def invented(random: Random, on: date) -> Invented:
    """One more person in service on that day."""
    sex = random.choice("MF")
    name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES[sex])} {random.choice(GIVEN)}"
    if random.random() < 0.3:
        name = f"{name} {random.choice(GIVEN)}"
    if random.random() < 0.05:
        name = random.choice(WHOLE)
    born = date(on.year - random.randint(24, 60), 1, 1) + timedelta(days=random.randint(0, 364))
    century_and_sex = (0 if born.year < 2000 else 2) + (sex == "F")
    province = random.choice(("001", "001", "001", "030", "035", "040", "017"))
    unit = random.choice([unit for unit in units_on(on) if unit.level == "commune"])
    return Invented(
        name=name,
        sex=sex,
        born=born,
        cccd=f"{province}{century_and_sex}{born.year % 100:02}{random.randint(1, 999_998):06}",
        phone=random.choice(("090", "091", "098", "032", "038", "070", "083", "056"))
        + f"{random.randint(0, 9_999_999):07}",
        post=random.choice(POSTS),
        unit=unit,
        district=district_of(unit),
        admitted=min(born + timedelta(days=365 * random.randint(19, 23) + random.randint(6, 360)), on),
    )
