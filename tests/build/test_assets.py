"""What the repository does not hold is made by a script: catalogues and the font."""

import gettext
import os
from pathlib import Path

import polib

from fonts import build_font
from messages import compile_messages


def _catalogue(folder: Path, text: str = "Lưu") -> Path:
    path = folder / "some/feature/locale/vi/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Save", msgstr=text))
    catalogue.save(str(path))
    return path


def test_a_catalogue_is_compiled_beside_itself(tmp_path: Path) -> None:
    source = _catalogue(tmp_path)

    (compiled,) = compile_messages(tmp_path)

    assert compiled == source.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Save") == "Lưu"


def test_what_is_fresh_is_left_alone(tmp_path: Path) -> None:
    _catalogue(tmp_path)
    compile_messages(tmp_path)

    assert compile_messages(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    source = _catalogue(tmp_path)
    (compiled,) = compile_messages(tmp_path)
    _catalogue(tmp_path, "Ghi lại")
    later = compiled.stat().st_mtime_ns + 1_000_000_000
    os.utime(source, ns=(later, later))

    assert compile_messages(tmp_path) == [compiled]
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Save") == "Ghi lại"


def test_the_font_is_made_once(tmp_path: Path) -> None:
    target = tmp_path / "font/inter.woff2"

    made = build_font(target).stat().st_mtime_ns

    assert target.read_bytes()[:4] == b"wOF2"
    assert build_font(target).stat().st_mtime_ns == made
