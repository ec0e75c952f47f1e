"""Statements as pages and papers show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.honoraria.models import HonorariumLine, HonorariumPayment, HonorariumStatement
from khaigiang.teaching.honoraria.rules import without_idle_zeros
from khaigiang.teaching.honoraria.states import PaidBy, StatementState
from khaigiang.teaching.lecturers.models import Lecturer


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One line of the list of statements."""

    id: int
    title: str
    school: str
    first_day: date
    last_day: date
    is_draft: bool
    corrects: str
    lecturers: int
    gross: int
    net: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One session paid."""

    id: int
    on: date
    half_day: str
    training_class: str
    item: str
    kind: str
    hours: Decimal
    paid_by: str
    rate: int
    amount: int
    citation: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One lecturer of a statement with the sessions paid."""

    lecturer_id: int
    lecturer: str
    workplace: str
    hours: Decimal
    gross: int
    tax: int
    net: int
    tax_citation: str
    lines: tuple[LineRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPayment:
    """What one approved statement paid a lecturer."""

    number: str
    first_day: date
    last_day: date
    approved_at: datetime | None
    gross: int
    tax: int
    net: int


def statement_rows(statements: QuerySet[HonorariumStatement]) -> list[StatementRow]:
    """The visible statements, the latest first; one statement of the database."""
    paid = HonorariumPayment.objects.filter(statement=OuterRef("pk")).order_by().values("statement")
    found = statements.annotate(
        lecturer_count=Subquery(paid.annotate(count=Count("pk")).values("count")),
        all_gross=Subquery(paid.annotate(sum=Sum("gross")).values("sum")),
        all_net=Subquery(paid.annotate(sum=Sum("net")).values("sum")),
    )
    return [
        StatementRow(
            id=one.pk,
            title=str(one),
            school=one.school.name,
            first_day=one.first_day,
            last_day=one.last_day,
            is_draft=one.is_draft,
            corrects=str(one.corrects or ""),
            lecturers=getattr(one, "lecturer_count", 0) or 0,
            gross=getattr(one, "all_gross", 0) or 0,
            net=getattr(one, "all_net", 0) or 0,
        )
        for one in found.order_by("-last_day", "-pk")
    ]


def payment_rows(statement: HonorariumStatement) -> list[PaymentRow]:
    """Everybody paid by a statement in the order of names, with their sessions in order of time; two statements."""
    lines: defaultdict[int, list[LineRow]] = defaultdict(list)
    found = statement.lines.select_related("training_class", "item").order_by("on", "pk")
    for line in found:
        lines[line.lecturer_id].append(_line(line))
    payments = statement.payments.select_related("lecturer").order_by("lecturer__sort_key", "lecturer_id")
    return [
        PaymentRow(
            lecturer_id=one.lecturer_id,
            lecturer=str(one.lecturer),
            workplace=one.lecturer.workplace,
            hours=without_idle_zeros(sum((line.hours for line in lines[one.lecturer_id]), Decimal(0))),
            gross=one.gross,
            tax=one.tax,
            net=one.net,
            tax_citation=one.tax_citation,
            lines=tuple(lines[one.lecturer_id]),
        )
        for one in payments
    ]


def own_payments(lecturer: Lecturer) -> list[OwnPayment]:
    """What approved statements paid a lecturer, the latest first; one statement."""
    found = HonorariumPayment.objects.filter(lecturer=lecturer, statement__state=StatementState.APPROVED)
    return [
        OwnPayment(
            number=one.statement.number,
            first_day=one.statement.first_day,
            last_day=one.statement.last_day,
            approved_at=one.statement.approved_at,
            gross=one.gross,
            tax=one.tax,
            net=one.net,
        )
        for one in found.select_related("statement").order_by("-statement__approved_at", "-pk")
    ]


def _line(line: HonorariumLine) -> LineRow:
    return LineRow(
        id=line.pk,
        on=line.on,
        half_day=str(HalfDay(line.half_day).label),
        training_class=line.training_class.name,
        item=line.item.title,
        kind=line.item.get_kind_display(),
        hours=without_idle_zeros(line.hours),
        paid_by=str(PaidBy(line.paid_by).label),
        rate=line.rate,
        amount=line.amount,
        citation=line.citation,
        reason=line.reason,
    )
