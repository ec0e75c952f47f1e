"""Compiles every feature's catalogue: `django.po` beside it becomes `django.mo`."""

from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src" / "khaigiang"


def compile_messages(source: Path = SOURCE) -> list[Path]:
    """Write each catalogue that is newer than its compiled form; returns what was written."""
    return [
        _compile(catalogue)
        for catalogue in sorted(source.rglob("locale/*/LC_MESSAGES/django.po"))
        if _is_stale(catalogue)
    ]


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= catalogue.stat().st_mtime_ns


def _compile(catalogue: Path) -> Path:
    compiled = catalogue.with_suffix(".mo")
    # Written beside and renamed: a server that reads catalogues at this moment sees a whole one.
    fresh = compiled.with_suffix(".new")
    polib.pofile(str(catalogue)).save_as_mofile(str(fresh))
    return fresh.replace(compiled)


if __name__ == "__main__":
    for written in compile_messages():
        print(written.relative_to(SOURCE))
