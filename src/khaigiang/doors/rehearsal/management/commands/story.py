"""`khaigiang story --until YYYY-MM-DD`: play the story of 2023 up to and including a day."""

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from khaigiang.doors.rehearsal.queries import may_make_tables
from khaigiang.doors.rehearsal.story.play import STORY, play
from khaigiang.ground.shared.errors import DomainError
from khaigiang.oversight.coverage.services import settle_all


class Command(BaseCommand):
    """Plays the days that have not been played yet, through the services, each with its own clock."""

    help = "Play the story of 2023 into an empty database, up to and including a day; a later day goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=date.fromisoformat, default=STORY.ends_on, metavar="YYYY-MM-DD")

    def handle(self, *, until: date, **_: Any) -> None:
        began = time.monotonic()
        try:
            if may_make_tables():
                call_command("migrate", verbosity=0)
            play(until, tell=self.stderr.write)
            settle_all()
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stderr.write(f"{until:%d/%m/%Y}: {time.monotonic() - began:.1f} s")
