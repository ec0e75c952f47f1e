"""Reads produced files back: the words of a DOCX and of a PDF, its pages and its fonts, an SVG's elements."""

import io
import re
import xml.etree.ElementTree as ET
from typing import Any, Final

from docx import Document
from pyhanko.pdf_utils.generic import TrailerReference, read_object
from pyhanko.pdf_utils.reader import PdfFileReader

# An object read apart from its file belongs nowhere.
_NOWHERE: Final = TrailerReference(None)  # type: ignore[no-untyped-call]  # pyHanko left this one untyped
_FONT_OR_TEXT: Final = re.compile(rb"/(f\d+) [\d.]+ Tf|Tm(?=\[)")


def docx_text(docx: bytes) -> str:
    """All words of the body, tables included, in order; a tab between cells."""
    document = Document(io.BytesIO(docx))
    blocks = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            blocks += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            blocks.append(block.text)
    return "\n".join(blocks)


def pdf_pages(pdf: bytes) -> list[Any]:
    """The page dictionaries of a PDF."""
    return _leaves(PdfFileReader(io.BytesIO(pdf)).root["/Pages"])


def page_count(pdf: bytes) -> int:
    return len(pdf_pages(pdf))


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    boxes = [page["/MediaBox"] for page in pdf_pages(pdf)]
    return [(round(float(box[2]) / 72 * 25.4), round(float(box[3]) / 72 * 25.4)) for box in boxes]


def font_names(pdf: bytes) -> set[str]:
    """The fonts a PDF embeds, without subset prefix and style: "LiberationSerif"."""
    fonts = [page["/Resources"]["/Font"] for page in pdf_pages(pdf)]
    return {str(used[name]["/BaseFont"]).partition("+")[2].partition("-")[0] for used in fonts for name in used}


def metadata(pdf: bytes) -> str:
    """What a PDF says of itself (XMP)."""
    stream: bytes = PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data
    return stream.decode()


def pdf_text(pdf: bytes) -> str:
    """The words of a PDF in the order they are drawn, without any white space, one line per page."""
    return "\n".join(_page_text(page) for page in pdf_pages(pdf))


def svg_root(svg: str) -> ET.Element:
    """The elements of an SVG that we drew ourselves."""
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def squeezed(text: str) -> str:
    """Text as `pdf_text` gives it."""
    return re.sub(r"\s+", "", text)


def _leaves(node: Any) -> list[Any]:
    if "/Kids" not in node:
        return [node]
    return [leaf for kid in node["/Kids"] for leaf in _leaves(kid.get_object())]


def _page_text(page: Any) -> str:
    fonts, content = page["/Resources"]["/Font"], page["/Contents"].data
    letters = {name.lstrip("/"): _letters(fonts[name]) for name in fonts}
    shown, font = [], ""
    for match in _FONT_OR_TEXT.finditer(content):
        if match.group(1):
            font = match.group(1).decode()
        else:
            shown += [letters[font].get(code, "?") for code in _codes(content, match.end())]
    return squeezed("".join(shown))


def _codes(content: bytes, start: int) -> list[int]:
    """The glyph codes of the array of strings and kerns that begins here."""
    pieces: Any = read_object(io.BytesIO(content[start:]), container_ref=_NOWHERE)
    strings = b"".join(piece.original_bytes for piece in pieces if hasattr(piece, "original_bytes"))
    return [high * 256 + low for high, low in zip(strings[::2], strings[1::2], strict=True)]


def _letters(font: Any) -> dict[int, str]:
    table: bytes = font["/ToUnicode"].data
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
