"""The PDF of a Word file that a clerk has changed: LibreOffice lays it out, where it is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PROGRAMS: Final = ("soffice", "libreoffice")
LONGEST: Final = 90


def pdf_of_word(docx: bytes) -> bytes | None:
    """The file as PDF; None where LibreOffice is not installed, or cannot lay the file out in time."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        word = Path(folder, "paper.docx")
        word.write_bytes(docx)
        # A profile of its own: it neither waits for another LibreOffice nor learns from one.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)  # noqa: S603 - our own words, no shell
        except (subprocess.SubprocessError, OSError):
            return None
        made = word.with_suffix(".pdf")
        return made.read_bytes() if made.exists() else None
