"""The pages' font."""

import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

from khaigiang.ground import web

FONT = Path(web.__file__).parent / "static/web/font/inter.woff2"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def _vietnamese_letters() -> set[str]:
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set("đ")
    return small | {letter.upper() for letter in small}


def test_the_font_has_every_vietnamese_letter() -> None:
    drawn = {chr(code) for code in TTFont(FONT).getBestCmap()}

    assert _vietnamese_letters() - drawn == set()


def test_the_font_has_the_signs_of_the_pages() -> None:
    drawn = {chr(code) for code in TTFont(FONT).getBestCmap()}

    assert set("–—‘’“”…·×÷≤≥→←%№₫") - drawn == set()


def test_the_font_has_every_weight_from_regular_to_bold() -> None:
    axis = next(axis for axis in TTFont(FONT)["fvar"].axes if axis.axisTag == "wght")

    assert (axis.minValue, axis.maxValue) == (400, 700)


def test_the_font_is_small() -> None:
    assert FONT.stat().st_size < 60_000
