"""Which font an official PDF is set in: found by path, and only if it has every Vietnamese letter."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import fontpkg
from fontTools.ttLib import TTFont

STYLES: Final = ("Regular", "Bold", "Italic", "BoldItalic")

# Liberation Serif has the widths of Times New Roman, which NĐ 30/2020 names; Debian's 1.x of it lacks 92 letters.
LIBERATION_FOLDERS: Final = (
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/liberation-serif"),
    Path("/usr/share/fonts/liberation-serif-fonts"),
    Path("/usr/share/fonts/liberation-fonts"),
    Path("/usr/share/fonts/liberation"),
)

_VOWELS: Final = "aăâeêioôơuưy"
_TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_ACCENTED: Final = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES} | {"đ"}

VIETNAMESE_LETTERS: Final = frozenset(
    letter for small in _ACCENTED if not small.isascii() for letter in (small, small.upper())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFont:
    """A font family that papers may be set in, and the folder it was found in."""

    family: str
    version: str
    folder: Path


@lru_cache(maxsize=1)
def official_font() -> PaperFont:
    """The font of official papers here: Liberation Serif where complete, else Noto Serif, which always is."""
    return find_font(LIBERATION_FOLDERS)


def find_font(folders: Iterable[Path]) -> PaperFont:
    """Liberation Serif from the first folder that holds all four styles with every Vietnamese letter."""
    for folder in folders:
        files = [folder / f"LiberationSerif-{style}.ttf" for style in STYLES]
        if all(file.is_file() for file in files) and not missing_letters(files):
            return PaperFont(family="Liberation Serif", version=_version(files[0]), folder=folder)
    noto = fontpkg.path("noto-serif")
    return PaperFont(family="Noto Serif", version=_version(noto), folder=noto.parent)


def missing_letters(files: Sequence[Path]) -> frozenset[str]:
    """The Vietnamese letters that at least one of these font files cannot draw."""
    return frozenset().union(*(_missing_from(file) for file in files))


def _missing_from(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        drawable = font.getBestCmap()
    return frozenset(letter for letter in VIETNAMESE_LETTERS if ord(letter) not in drawable)


def _version(file: Path) -> str:
    with TTFont(file, lazy=True) as font:
        return str(font["name"].getDebugName(5)).removeprefix("Version ").split(";")[0]
