"""`khaigiang find_duplicates`: search all officials for records of one person."""

from typing import Any

from django.core.management.base import BaseCommand

from khaigiang.ground.web import clock
from khaigiang.registry.duplicates.services import find_duplicates


class Command(BaseCommand):
    help = "Compare all officials and list likely pairs for a person to decide. Merges nobody. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        scan = find_duplicates(by=None, at=clock.now(), tell=self._tell)
        self.stderr.write(f"{scan.found} likely pairs among {scan.people} officials.")

    def _tell(self, done: int, groups: int) -> None:
        self.stderr.write(f"comparing: {100 * done // groups} %")
