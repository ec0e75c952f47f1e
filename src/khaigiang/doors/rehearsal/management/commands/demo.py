"""`khaigiang demo`: the programme as it stood at the end of 24/5/2023, served on this machine."""

from argparse import ArgumentParser
from datetime import date
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand

DAY: Final = date(2023, 5, 24)


class Command(BaseCommand):
    """Plays the story and serves."""

    help = "Set up the demo in the data folder and serve it at 127.0.0.1:8000."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **_: Any) -> None:
        call_command("story", until=DAY)
        call_command("serve", host=host, port=port)
