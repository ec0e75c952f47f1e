"""`khaigiang doctor`: is this installation sound?"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from khaigiang.config.soundness import Answer, examine


class Command(BaseCommand):
    """Asks every question and exits 1 when an answer needs somebody."""

    help = "Examine the database, the data folder, fonts, texts, styles, the secret key and the audit."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, json: bool, **_: Any) -> None:
        answers = examine()
        self.stdout.write(_as_json(answers) if json else _as_lines(answers))
        if not all(answer.is_sound for answer in answers):
            sys.exit(1)


def _as_json(answers: list[Answer]) -> str:
    found = [{"question": answer.title, "findings": list(answer.findings)} for answer in answers]
    return json.dumps({"sound": all(answer.is_sound for answer in answers), "answers": found}, ensure_ascii=False)


def _as_lines(answers: list[Answer]) -> str:
    lines = []
    for answer in answers:
        lines.append(f"{'✓' if answer.is_sound else '✗'} {answer.title}")
        lines += [f"  {finding}" for finding in answer.findings]
    return "\n".join(lines)
