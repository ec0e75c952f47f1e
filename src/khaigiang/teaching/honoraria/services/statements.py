"""Making, reckoning, approving and correcting honorarium statements."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.registry.units.models import Office
from khaigiang.teaching.curriculum.states import LESSONS
from khaigiang.teaching.honoraria.errors import (
    ApprovesOwnStatement,
    NothingCorrected,
    NothingToPay,
    NumberMissing,
    NumberTaken,
    PaidMeanwhile,
    PeriodEndsBeforeItBegins,
    PeriodNotOver,
    RateMissing,
    ReasonMissing,
    StatementApproved,
    StatementIsDraft,
)
from khaigiang.teaching.honoraria.models import (
    HonorariumLine,
    HonorariumPayment,
    HonorariumRate,
    HonorariumStatement,
    HonorariumTax,
)
from khaigiang.teaching.honoraria.queries.taught import taught_sessions
from khaigiang.teaching.honoraria.rules import Tax, amount_of, hours_between, in_force, tax_of
from khaigiang.teaching.honoraria.states import PaidBy, StatementState
from khaigiang.teaching.timetable.models import ReleasedSession


@transaction.atomic
def make_statement(school: Office, *, first_day: date, last_day: date, by: User, at: datetime) -> HonorariumStatement:
    """Draft what a school pays for the sessions of these days that no statement holds yet.

    Raises PeriodEndsBeforeItBegins, PeriodNotOver, NothingToPay, RateMissing or PaidMeanwhile.
    """
    if last_day < first_day:
        raise PeriodEndsBeforeItBegins
    if last_day > local_day(at):
        raise PeriodNotOver(last_day=day_in_words(last_day))
    statement = HonorariumStatement.objects.create(
        school=school, first_day=first_day, last_day=last_day, made_at=at, made_by=by
    )
    _fill(statement, at)
    audit.record("make_statement", statement, by=by, at=at, after=_told(statement))
    return statement


@transaction.atomic
def reckon_statement(statement: HonorariumStatement, *, by: User, at: datetime) -> HonorariumStatement:
    """Reckon a draft anew from what was taught and the rates as they now stand.

    Raises StatementApproved, NothingToPay, RateMissing or PaidMeanwhile.
    """
    statement = _locked_draft(statement)
    before = _told(statement)
    if statement.corrects_id is None:
        statement.lines.all().delete()
        _fill(statement, at)
    else:
        _pay_out(statement)
    audit.record("reckon_statement", statement, by=by, at=at, before=before, after=_told(statement))
    return statement


@transaction.atomic
def discard_statement(statement: HonorariumStatement, *, by: User, at: datetime) -> None:
    """Throw a draft away: its sessions can be put into another. Raises StatementApproved."""
    statement = _locked_draft(statement)
    audit.record("discard_statement", statement, by=by, at=at, before=_told(statement))
    statement.delete()


@transaction.atomic
def approve_statement(statement: HonorariumStatement, *, number: str, by: User, at: datetime) -> HonorariumStatement:
    """Approve a draft under its number: from now on it keeps its figures.

    Raises StatementApproved, ApprovesOwnStatement, NumberMissing or NumberTaken.
    """
    statement, number = _locked_draft(statement), " ".join(number.split())
    if statement.made_by_id == by.pk:
        raise ApprovesOwnStatement
    if not number:
        raise NumberMissing
    if HonorariumStatement.objects.filter(school=statement.school_id, number=number).exists():
        raise NumberTaken(number=number)
    statement.state, statement.number = StatementState.APPROVED, number
    statement.approved_at, statement.approved_by = at, by
    try:
        with transaction.atomic():
            statement.save(update_fields=["state", "number", "approved_at", "approved_by"])
    except IntegrityError as taken:
        raise NumberTaken(number=number) from taken
    audit.record("approve_statement", statement, by=by, at=at, after={"number": number, **_told(statement)})
    return statement


@transaction.atomic
def correct_line(line: HonorariumLine, *, amount: int, reason: str, by: User, at: datetime) -> HonorariumStatement:
    """Say what an approved line should have been paid: the difference goes into a further draft that corrects it.

    Raises StatementIsDraft, ReasonMissing or NothingCorrected.
    """
    original = HonorariumStatement.objects.select_for_update().get(pk=line.statement_id)
    if original.is_draft or original.corrects_id is not None:
        raise StatementIsDraft
    if not reason.strip():
        raise ReasonMissing
    further = original.corrections.filter(state=StatementState.DRAFT).first() or HonorariumStatement.objects.create(
        school_id=original.school_id,
        first_day=original.first_day,
        last_day=original.last_day,
        corrects=original,
        made_at=at,
        made_by=by,
    )
    paid = line.amount + (line.corrections.exclude(statement=further).aggregate(sum=Sum("amount"))["sum"] or 0)
    if amount == paid:
        raise NothingCorrected
    further.lines.filter(corrects=line).delete()
    HonorariumLine.objects.create(
        statement=further,
        corrects=line,
        lecturer_id=line.lecturer_id,
        training_class_id=line.training_class_id,
        item_id=line.item_id,
        on=line.on,
        half_day=line.half_day,
        hours=line.hours,
        paid_by=line.paid_by,
        rate=line.rate,
        citation=line.citation,
        amount=amount - paid,
        reason=reason.strip(),
    )
    _pay_out(further)
    audit.record("correct_line", further, by=by, at=at, before={"amount": paid}, after={"amount": amount})
    return further


def _fill(statement: HonorariumStatement, at: datetime) -> None:
    school = statement.school
    held = HonorariumLine.objects.filter(corrects__isnull=True, statement__school=school)
    paid = set(held.exclude(statement=statement).values_list("training_class_id", "item_id"))
    taught = taught_sessions(school, statement.first_day, statement.last_day, now=at)
    unpaid = [one for one in taught if (one.release.training_class_id, one.item_id) not in paid]
    rates = list(HonorariumRate.objects.filter(school=school))
    lines = _lines(statement, unpaid, rates)
    if not lines:
        raise NothingToPay
    try:
        with transaction.atomic():
            HonorariumLine.objects.bulk_create(lines)
    except IntegrityError as twice:
        raise PaidMeanwhile from twice
    _pay_out(statement)


def _lines(
    statement: HonorariumStatement, sessions: Sequence[ReleasedSession], rates: Sequence[HonorariumRate]
) -> list[HonorariumLine]:
    kinds = {rate.kind for rate in rates}
    # Ceremonies are led, not taught: they are paid only where a school has a rate for them.
    owed = [one for one in sessions if one.item.kind in LESSONS or one.item.kind in kinds]
    found = [(one, rate_for(one, rates)) for one in owed]
    without = [one for one, rate in found if rate is None]
    if without:
        first = without[0]
        raise RateMissing(
            count=len(without),
            kind=first.item.get_kind_display(),
            lecturer=first.lecturer,
            on=day_in_words(first.on),
        )
    return [_line(statement, one, rate) for one, rate in found if rate is not None]


def rate_for(session: ReleasedSession, rates: Sequence[HonorariumRate]) -> HonorariumRate | None:
    """The rate of a session on its day: that of the lecturer's own title before that of everybody."""
    title = session.lecturer.title if session.lecturer else ""
    of_kind = [rate for rate in rates if rate.kind == session.item.kind]
    own = in_force([rate for rate in of_kind if title and rate.title == title], session.on)
    return own or in_force([rate for rate in of_kind if not rate.title], session.on)


def _line(statement: HonorariumStatement, session: ReleasedSession, rate: HonorariumRate) -> HonorariumLine:
    hours = hours_between(session.starts_at, session.ends_at)
    assert session.lecturer is not None
    return HonorariumLine(
        statement=statement,
        lecturer=session.lecturer,
        training_class_id=session.release.training_class_id,
        item_id=session.item_id,
        on=session.on,
        half_day=session.half_day,
        hours=hours,
        paid_by=rate.paid_by,
        rate=rate.amount,
        citation=rate.citation,
        amount=amount_of(rate.amount, hours, by_hour=rate.paid_by == PaidBy.HOUR),
    )


def _pay_out(statement: HonorariumStatement) -> None:
    """Write what each lecturer is paid; tax is that of the last day of the period, of all that is paid for it."""
    rule = in_force(HonorariumTax.objects.filter(school=statement.school_id), statement.last_day)
    tax = Tax(percent=Decimal(rule.percent), threshold=rule.threshold) if rule else None
    gross: defaultdict[int, int] = defaultdict(int)
    for lecturer_id, amount in statement.lines.values_list("lecturer_id", "amount"):
        gross[lecturer_id] += amount
    before = _paid_before(statement)
    statement.payments.all().delete()
    HonorariumPayment.objects.bulk_create(
        _payment(statement, lecturer_id, amount, before.get(lecturer_id, (0, 0)), tax, rule.citation if rule else "")
        for lecturer_id, amount in gross.items()
    )


def _payment(
    statement: HonorariumStatement, lecturer_id: int, amount: int, before: tuple[int, int], tax: Tax | None, source: str
) -> HonorariumPayment:
    kept_back = tax_of(before[0] + amount, tax) - before[1]
    return HonorariumPayment(
        statement=statement,
        lecturer_id=lecturer_id,
        gross=amount,
        tax=kept_back,
        net=amount - kept_back,
        tax_citation=source,
    )


def _paid_before(statement: HonorariumStatement) -> dict[int, tuple[int, int]]:
    """Gross and tax of each lecturer by the statement corrected and the corrections of it so far."""
    if statement.corrects_id is None:
        return {}
    earlier = HonorariumStatement.objects.filter(pk=statement.corrects_id) | HonorariumStatement.objects.filter(
        corrects=statement.corrects_id, state=StatementState.APPROVED
    )
    rows = HonorariumPayment.objects.filter(statement__in=earlier).exclude(statement=statement)
    sums = rows.values("lecturer").annotate(all_gross=Sum("gross"), all_tax=Sum("tax"))
    return {row["lecturer"]: (row["all_gross"], row["all_tax"]) for row in sums}


def _locked_draft(statement: HonorariumStatement) -> HonorariumStatement:
    # `of`: the school is only read.
    locked = HonorariumStatement.objects.select_for_update(of=("self",)).select_related("school")
    current = locked.get(pk=statement.pk)
    if not current.is_draft:
        raise StatementApproved
    return current


def _told(statement: HonorariumStatement) -> dict[str, object]:
    sums = statement.payments.aggregate(gross=Sum("gross"), net=Sum("net"))
    return {"lines": statement.lines.count(), "gross": sums["gross"], "net": sums["net"]}
