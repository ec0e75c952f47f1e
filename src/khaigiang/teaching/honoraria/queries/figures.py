"""The dated figures of a school."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from khaigiang.registry.units.models import Office
from khaigiang.teaching.honoraria.models import HonorariumRate, HonorariumTax, LoadFactor, LoadNorm


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One dated figure; `paid_by` and `percent` only where the figure has them."""

    what: str
    figure: Decimal | int
    paid_by: str = ""
    percent: Decimal | None = None
    citation: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that a school has entered, by kind, what counts last first."""

    rates: tuple[FigureRow, ...]
    taxes: tuple[FigureRow, ...]
    factors: tuple[FigureRow, ...]
    norms: tuple[FigureRow, ...]


def figures_of(school: Office) -> Figures:
    """What a school has entered; four statements."""
    return Figures(
        rates=tuple(
            _row(one, one.amount, what=f"{one.get_kind_display()} {one.title}", paid_by=one.get_paid_by_display())
            for one in HonorariumRate.objects.filter(school=school).order_by("kind", "title", "-valid_from")
        ),
        taxes=tuple(
            _row(one, one.threshold, percent=one.percent)
            for one in HonorariumTax.objects.filter(school=school).order_by("-valid_from")
        ),
        factors=tuple(
            _row(one, one.factor, what=one.get_kind_display())
            for one in LoadFactor.objects.filter(school=school).order_by("kind", "-valid_from")
        ),
        norms=tuple(
            _row(one, one.hours, what=str(one.lecturer or one.title or _("lecturers without an academic title")))
            for one in LoadNorm.objects.filter(school=school)
            .select_related("lecturer")
            .order_by("lecturer__sort_key", "title", "-valid_from")
        ),
    )


def _row(
    one: HonorariumRate | HonorariumTax | LoadFactor | LoadNorm,
    figure: Decimal | int,
    *,
    what: str = "",
    paid_by: str = "",
    percent: Decimal | None = None,
) -> FigureRow:
    return FigureRow(
        what=what.strip(),
        figure=figure,
        paid_by=paid_by,
        percent=percent,
        citation=one.citation,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )
