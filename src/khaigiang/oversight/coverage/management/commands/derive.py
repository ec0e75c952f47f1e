"""`khaigiang derive`: keep anew how every post stands."""

from typing import Any

from django.core.management.base import BaseCommand

from khaigiang.oversight.coverage.services import settle_all, touch_all


class Command(BaseCommand):
    """Pages are right meanwhile: a post that waits is derived where it is shown."""

    help = "Derive anew what the coverage ledger keeps of every post. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        posts = touch_all()
        settle_all()
        self.stderr.write(f"{posts} posts derived anew.")
