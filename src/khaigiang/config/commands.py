"""Runs a command and turns what stops it into one sentence and an exit code."""

import gc
import sys
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand
from django.db import OperationalError

from khaigiang.ground.shared.errors import DomainError

# They start without Django (khaigiang.solvers.command_line), which therefore does not know them.
ON_FILES: Final = "\n[files]\n    allocate\n    solve\n    timetable"
DONE: Final = 0
REFUSED: Final = 1
CALLED_WRONGLY: Final = 2


class Commands(ManagementUtility):
    """Django's commands and ours; a word that is none of them is a wrong call."""

    def main_help_text(self, commands_only: bool = False) -> str:  # noqa: FBT001, FBT002  as Django calls it
        return super().main_help_text(commands_only) + ("" if commands_only else f"\n{ON_FILES}")

    def fetch_command(self, subcommand: str) -> BaseCommand:
        try:
            return super().fetch_command(subcommand)
        except SystemExit:
            raise SystemExit(CALLED_WRONGLY) from None


def run(arguments: list[str]) -> int:
    """Run one command line; returns 0, or 1 with a sentence on standard error when it is refused."""
    # A command makes much, keeps most of it and ends: looking through it for rubbish took a tenth of `migrate`.
    gc.set_threshold(100_000, 20, 100)
    try:
        Commands(arguments).execute()
    except DomainError as refusal:
        return _refuse(str(refusal))
    except ImproperlyConfigured as mistake:
        return _refuse(str(mistake))
    except OperationalError as failure:
        return _refuse(f"The database does not answer: {str(failure).strip()}\nType: khaigiang doctor")
    return DONE


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
