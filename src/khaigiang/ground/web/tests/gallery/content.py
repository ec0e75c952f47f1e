"""Invented content of real size: five classes, 107 people, two days of sessions."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from khaigiang.ground.web.bands import Band
from khaigiang.papers.charts import ColumnGroup, grouped_columns

BAND_NAMES: Final = ("Xuất sắc", "Giỏi", "Khá", "Trung bình")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A class as the dashboard shows it."""

    name: str
    code: str
    days: str
    size: int
    bands: list[Band]
    state: str
    tone: str
    day_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A trainee with marks."""

    number: int
    name: str
    unit: str
    district: str
    born_on: date
    marks: tuple[Decimal | None, ...]
    band: str
    tone: str


def _bands(*counts: int) -> list[Band]:
    return [
        Band(label=name, count=count, tone=f"band-{place}")
        for place, (name, count) in enumerate(zip(BAND_NAMES, counts, strict=True), start=1)
    ]


CLASSES: Final = [
    ClassRow(
        name="Lớp 1 — khối các quận nội thành",
        code="BD-PBT-01",
        days="13/3 – 27/3/2023",
        size=118,
        bands=_bands(16, 84, 14, 4),
        state="Đã bế giảng",
        tone="neutral",
    ),
    ClassRow(
        name="Lớp 2 — các huyện phía Bắc",
        code="BD-PBT-02",
        days="28/3 – 11/4/2023",
        size=112,
        bands=_bands(15, 80, 13, 4),
        state="Đã bế giảng",
        tone="neutral",
    ),
    ClassRow(
        name="Lớp 3 — các huyện phía Nam",
        code="BD-PBT-03",
        days="12/4 – 26/4/2023",
        size=101,
        bands=_bands(14, 72, 12, 3),
        state="Đã bế giảng",
        tone="neutral",
    ),
    ClassRow(
        name="Lớp 4 — thị xã Sơn Tây và các huyện phía Tây",
        code="BD-PBT-04",
        days="27/4 – 16/5/2023",
        size=96,
        bands=_bands(14, 66, 13, 3),
        state="Chờ cấp giấy",
        tone="warning",
    ),
    ClassRow(
        name="Lớp 5 — các đơn vị còn lại",
        code="BD-PBT-05",
        days="24/5 – 7/6/2023",
        size=152,
        bands=[],
        state="Đang học",
        tone="success",
        day_of="Ngày 2/11, chưa đánh giá",
    ),
]

_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE: Final = ("Văn", "Thị", "Đức", "Thị Thanh", "Quang", "Thị Bích", "Hữu", "Thị Phương", "Minh")
_GIVEN: Final = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Giang",
    "Hà",
    "Hòa",
    "Huyền",
    "Khánh",
    "Loan",
    "Nguyệt",
    "Quỳnh",
    "Thúy",
    "Tuấn",
    "Uyên",
    "Vĩnh",
    "Ý",
)
_UNITS: Final = (
    ("Phường Phúc Xá", "Quận Ba Đình"),
    ("Xã Kim Nỗ", "Huyện Đông Anh"),
    ("Thị trấn Yên Viên", "Huyện Gia Lâm"),
    ("Phường Ngô Quyền", "Thị xã Sơn Tây"),
    ("Xã Hồng Sơn", "Huyện Mỹ Đức"),
    ("Xã Tam Hiệp", "Huyện Phúc Thọ"),
)
_SCALE: Final = ((9, "Xuất sắc", "info"), (8, "Giỏi", "success"), (7, "Khá", "neutral"), (0, "Trung bình", "warning"))


def _person(number: int) -> Person:
    mark = Decimal(60 + number * 7 % 39) / 10
    unit, district = _UNITS[number % len(_UNITS)]
    band, tone = next((band, tone) for least, band, tone in _SCALE if mark >= least)
    return Person(
        number=number,
        name=f"{_FAMILY[number % 12]} {_MIDDLE[number * 5 % 9]} {_GIVEN[number * 7 % 18]}",
        unit=unit,
        district=district,
        born_on=date(1970, 1, 5) + timedelta(days=number * 97),
        marks=(mark, None if number % 11 == 0 else mark + Decimal("0.3"), mark - Decimal("0.2")),
        band=band,
        tone=tone,
    )


PEOPLE: Final = [_person(number) for number in range(1, 108)]
MONTHS: Final = (("T1", 0, 0), ("T2", 0, 0), ("T3", 230, 228), ("T4", 214, 212), ("T5", 135, 96), ("T6", 0, 0))
CHART: Final = grouped_columns(
    [ColumnGroup(label=label, values=(planned, done)) for label, planned, done in MONTHS],
    series=("Kế hoạch", "Đã hoàn thành"),
    title="Học viên theo tháng",
    width=400,
    height=232,
    name="by-month",
)
DAYS: Final = [date(2023, 5, 22) + timedelta(days=offset) for offset in range(5)]
ZALO: Final = "Lịch học ngày 24/5/2023 - Lớp 5\nSáng 7:30: Khai giảng; CĐ 1\nChiều 13:30: CĐ 2"
