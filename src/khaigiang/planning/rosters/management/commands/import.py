"""`khaigiang import preview FILE`: what an office list holds, what is doubtful in it and what was repaired."""

import json
from argparse import ArgumentParser
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from khaigiang.ground.web import clock
from khaigiang.planning.rosters.reading import preview_of
from khaigiang.registry.units.models import Unit
from khaigiang.registry.units.services import load_units


class Command(BaseCommand):
    """Prints previews for people and for other programs."""

    help = "Read an office list and print what it holds; nothing of it is kept."
    # The tables are made first where there are none.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        preview = what.add_parser("preview", help="rows with values, doubts and repairs")
        preview.add_argument("file", type=Path)
        preview.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="today when left out")
        preview.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *, file: Path, as_of: date | None = None, **options: Any) -> None:
        if not file.is_file():
            message = f"There is no file {file}."
            raise CommandError(message)
        call_command("migrate", verbosity=0, interactive=False, stdout=StringIO())
        if not Unit.objects.exists():
            load_units(by=None, at=clock.now())
        found = preview_of(file, as_of=as_of or clock.today())
        if options.get("json"):
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        self.stdout.write(found["message"] or f"{len(found['rows'])} rows")
        for row in found["rows"]:
            for flag in row["flags"]:
                self.stdout.write(f"{row['row']}: {flag['message']}")
