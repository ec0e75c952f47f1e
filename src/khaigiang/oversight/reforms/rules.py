"""Reading the sheet of a reform: who goes where, as lines of text."""

import csv
from dataclasses import dataclass
from typing import Final

from khaigiang.vietnamese.names import fold, tidy

HEADINGS: Final = (
    "Đơn vị cũ", "Thuộc", "Đơn vị mới", "Thuộc đơn vị", "Mã đơn vị mới", "Phạm vi", "Độ chắc chắn", "Điều khoản",
)  # fmt: skip
EXAMPLE: Final = (
    "Phường Phúc Xá", "Quận Ba Đình", "Phường Hồng Hà", "Thành phố Hà Nội", "00097", "toàn bộ", "cao", "khoản 11",
)  # fmt: skip
EXTENTS: Final = {
    "toan bo": "whole",
    "mot phan": "part",
    "chi dat": "part_area_only",
    "mot phan dat va toan bo dan": "part_area_all_population",
    "ket thuc": "ends",
}
CONFIDENCES: Final = {"cao": "high", "trung binh": "medium", "thap": "low", "": "high"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line as it was typed; `extent` or `confidence` is empty where the words mean nothing."""

    number: int
    old_name: str
    old_parent: str
    new_name: str
    new_parent: str
    new_code: str
    extent: str
    confidence: str
    clause: str


def template() -> str:
    """The sheet to fill in, with one line as an example."""
    return "\r\n".join(",".join(f'"{value}"' for value in row) for row in (HEADINGS, EXAMPLE)) + "\r\n"


def read_sheet(text: str) -> list[SheetLine]:
    """The lines of a sheet below its heading line (all without one), separated by commas, semicolons or tabs."""
    rows = text.lstrip("\ufeff").splitlines()
    separator = max(",;\t", key=rows[0].count) if rows else ","
    found: list[SheetLine] = []
    for number, row in enumerate(csv.reader(rows, delimiter=separator), start=1):
        values = [tidy(value) for value in row]
        if values and fold(values[0]) == fold(HEADINGS[0]):
            found.clear()
        elif any(values):
            found.append(_line(number, values + [""] * (len(HEADINGS) - len(values))))
    return found


def _line(number: int, values: list[str]) -> SheetLine:
    return SheetLine(
        number=number,
        old_name=values[0],
        old_parent=values[1],
        new_name=values[2],
        new_parent=values[3],
        new_code=values[4],
        extent=EXTENTS.get(fold(values[5]), ""),
        confidence=CONFIDENCES.get(fold(values[6]), ""),
        clause=values[7],
    )
