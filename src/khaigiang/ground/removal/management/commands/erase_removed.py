"""`khaigiang erase_removed`: delete for good what can no longer be taken back."""

from typing import Any

from django.core.management.base import BaseCommand

from khaigiang.ground.removal.services import erase_removed
from khaigiang.ground.web import clock


class Command(BaseCommand):
    help = "Delete for good what was removed and can no longer be taken back. Safe to run daily."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = erase_removed(by=None, at=clock.now())
        self.stderr.write(f"{len(gone)} deleted for good.")
