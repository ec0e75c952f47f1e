"""QR codes, as SVG, PNG or the outline of their dark modules."""

import io
import re
from dataclasses import dataclass
from typing import Final

import segno

# Any mask decodes; a fixed one spares the trial of all eight, four fifths of the work, where hundreds are made at once.
QUICK_MASK: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The dark modules of a code as an SVG path, and the number of modules on a side, without quiet zone."""

    size: int
    path: str


def svg(text: str, *, title: str, scale: int = 4) -> str:
    """The QR code of this text as an SVG element: always dark on white, as scanners need it, whatever the page."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(
        written, kind="svg", scale=scale, border=4, dark="#000", light="#fff", title=title,
        xmldecl=False, nl=False, svgclass="qr", lineclass=None,
    )  # fmt: skip
    return written.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)


def png(text: str, *, scale: int = 8) -> bytes:
    """The QR code of this text as a PNG."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=scale, border=4)
    return written.getvalue()


def outline(text: str) -> Outline:
    """The code of this text as one path: quick to make, sharp at any size, for use in typeset papers."""
    matrix = segno.make_qr(text, error="m", mask=QUICK_MASK, boost_error=False).matrix
    runs = [
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for y, row in enumerate(matrix)
        for run in re.finditer(b"\x01+", row)
    ]
    return Outline(size=len(matrix), path="".join(runs))
