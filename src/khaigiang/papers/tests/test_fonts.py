"""Which font papers are set in."""

from pathlib import Path
from shutil import copy

import fontpkg
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from khaigiang.papers import summons
from khaigiang.papers.fonts import STYLES, VIETNAMESE_LETTERS, PaperFont, find_font, missing_letters, official_font
from khaigiang.papers.tests.makers import make_summons
from khaigiang.papers.tests.reading import font_names, metadata
from khaigiang.papers.typesetting import typeset


@pytest.fixture
def complete_folder(tmp_path: Path) -> Path:
    """A folder that holds fonts named Liberation Serif with every Vietnamese letter."""
    for style in STYLES:
        copy(fontpkg.path("noto-serif"), tmp_path / f"LiberationSerif-{style}.ttf")
    return tmp_path


def test_vietnamese_has_134_letters_beyond_ascii() -> None:
    assert len(VIETNAMESE_LETTERS) == 134
    assert {"đ", "Ặ", "ữ", "Ơ"} <= VIETNAMESE_LETTERS


def test_a_complete_liberation_serif_is_taken_by_its_path(complete_folder: Path) -> None:
    found = find_font([complete_folder / "nowhere", complete_folder])

    assert (found.family, found.folder) == ("Liberation Serif", complete_folder)


def test_a_font_without_a_vietnamese_letter_is_passed_over(complete_folder: Path) -> None:
    without_letter(complete_folder / "LiberationSerif-Bold.ttf", "ữ")

    assert missing_letters([complete_folder / "LiberationSerif-Bold.ttf"]) == {"ữ"}
    assert find_font([complete_folder]).family == "Noto Serif"


def test_a_family_without_one_of_its_styles_is_passed_over(complete_folder: Path) -> None:
    (complete_folder / "LiberationSerif-Italic.ttf").unlink()

    assert find_font([complete_folder]).family == "Noto Serif"


def test_the_font_that_always_is_there_has_every_letter() -> None:
    regular, italic = fontpkg.path("noto-serif"), fontpkg.path("noto-serif", style="italic")

    assert missing_letters([regular, italic]) == frozenset()


def test_a_paper_says_which_font_it_is_set_in() -> None:
    font = official_font()

    assert summons.pdf(make_summons()).font == f"{font.family} {font.version}"


@pytest.mark.parametrize("font", [official_font(), find_font([])], ids=lambda font: font.family)
def test_only_the_chosen_font_is_embedded(font: PaperFont) -> None:
    pdf = typeset("summons", summons._fields(make_summons()), font=font)

    assert font_names(pdf) == {font.family.replace(" ", "")}
    assert f"font: {font.family} {font.version}" in metadata(pdf)


def without_letter(file: Path, letter: str) -> None:
    with TTFont(file) as font:
        kept = set(font.getBestCmap()) - {ord(letter)}
        options = Options()
        options.drop_tables += ["GPOS", "GSUB", "GDEF"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=kept & (set(range(0x250)) | set(map(ord, VIETNAMESE_LETTERS))))
        subsetter.subset(font)
        font.save(file)
