"""The Word markup that python-docx has no call for."""

import io
import struct
import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from khaigiang.papers.word_filling import settled as settled_zip

FONT = "Times New Roman"

# Word wants the parts of a paragraph's properties in the order of its schema.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr")


def element(name: str, attributes: Mapping[str, str | int] | None = None) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), str(value))
    return made


def set_font(properties: Any) -> None:
    """Times New Roman for every script, so that no reader falls back to a theme font."""
    fonts = properties.get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), FONT)


def rule(paragraph: Paragraph, *, left: float, right: float) -> None:
    """Turn an empty paragraph into a thin line between these indents (mm)."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(left), Mm(right)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.line_spacing = Pt(3), Mm(1.6)
    borders = element("w:pBdr")
    borders.append(element("w:top", {"w:val": "single", "w:sz": 6, "w:space": 1, "w:color": "000000"}))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def boxed(run: Run) -> None:
    border = element("w:bdr", {"w:val": "single", "w:sz": 8, "w:space": 4, "w:color": "000000"})
    run._r.get_or_add_rPr().insert_element_before(border, "w:shd", "w:vertAlign", "w:lang")


def page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            run._r.append(element("w:fldChar", {"w:fldCharType": kind}))
        else:
            instruction = element("w:instrText", {"xml:space": "preserve"})
            instruction.text = text
            run._r.append(instruction)


def fixed_widths(table: Table, widths: list[float]) -> None:
    """Hold a table to these column widths (mm), whatever stands in it."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    width = element("w:tblW", {"w:w": round(sum(widths) * 56.693), "w:type": "dxa"})
    properties.insert_element_before(
        width, "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    for column, wide in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(wide * 56.693)))
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)


def cell_padding(table: Table, *, top: int, side: int) -> None:
    margins = element("w:tblCellMar")
    for edge, value in (("top", top), ("left", side), ("bottom", top), ("right", side)):
        margins.append(element(f"w:{edge}", {"w:w": value, "w:type": "dxa"}))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def at_least(row: _Row, height: float) -> None:
    """Give a row room to write in (mm)."""
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def shade_once(cell: _Cell, fill: str) -> None:
    """Shade a cell that merging may have shown before."""
    if not cell._tc.get_or_add_tcPr().findall(qn("w:shd")):
        shade(cell, fill)


def repeat_as_header(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def shade(cell: _Cell, fill: str) -> None:
    shading = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
    cell._tc.get_or_add_tcPr().insert_element_before(shading, "w:noWrap", "w:tcMar", "w:vAlign")


def lay_out(section: Section, *, flipped: bool, margins: tuple[float, float, float, float]) -> None:
    """A4, upright or lying, with margins top, bottom, left, right (mm); its pages counted from 1, the first bare."""
    section.orientation = WD_ORIENT.LANDSCAPE if flipped else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if flipped else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    count = element("w:pgNumType", {"w:start": 1})
    section._sectPr.insert_element_before(count, "w:cols", "w:titlePg", "w:docGrid")


def grey_picture(width: int, height: int, shade: int) -> bytes:
    """A plain grey PNG, holding the place of a chart; each place needs a shade of its own, or Word shares the file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def settled(document: DocumentObject) -> bytes:
    """The template's bytes without author and hour of making."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    properties.created = properties.modified = datetime.combine(date(2023, 1, 1), time())
    written = io.BytesIO()
    document.save(written)
    return settled_zip(written.getvalue())
