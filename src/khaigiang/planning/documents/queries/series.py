"""Number series: the one in force on a day, and how full each is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from khaigiang.planning.documents.models import NumberSeries
from khaigiang.planning.documents.rules import number_text
from khaigiang.registry.units.models import Office


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


def series_on(office: Office, kind: str, on: date) -> NumberSeries | None:
    """The series of an office for one type of paper on a day."""
    return (
        NumberSeries.objects.filter(office=office, kind=kind, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .first()
    )


def series_rows(series: QuerySet[NumberSeries]) -> list[SeriesRow]:
    """Series by office and type, newest first, in one statement."""
    found = series.select_related("office").annotate(given=Count("documents"), last=Max("documents__issued_on"))
    return [
        SeriesRow(
            id=one.pk,
            office=one.office.name,
            kind=one.get_kind_display(),
            period=one.period,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            next_text=number_text(
                one.next_number,
                kind=one.kind,
                symbol=one.office.symbol or "…",
                skin=one.office.skin,
            ),
            given=one.given,
            last_dated_on=one.last,
        )
        for one in found.order_by("office__sort_key", "kind", "-starts_on")
    ]


def missing_numbers(series: NumberSeries) -> list[int]:
    """Numbers between the first and the last given that no paper carries: empty in a sound series."""
    given = set(series.documents.values_list("series_number", flat=True))
    return [number for number in range(series.first_number, series.last_number + 1) if number not in given]
