"""Makes the pages' font: Inter with the letters of Vietnamese and English, weights 400 to 700."""

from pathlib import Path

import fontpkg_inter
from fontTools.subset import Options, Subsetter, save_font
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parent.parent / "src/khaigiang/ground/web/static/web/font/inter.woff2"
FAMILY = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
WEIGHTS = (400, 700)
TEXT_SIZE = 14

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
VIETNAMESE = [
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    0x300,
    0x301,
    0x302,
    0x303,
    0x306,
    0x309,
    0x31B,
    0x323,
    *range(0x1EA0, 0x1EFA),
]
SIGNS = [ord(sign) for sign in "–—‘’“”„•…′″‹›₫€№™←→↑↓↔−×÷≈≠≤≥∅✓✗●○■□"] + [0x2009, 0x200B, 0x202F, 0x2011]
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "calt", "tnum", "case"]


def build_font(target: Path = TARGET) -> Path:
    """Write the font as woff2 unless it is newer than the family and this script; returns where it is."""
    if target.exists() and target.stat().st_mtime > max(FAMILY.stat().st_mtime, Path(__file__).stat().st_mtime):
        return target
    font = TTFont(FAMILY)
    _keep_our_letters(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS, "opsz": TEXT_SIZE})
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    save_font(font, str(fresh), _options())
    return fresh.replace(target)


def _keep_our_letters(font: TTFont) -> None:
    subsetter = Subsetter(_options())
    subsetter.populate(unicodes=[*LATIN, *VIETNAMESE, *SIGNS])
    subsetter.subset(font)


def _options() -> Options:
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.notdef_outline = True
    return options
