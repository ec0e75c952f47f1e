"""From a statement to its paper."""

from datetime import date
from typing import Final

from khaigiang.ground.shared.dates import HalfDay, local_day
from khaigiang.papers import honorarium_statement
from khaigiang.papers.honorarium_statement import PaidLecturer, PaidSession, Statement, money
from khaigiang.papers.values import Letterhead
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import one_form
from khaigiang.registry.units.models import Office
from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumPayment, HonorariumStatement
from khaigiang.teaching.honoraria.states import PaidBy
from khaigiang.teaching.timetable.letters import HALVES

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES: Final = {"docx": WORD, "pdf": PDF, "xlsx": WORKBOOK}
# Official papers are Vietnamese whatever language the pages speak.
UNITS: Final = {PaidBy.HOUR: "giờ", PaidBy.HALF_DAY: "buổi"}


def written(statement: HonorariumStatement, kind: str, on: date) -> bytes:
    """The statement as "xlsx", or as "docx" or "pdf" with the template in force on a day; a draft says that it is one."""
    content = content_of(statement)
    if kind == "xlsx":
        return honorarium_statement.workbook(content)
    name, school = PaperName.HONORARIUM_STATEMENT, statement.school
    return one_form(honorarium_statement, content, name, office=school, on=on, kind=kind)


def last_statement(office: Office) -> Statement | None:
    """The statement that the school made last."""
    last = (
        HonorariumStatement.objects.filter(school=office).select_related("school", "corrects").order_by("-pk").first()
    )
    return content_of(last) if last else None


def content_of(statement: HonorariumStatement) -> Statement:
    """What the paper says: the figures that the statement keeps, whatever the rates are by now."""
    school = statement.school
    lines = list(statement.lines.select_related("training_class", "item").order_by("on", "pk"))
    payments = statement.payments.select_related("lecturer").order_by("lecturer__sort_key", "lecturer_id")
    return Statement(
        letterhead=Letterhead(
            skin=SKINS[school.skin],
            superior=school.superior,
            issuer=school.name,
            number=statement.number or None,
            place=school.place,
            dated_on=local_day(statement.approved_at) if statement.approved_at else None,
        ),
        first_day=statement.first_day,
        last_day=statement.last_day,
        corrects=str(statement.corrects or ""),
        lecturers=tuple(
            _paid(one, [line for line in lines if line.lecturer_id == one.lecturer_id]) for one in payments
        ),
        sources=tuple(
            sorted({line.citation for line in lines} | {one.tax_citation for one in payments if one.tax_citation})
        ),
        signature=None,
    )


def file_name(statement: HonorariumStatement, kind: str) -> str:
    """What the file is called."""
    days = f"{statement.first_day:%d.%m.%Y} - {statement.last_day:%d.%m.%Y}"
    return f"Bảng kê tiền giảng dạy {days}.{kind}"


def _paid(payment: HonorariumPayment, lines: list[HonorariumLine]) -> PaidLecturer:
    return PaidLecturer(
        name=str(payment.lecturer),
        workplace=payment.lecturer.workplace,
        sessions=tuple(_session(line) for line in lines),
        gross=payment.gross,
        tax=payment.tax,
        net=payment.net,
    )


def _session(line: HonorariumLine) -> PaidSession:
    return PaidSession(
        on=line.on,
        half_day=HALVES[HalfDay(line.half_day)],
        content=line.item.title,
        class_name=line.training_class.name,
        hours=line.hours,
        rate=f"{money(line.rate)} đồng/{UNITS[PaidBy(line.paid_by)]}",
        amount=line.amount,
        reason=line.reason,
    )
