"""Entering dated figures: factors, norms, rates, taxes. What counted before ends the day a new figure begins."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.registry.units.models import Office
from khaigiang.teaching.honoraria.errors import FigureBeginsTooEarly
from khaigiang.teaching.honoraria.models import DatedFigure, HonorariumRate, HonorariumTax, LoadFactor, LoadNorm
from khaigiang.teaching.lecturers.models import Lecturer

Figure = TypeVar("Figure", bound=DatedFigure)


@transaction.atomic
def save_factor(
    *, school: Office, kind: str, factor: Decimal, citation: str, valid_from: date, by: User, at: datetime
) -> LoadFactor:
    """Say how many hours of load an hour of a kind counts from a day on; raises FigureBeginsTooEarly."""
    found = _begin(LoadFactor, {"school": school, "kind": kind}, valid_from, factor=factor, citation=citation)
    audit.record("save_factor", found, by=by, at=at, after=_told(found, factor=factor, kind=kind))
    return found


@transaction.atomic
def save_norm(
    *,
    school: Office,
    lecturer: Lecturer | None,
    title: str,
    hours: int,
    citation: str,
    valid_from: date,
    by: User,
    at: datetime,
) -> LoadNorm:
    """Say how many hours a year are asked of a lecturer, or of a title, from a day on; raises FigureBeginsTooEarly."""
    whose = {"school": school, "lecturer": lecturer, "title": "" if lecturer else title.strip()}
    found = _begin(LoadNorm, whose, valid_from, hours=hours, citation=citation)
    audit.record("save_norm", found, by=by, at=at, after=_told(found, hours=hours))
    return found


@transaction.atomic
def save_rate(
    *,
    school: Office,
    kind: str,
    title: str,
    paid_by: str,
    amount: int,
    citation: str,
    valid_from: date,
    by: User,
    at: datetime,
) -> HonorariumRate:
    """Say what an hour or half-day of a kind is paid from a day on; raises FigureBeginsTooEarly."""
    what = {"school": school, "kind": kind, "title": title.strip()}
    found = _begin(HonorariumRate, what, valid_from, paid_by=paid_by, amount=amount, citation=citation)
    audit.record("save_rate", found, by=by, at=at, after=_told(found, amount=amount, paid_by=paid_by))
    return found


@transaction.atomic
def save_tax(
    *, school: Office, percent: Decimal, threshold: int, citation: str, valid_from: date, by: User, at: datetime
) -> HonorariumTax:
    """Say what is kept back of payments from a day on; raises FigureBeginsTooEarly."""
    found = _begin(
        HonorariumTax, {"school": school}, valid_from, percent=percent, threshold=threshold, citation=citation
    )
    audit.record("save_tax", found, by=by, at=at, after=_told(found, percent=percent, threshold=threshold))
    return found


def _begin(model: type[Figure], what: dict[str, Any], valid_from: date, **values: Any) -> Figure:
    """The figure that counts from the day; the same first day corrects a figure, a later one ends it."""
    # The school is the lock: two figures for the same follow one another.
    Office.objects.select_for_update(no_key=True).get(pk=what["school"].pk)
    same = model._default_manager.filter(**what)
    later = same.filter(valid_from__gt=valid_from).order_by("-valid_from").first()
    if later is not None:
        raise FigureBeginsTooEarly(begins=day_in_words(later.valid_from))
    same.filter(valid_from__lt=valid_from, valid_until=None).update(valid_until=valid_from)
    found, _is_new = model._default_manager.update_or_create(**what, valid_from=valid_from, defaults=values)
    return found


def _told(figure: DatedFigure, **values: object) -> dict[str, object]:
    return {**values, "valid_from": figure.valid_from, "citation": figure.citation}
