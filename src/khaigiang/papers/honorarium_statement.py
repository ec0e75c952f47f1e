"""The statement of what lecturers are paid for a period: who, for which sessions, gross, tax, net; as Word file, PDF and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.spreadsheet import Cell, Column, Sheet, xlsx
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Signature
from khaigiang.papers.word_filling import fill

PAYMENTS: Final = (
    Column(heading="STT", width=6),
    Column(heading="Họ và tên", width=30),
    Column(heading="Đơn vị", width=34),
    Column(heading="Số giờ", width=10),
    Column(heading="Thành tiền (đồng)", width=18),
    Column(heading="Thuế khấu trừ (đồng)", width=18),
    Column(heading="Thực nhận (đồng)", width=18),
    Column(heading="Ký nhận", width=16),
)
SESSIONS: Final = (
    Column(heading="Họ và tên", width=30),
    Column(heading="Ngày", width=13),
    Column(heading="Buổi", width=9),
    Column(heading="Lớp", width=34),
    Column(heading="Nội dung", width=48),
    Column(heading="Số giờ", width=10),
    Column(heading="Mức chi", width=24),
    Column(heading="Thành tiền (đồng)", width=18),
    Column(heading="Lý do điều chỉnh", width=28),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidSession:
    """One session paid. `rate` is written out: "500.000 đồng/giờ"."""

    on: date
    half_day: str
    content: str
    class_name: str
    hours: Decimal
    rate: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLecturer:
    """What one lecturer is paid, in whole đồng."""

    name: str
    workplace: str
    sessions: tuple[PaidSession, ...]
    gross: int
    tax: int
    net: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the statement says; `corrects` is the number of the one it corrects, `sources` are the documents of the rates."""

    letterhead: Letterhead
    first_day: date
    last_day: date
    corrects: str
    lecturers: tuple[PaidLecturer, ...]
    sources: tuple[str, ...]
    signature: Signature | None


def docx(content: Statement, *, template: bytes | None = None) -> bytes:
    """The statement as a Word file."""
    return fill(f"{content.letterhead.skin}/honorarium_statement", _fields(content), template=template)


def pdf(content: Statement) -> Pdf:
    """The statement as PDF."""
    return typeset("honorarium_statement", _fields(content))


def workbook(content: Statement) -> bytes:
    """The statement as a workbook: a sheet of payments that add up, and a row for each session."""
    title = (content.letterhead.author, "BẢNG KÊ THANH TOÁN TIỀN GIẢNG DẠY", _about(content))
    payments = Sheet(
        name="Thanh toán",
        title=title,
        columns=PAYMENTS,
        rows=[
            (number, one.name, one.workplace, _hours(one), one.gross, one.tax, one.net, None)
            for number, one in enumerate(content.lecturers, start=1)
        ],
        totals=("", "Tổng cộng", "", sum(map(_hours, content.lecturers)), *_sums(content), ""),
        notes=(_in_words(content), *(f"Căn cứ {source}" for source in content.sources)),
        landscape=True,
    )
    lines = [(one, session) for one in content.lecturers for session in one.sessions]
    sessions = Sheet(
        name="Buổi giảng",
        title=title,
        columns=SESSIONS,
        rows=[(one.name, *_cells(session)) for one, session in lines],
        landscape=True,
        filters=True,
    )
    return xlsx([payments, sessions])


def _cells(session: PaidSession) -> tuple[Cell, ...]:
    what = (session.on, session.half_day, session.class_name, session.content)
    return (*what, session.hours, session.rate, session.amount, session.reason or None)


def _fields(content: Statement) -> Mapping[str, object]:
    gross, tax, net = (money(amount) for amount in _sums(content))
    return {
        **frame(content.letterhead, signature=content.signature, recipients=None),
        "subject": "Bảng kê thanh toán tiền giảng dạy",
        "about": _about(content),
        "rows": [_row(number, one) for number, one in enumerate(content.lecturers, start=1)],
        "totals": [f"Tổng cộng: {gross} đồng; thuế khấu trừ: {tax} đồng; thực chi: {net} đồng.", _in_words(content)],
        "sources": [f"Căn cứ {source}." for source in content.sources],
    }


def _row(number: int, one: PaidLecturer) -> dict[str, object]:
    return {
        "no": number,
        "name": f"{one.name}\n{one.workplace}" if one.workplace else one.name,
        "sessions": "\n".join(_session(session) for session in one.sessions),
        "hours": words.decimal_text(_hours(one)),
        "gross": money(one.gross),
        "tax": money(one.tax),
        "net": money(one.net),
    }


def _session(session: PaidSession) -> str:
    when = f"{words.small(session.half_day)} {words.short_date(session.on)}"
    hours = words.decimal_text(session.hours)
    reason = f" – {session.reason}" if session.reason else ""
    return f"- {session.class_name}: {session.content} ({when}; {hours} giờ; {session.rate}): {money(session.amount)}{reason}"


def _about(content: Statement) -> str:
    first, last = words.short_date(content.first_day), words.short_date(content.last_day)
    corrects = f"\n(điều chỉnh bảng kê số {content.corrects})" if content.corrects else ""
    return f"Từ ngày {first} đến hết ngày {last}{corrects}"


def _hours(one: PaidLecturer) -> Decimal:
    return sum((session.hours for session in one.sessions), Decimal(0))


def _sums(content: Statement) -> tuple[int, int, int]:
    paid = content.lecturers
    return sum(one.gross for one in paid), sum(one.tax for one in paid), sum(one.net for one in paid)


def _in_words(content: Statement) -> str:
    return f"Thực chi bằng chữ: {amount_in_words(_sums(content)[2])}."


def money(amount: int) -> str:
    """Whole đồng with points between thousands: 1.500.000."""
    return f"{amount:,}".replace(",", ".")


def amount_in_words(amount: int) -> str:
    """Whole đồng in words: 1500000 → "Một triệu năm trăm nghìn đồng"; below nothing begins with "Âm"."""
    said = f"{words.number_in_words(abs(amount))} đồng"
    return words.capital(f"âm {said}" if amount < 0 else said)
