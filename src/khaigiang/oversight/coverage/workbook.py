"""Writes the ledger as a workbook: the rows, and the sums that add up to them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from khaigiang.oversight.coverage.queries import LedgerRow, counts_by_state
from khaigiang.papers import words
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.planning.plans.models import Plan


def ledger_xlsx(plan: Plan, on: date, rows: Sequence[LedgerRow]) -> bytes:
    """The rows in the order given, and a second sheet with the posts by state; Vietnamese, as lists of offices are."""
    with override("vi"):
        return xlsx([_list(plan, on, rows), _sums(plan, on, rows)])


def _list(plan: Plan, on: date, rows: Sequence[LedgerRow]) -> Sheet:
    return Sheet(
        name="Danh sách",
        title=("DANH SÁCH THEO DÕI ĐÀO TẠO, BỒI DƯỠNG", plan.title, f"Tính đến hết ngày {on:%d/%m/%Y}"),
        columns=(
            Column(heading="STT", width=6),
            Column(heading="Cấp ủy", width=24),
            Column(heading="Đơn vị", width=26),
            Column(heading="Họ và tên", width=26),
            Column(heading="Trạng thái", width=16),
            Column(heading="Lớp", width=10),
            Column(heading="Xếp loại", width=14),
        ),
        rows=[
            (
                number,
                row.committee,
                row.unit,
                row.official,
                words.capital(str(row.state.label)),
                row.class_name,
                row.band_name,
            )
            for number, row in enumerate(rows, start=1)
        ],
        landscape=True,
    )


def _sums(plan: Plan, on: date, rows: Sequence[LedgerRow]) -> Sheet:
    counts = counts_by_state(rows)
    return Sheet(
        name="Tổng hợp",
        title=("TỔNG HỢP THEO TRẠNG THÁI", plan.title, f"Tính đến hết ngày {on:%d/%m/%Y}"),
        columns=(Column(heading="Trạng thái", width=24), Column(heading="Số chức danh", width=14)),
        rows=[(words.capital(str(count.label)), count.count) for count in counts],
        totals=("Cộng", len(rows)),
    )
