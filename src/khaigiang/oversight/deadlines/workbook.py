"""Writes who falls due as a workbook, row by row: no list is held in memory, whatever its length."""

from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile

from django.utils.translation import override

from khaigiang.oversight.deadlines.queries import DueRow
from khaigiang.papers import words
from khaigiang.papers.spreadsheet import Cell, Column, Sheet, write_xlsx


def due_xlsx(rows: Iterable[DueRow], on: date) -> bytes:
    """The rows in the order given; Vietnamese, as lists of offices are."""
    with TemporaryFile() as written, override("vi"):
        write_xlsx(_sheet(on), _lines(rows), written)
        written.seek(0)
        return written.read()


def _sheet(on: date) -> Sheet:
    return Sheet(
        name="Danh sách",
        title=("DANH SÁCH CÁN BỘ ĐẾN HẠN BỒI DƯỠNG", f"Tính đến hết ngày {on:%d/%m/%Y}"),
        columns=(
            Column(heading="STT", width=8),
            Column(heading="Họ và tên", width=26),
            Column(heading="Chức danh", width=26),
            Column(heading="Đơn vị", width=24),
            Column(heading="Quận, huyện", width=20),
            Column(heading="Cấp ủy cử", width=24),
            Column(heading="Nội dung phải học", width=36),
            Column(heading="Giữ chức từ", width=13),
            Column(heading="Hạn học", width=13),
            Column(heading="Trạng thái", width=18),
            Column(heading="Ghi chú", width=26),
        ),
        rows=(),
        landscape=True,
        filters=True,
    )


def _lines(rows: Iterable[DueRow]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(rows, start=1):
        yield (
            number,
            row.official,
            row.post,
            row.place.unit,
            row.place.district,
            row.place.committee,
            row.requirement,
            row.since,
            row.falls_due_on,
            words.capital(str(row.state.label)),
            row.remark,
        )
