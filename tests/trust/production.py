"""The product under the shipped production settings, in a data folder and process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "school.example"
PAGES = Path(__file__).with_name("visit_every_page.py")


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation: where its data lies."""

    home: Path

    def run(self, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the production settings; only what the environment needs is passed on."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "HOME") if name in os.environ}
        settings = {
            "DJANGO_SETTINGS_MODULE": "khaigiang.config.settings.prod",
            "KHAIGIANG_SETTINGS": "prod",
            "KHAIGIANG_HOME": str(self.home),
            "KHAIGIANG_HOSTS": HOST,
        }
        return subprocess.run(
            [sys.executable, *command],
            env={**kept, **settings, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def visits(self) -> list[dict[str, Any]]:
        """Every page without arguments, seen by nobody and by a signed-in person: status, headers, cookies."""
        done = self.run(PAGES)
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found
