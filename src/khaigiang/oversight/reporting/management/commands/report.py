"""`khaigiang report figures`: the figures of a programme at the end of a day, as JSON."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from khaigiang.ground.web import clock
from khaigiang.oversight.reporting.queries import Figure, Figures, figures_of
from khaigiang.planning.plans.models import Plan


class Command(BaseCommand):
    """Prints reports for other programs to read."""

    help = "Print the figures of a programme at the end of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        figures = what.add_parser("figures", help="the twelve figures of the programme")
        figures.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="today when left out")
        figures.add_argument("--plan", metavar="CODE", help="the plan's short code; needed when there are several")
        figures.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *, as_of: date | None = None, plan: str | None = None, **options: Any) -> None:
        found = figures_of(_plan(plan), as_of or clock.today())
        if options.get("json"):
            self.stdout.write(json.dumps(as_json(found), indent=2, ensure_ascii=False))
            return
        for figure in found.by_id.values():
            share = f" / {figure.of} ({figure.percent} %)" if figure.of is not None else ""
            self.stdout.write(f"{figure.label}: {figure.value}{share}")


def as_json(figures: Figures) -> dict[str, dict[str, Any]]:
    """Every figure by its name; the other bands are told apart."""
    found: dict[str, dict[str, Any]] = {key: {**plain(figure)} for key, figure in figures.by_id.items()}
    found["other"]["bands"] = dict(figures.other_bands)
    return found


def plain(figure: Figure) -> dict[str, int | float]:
    """A figure as JSON knows it."""
    if figure.of is None or figure.percent is None:
        return {"value": figure.value}
    return {"value": figure.value, "of": figure.of, "percent": float(figure.percent)}


def _plan(code: str | None) -> Plan:
    plans = list(Plan.objects.filter(code=code) if code else Plan.objects.all())
    if len(plans) == 1:
        return plans[0]
    known = ", ".join(Plan.objects.values_list("code", flat=True)) or "–"
    message = f"Name one plan with --plan CODE. Known plans: {known}."
    raise CommandError(message)
