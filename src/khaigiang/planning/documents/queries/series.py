"""Number series: the one in force on a day, how full each is, and the proof that its numbers are sound."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.documents.models import Document, GivenNumber, NumberSeries
from khaigiang.planning.documents.rules import falls, gaps, is_late, leading_number, number_text
from khaigiang.registry.units.models import Office

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One series with the number that comes next."""

    id: int
    office: str
    kind: str
    period: str
    starts_on: date
    ends_on: date | None
    next_text: str
    given: int
    last_dated_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One number with what became of it; `remark` says what is out of the ordinary, `explained` why and by whom."""

    id: int
    text: str
    dated_on: date
    is_reserved: bool
    is_void: bool
    document_id: int | None
    what: str
    remark: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a look at every number of a series finds: nothing missing, nothing falling, each exception explained."""

    first_text: str
    last_text: str
    next_text: str
    given: int
    papers: int
    reserved: int
    void: int
    missing: list[int]
    fallen: list[int]
    exceptions: list[NumberRow]
    rows: list[NumberRow]
    page: Page[GivenNumber]

    @property
    def is_sound(self) -> bool:
        """Is every number from the first to the last one paper, reserved or void, and does no date fall unexplained?"""
        return not self.missing and not self.fallen and self.given == self.papers + self.reserved + self.void


def series_on(office: Office, kind: str, on: date) -> NumberSeries | None:
    """The series of an office for one type of paper on a day."""
    return (
        NumberSeries.objects.filter(office=office, kind=kind, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .first()
    )


def series_id_of(document: Document) -> int | None:
    """The series that a paper takes its number from, where it is kept here."""
    return GivenNumber.objects.filter(document=document).values_list("series_id", flat=True).first()


def series_rows(series: QuerySet[NumberSeries]) -> list[SeriesRow]:
    """Series by office and type, newest first, in one statement."""
    found = series.select_related("office").annotate(
        given=Count("numbers"), last=Max("numbers__dated_on"), top=Max("numbers__number")
    )
    return [
        SeriesRow(
            id=one.pk,
            office=one.office.name,
            kind=one.get_kind_display(),
            period=one.period,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            next_text=text_of(one, one.first_number if one.top is None else one.top + 1),
            given=one.given,
            last_dated_on=one.last,
        )
        for one in found.order_by("office__sort_key", "kind", "-starts_on")
    ]


def text_of(series: NumberSeries, number: int) -> str:
    """A number of a series as papers bear it."""
    return number_text(number, kind=series.kind, symbol=series.office.symbol or "…", skin=series.office.skin)


def next_number(series: NumberSeries) -> int:
    """The number that comes next."""
    top = series.numbers.aggregate(top=Max("number"))["top"]
    return series.first_number if top is None else top + 1


def reserved_numbers(series: NumberSeries) -> QuerySet[GivenNumber]:
    """Numbers that still wait for their paper."""
    waiting = series.numbers.filter(document__isnull=True, void_reason="")
    return waiting.select_related("series__office").order_by("number")


def reserved_as(office: Office, kind: str, number: str) -> GivenNumber | None:
    """The number that stands reserved under this text in a series of an office, if it does."""
    waiting = GivenNumber.objects.filter(
        series__office=office, series__kind=kind, document__isnull=True, void_reason=""
    )
    found = waiting.filter(number=leading_number(number) or 0).select_related("series__office").order_by("-dated_on")
    return next((one for one in found if text_of(one.series, one.number) == number), None)


def missing_numbers(series: NumberSeries) -> list[int]:
    """Numbers between the first and the last given of which nothing is known: empty in a sound series."""
    return gaps(series.numbers.values_list("number", flat=True), first=series.first_number)


def proof(series: NumberSeries, number: str | None = None) -> Proof:
    """Every number of a series from the first to the last, looked at one by one; the same few statements however many."""
    told = series.numbers.order_by("number").select_related(
        "document__explained_by", "document__created_by", "reserved_by", "voided_by"
    )
    all_numbers = list(told)
    shown = leaf(told.reverse(), PER_PAGE, number)
    numbers = [one.number for one in all_numbers]
    following = numbers[-1] + 1 if numbers else series.first_number
    return Proof(
        first_text=text_of(series, series.first_number),
        last_text=text_of(series, numbers[-1]) if numbers else "",
        next_text=text_of(series, following),
        given=len(numbers),
        papers=sum(one.document_id is not None for one in all_numbers),
        reserved=sum(one.document_id is None and not one.void_reason for one in all_numbers),
        void=sum(bool(one.void_reason) for one in all_numbers),
        missing=gaps(numbers, first=series.first_number),
        fallen=falls((one.number, one.dated_on, bool(one.out_of_order_reason)) for one in all_numbers),
        exceptions=[row for row in (number_row(series, one) for one in all_numbers) if row.remark],
        rows=[number_row(series, one) for one in shown.object_list],
        page=shown,
    )


def number_row(series: NumberSeries, one: GivenNumber) -> NumberRow:
    """One number as the proof page prints it."""
    remark, reason, who = _out_of_the_ordinary(one)
    return NumberRow(
        id=one.pk,
        text=text_of(series, one.number),
        dated_on=one.dated_on,
        is_reserved=one.document_id is None and not one.void_reason,
        is_void=bool(one.void_reason),
        document_id=one.document_id,
        what=one.document.abstract if one.document else one.purpose,
        remark=remark,
        reason=reason,
        who=who,
    )


def _out_of_the_ordinary(one: GivenNumber) -> tuple[str, str, str]:
    document = one.document
    if one.void_reason:
        return _("not used"), one.void_reason, str(one.voided_by or "")
    if one.out_of_order_reason:
        who = document.explained_by or document.created_by if document else one.reserved_by
        return _("dated back"), one.out_of_order_reason, str(who or "")
    if document is None:
        return _("reserved, waits for its paper"), one.purpose, str(one.reserved_by or "")
    if is_late(document.signed_on, document.issued_on) and document.exception_reason:
        return _("numbered late"), document.exception_reason, str(document.explained_by or "")
    return "", "", ""
