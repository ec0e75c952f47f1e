"""Which fonts tell an encoding: those whose letters are not Unicode."""

import re
from typing import Final

LEGACY: Final = re.compile(r"^(?:\.?Vn|VNI\b|VNI-)", re.IGNORECASE)


def legacy(font: str | None) -> str:
    """The font's name when its letters are TCVN3 or VNI, else nothing."""
    return font if font and LEGACY.match(font) else ""
