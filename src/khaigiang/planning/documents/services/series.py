"""Number series: which office counts which type of paper, from when, from which number."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.errors import SeriesEndsTooEarly, SeriesOverlaps
from khaigiang.planning.documents.models import DocumentKind, NumberSeries
from khaigiang.registry.units.models import Office


@transaction.atomic
def open_series(
    office: Office,
    *,
    kind: DocumentKind,
    period: str,
    starts_on: date,
    ends_on: date | None,
    first_number: int = 1,
    by: User,
    at: datetime,
) -> NumberSeries:
    """Let an office number one type of paper here, for a committee's term or a year.

    Raises SeriesEndsTooEarly, or SeriesOverlaps while another series of the same office and type runs.
    """
    if ends_on is not None and ends_on < starts_on:
        raise SeriesEndsTooEarly
    # The office is the lock: two clerks cannot open two series for the same days.
    Office.objects.select_for_update().get(pk=office.pk)
    _refuse_overlap(office, kind, starts_on, ends_on, period)
    series = NumberSeries.objects.create(
        office=office,
        kind=kind,
        period=period.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        first_number=first_number,
    )
    audit.record("open_series", series, by=by, at=at, after=_described(series))
    return series


@transaction.atomic
def end_series(series: NumberSeries, *, on: date, by: User, at: datetime) -> NumberSeries:
    """Say on which last day a series gives numbers; raises SeriesEndsTooEarly."""
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    last = series.numbers.order_by("-dated_on").values_list("dated_on", flat=True).first()
    if on < max(filter(None, (series.starts_on, last))):
        raise SeriesEndsTooEarly
    before = _described(series)
    series.ends_on = on
    series.save(update_fields=["ends_on"])
    audit.record("end_series", series, by=by, at=at, before=before, after=_described(series))
    return series


def _refuse_overlap(office: Office, kind: DocumentKind, starts_on: date, ends_on: date | None, period: str) -> None:
    others = NumberSeries.objects.filter(office=office, kind=kind).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on) | Q(period=period.strip()),
    )
    if ends_on is not None:
        others = others.filter(Q(starts_on__lte=ends_on) | Q(period=period.strip()))
    other = others.first()
    if other is not None:
        last = f"{other.ends_on:%d/%m/%Y}" if other.ends_on else "…"
        raise SeriesOverlaps(office=office, first=f"{other.starts_on:%d/%m/%Y}", last=last, period=other.period)


def _described(series: NumberSeries) -> dict[str, object]:
    return {
        "office": series.office.name,
        "kind": series.kind,
        "period": series.period,
        "starts_on": series.starts_on,
        "ends_on": series.ends_on,
        "first_number": series.first_number,
    }
