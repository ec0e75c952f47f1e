"""Fills Word templates that a clerk may have changed, without letting a template do anything but print fields."""

import io
import re
import struct
from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NoReturn
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import DictLoader, StrictUndefined, Template, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from khaigiang.papers.plain import Fields, fields

TEMPLATES: Final = Path(__file__).parent / "templates"
FILTERS: Final = frozenset({"upper", "lower", "length", "default", "join", "trim"})
_TESTS: Final = frozenset({"defined", "undefined", "none", "equalto", "==", "!=", "odd", "even"})
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL_ORDER: Final = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip
_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_BREAK: Final = re.compile(r"[\n\t\a\f]")
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
# A template has some ten texts: its body, heads and feet, and properties.
_KEPT: Final = 256


class TemplateRefusedError(Exception):
    """A Word template asks for something it may not have, or for a field that the paper lacks."""


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is untyped
    """A Word template whose text is made ready for the engine once, not at every filling."""

    def patch_xml(self, src_xml: str) -> str:
        return ready(src_xml)

    def resolve_listing(self, xml: str) -> str:
        # Of a thousand paragraphs a few hold a line feed, which the engine turns into Word's own.
        return _PARAGRAPH.sub(
            lambda found: super(_Template, self).resolve_listing(found[0]) if _BREAK.search(found[0]) else found[0], xml
        )


class _FieldsOnly(ImmutableSandboxedEnvironment):
    """Jinja that prints, repeats and chooses, and neither calls nor multiplies nor loads anything."""

    intercepted_binops = frozenset({"*", "**", "%", "//", "/", "-"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed, loader=DictLoader({}))
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002 - the signature is jinja's
        return False

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not callable(value) and super().is_safe_attribute(obj, attr, value)

    @lru_cache(maxsize=_KEPT)  # noqa: B019 - there is one engine
    def from_string(self, source: str) -> Template:  # type: ignore[override]  # the filling passes nothing else
        return super().from_string(source)

    def call_binop(self, context: object, operator: str, left: object, right: object) -> NoReturn:  # noqa: ARG002 - jinja's
        message = f"a template may not calculate ({operator})"
        raise SecurityError(message)


def fill(name: str, values: Mapping[str, object], *, template: bytes | None = None) -> bytes:
    """The DOCX of `templates/<name>.docx`, or of the clerk's own version of it, filled with these values.

    Raises TemplateRefusedError. The same values and template give the same bytes.
    """
    return _filled(template or shipped(name), values, pictures={})


def fill_with_pictures(
    name: str, values: Mapping[str, object], *, pictures: Mapping[str, bytes], template: bytes | None = None
) -> bytes:
    """The same, with PNG pictures put in place of the template's pictures of these names."""
    return _filled(template or shipped(name), values, pictures=pictures)


def _filled(template: bytes, values: Mapping[str, object], *, pictures: Mapping[str, bytes]) -> bytes:
    printable = fields(values)
    try:
        return settled(_written(template, printable, pictures))
    except Exception as refusal:  # a file made elsewhere may fail anywhere in the engine
        raise TemplateRefusedError(str(refusal) or type(refusal).__name__) from refusal


def _written(template: bytes, values: Fields, pictures: Mapping[str, bytes]) -> bytes:
    document = _Template(io.BytesIO(template))
    document.allow_missing_pics = True
    for picture, png in pictures.items():
        document.replace_pic(picture, io.BytesIO(png))
    document.render(values, jinja_env=engine(), autoescape=True)
    _fit_pictures(document, pictures)
    _order_cells(document)
    _fit_grids(document)
    _describe(document, values)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _fit_pictures(document: DocxTemplate, pictures: Mapping[str, bytes]) -> None:
    """Give each picture the height that its new content needs at the width the template gave it."""
    for place in document.docx.element.body.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
        name = next((picture.get("name") for picture in place.iter(f"{_PICTURE}cNvPr")), "")
        if name in pictures:
            width, height = struct.unpack(">II", pictures[name][16:24])
            for extent in (*place.iter(f"{_DRAWING}extent"), *place.iterfind(f".//{_SHAPE}xfrm/{_SHAPE}ext")):
                extent.set("cy", str(int(extent.get("cx")) * height // width))


def _order_cells(document: DocxTemplate) -> None:
    """Put the properties of cells into the order Word's schema asks for; the template engine adds spans in front."""
    for properties in document.docx.element.body.iterfind(f".//{_WORD}tcPr"):
        properties[:] = sorted(properties, key=_place_in_cell)


def _place_in_cell(child: Any) -> int:
    name = str(child.tag).rpartition("}")[2]
    return _CELL_ORDER.index(name) if name in _CELL_ORDER else len(_CELL_ORDER)


def _fit_grids(document: DocxTemplate) -> None:
    """Give each table's grid and width the measure of its own cells: repeated columns have upset them."""
    for table in document.docx.element.body.iterfind(f".//{_WORD}tbl"):
        columns = table.findall(f"{_WORD}tblGrid/{_WORD}gridCol")
        for row in table.iterfind(f"{_WORD}tr"):
            cells = row.findall(f"{_WORD}tc/{_WORD}tcPr/{_WORD}tcW[@{_WORD}type='dxa']")
            if len(cells) == len(columns):
                _set_widths(table, columns, [cell.get(f"{_WORD}w") for cell in cells])
                break


def _set_widths(table: Any, columns: list[Any], widths: list[str]) -> None:
    for column, width in zip(columns, widths, strict=True):
        column.set(f"{_WORD}w", width)
    whole = table.find(f"{_WORD}tblPr/{_WORD}tblW")
    if whole is not None and whole.get(f"{_WORD}type") == "dxa":
        whole.set(f"{_WORD}w", str(sum(map(int, widths))))


def _describe(document: DocxTemplate, values: Fields) -> None:
    properties = document.docx.core_properties
    properties.title = str(values.get("subject", ""))[:255]
    properties.author = properties.last_modified_by = str(values.get("issuer", "")).replace("\n", " ")[:255]
    if dated := values.get("dated"):
        properties.created = properties.modified = datetime.combine(datetime.fromisoformat(str(dated)), time())


def _printed(value: object) -> Markup:
    """What stands in the document for one field: its text with every character that means something spelled out."""
    if isinstance(value, Undefined):
        str(value)  # names the field that is missing
    if value is not None and not isinstance(value, (str, int)):
        message = f"a template may print text and numbers only, not {type(value).__name__}"
        raise SecurityError(message)
    # The template engine would turn "{_{" in a user's text into "{{" after rendering.
    spelled = str(escape("" if value is None else value)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(spelled)  # noqa: S704 - escaped the line before


@lru_cache(maxsize=1)
def engine() -> _FieldsOnly:
    """The engine that fills templates: it prints, repeats and chooses, and nothing else."""
    return _FieldsOnly()


@lru_cache(maxsize=_KEPT)
def ready(source: str) -> str:
    """A text of a Word file with its tags put together, as the engine reads them."""
    return str(DocxTemplate(io.BytesIO()).patch_xml(source))


@lru_cache(maxsize=64)
def shipped(name: str) -> bytes:
    """The template of a paper ("state/summons") that ships with the product."""
    return (TEMPLATES / f"{name}.docx").read_bytes()


def settled(docx: bytes) -> bytes:
    """The same file without the hour of its making, so that equal papers are equal bytes."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(docx)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            settled = ZipInfo(entry.filename, date_time=_OLDEST)
            settled.compress_type = ZIP_DEFLATED
            new.writestr(settled, old.read(entry))
    return written.getvalue()
