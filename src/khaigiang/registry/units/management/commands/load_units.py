"""`khaigiang load_units`: bring in the shipped units of Hà Nội."""

from typing import Any

from django.core.management.base import BaseCommand

from khaigiang.ground.web import clock
from khaigiang.registry.units.services import load_units


class Command(BaseCommand):
    help = "Add the city, its 30 districts, its communes since 2020 and the districts' committees. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_units(by=None, at=clock.now())
        self.stderr.write(
            f"{report.units} units, {report.successions} successions and {report.offices} offices added.",
        )
