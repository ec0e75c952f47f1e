"""One Word template in the making: its pages, and the parts that all official papers share."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from khaigiang.papers.skins import Skin
from paper_templates import xml

CENTER, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
LYING_MARGINS = (18, 15, 15, 15)
HEAD_FILL = "EEEEEE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ruled table: heading, width (mm), what stands in it, and the heading it shares with neighbours."""

    heading: str
    width: float
    field: str
    centred: bool = False
    group: str = ""


class Paper:
    """A template being built, from the top of its first page down."""

    def __init__(self, skin: Skin, *, flipped: bool = False) -> None:
        self.skin = skin
        self.document = Document()
        self._set_normal_style()
        section = self.document.sections[0]
        xml.lay_out(section, flipped=flipped, margins=self._margins(flipped=flipped))
        self._set_running_head()

    @property
    def width(self) -> float:
        """The width of the text on the current page (mm)."""
        section = self.document.sections[-1]
        lengths = (section.page_width, section.left_margin, section.right_margin)
        page, left, right = (length or Mm(0) for length in lengths)
        return (page - left - right) / Mm(1)

    def line(
        self,
        text: str = "",
        *,
        size: float | None = None,
        bold: bool = False,
        italic: bool = False,
        align: WD_ALIGN_PARAGRAPH = CENTER,
        after: float = 0,
        keep: bool = False,
        cell: _Cell | None = None,
    ) -> Paragraph:
        """One paragraph without indent, on the page or in a cell."""
        paragraph = _next_paragraph(cell) if cell is not None else self.document.add_paragraph()
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.first_line_indent, shape.space_before, shape.space_after = Mm(0), Pt(0), Pt(after)
        shape.line_spacing_rule, shape.keep_with_next = WD_LINE_SPACING.SINGLE, keep
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size or self.skin.text_size), bold, italic
        return paragraph

    def running(self, text: str, *, italic: bool = False, keep: bool = False, lead: str = "") -> Paragraph:
        """A paragraph of the text: justified, indented; `lead` stands before it in bold."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        if lead:
            paragraph.add_run(f"{lead} ").bold = True
        paragraph.add_run(text).italic = italic
        return paragraph

    def tag(self, text: str) -> None:
        """A paragraph that only steers the filling and leaves nothing behind."""
        self.document.add_paragraph(f"{{%p {text} %}}")

    def each(self, field: str, *, italic: bool = False, keep: bool = False) -> None:
        """One running paragraph for each text of a field."""
        self.tag(f"for text in {field}")
        self.running("{{ text }}", italic=italic, keep=keep)
        self.tag("endfor")

    def last_words(self) -> None:
        """The closing paragraphs; the final one stays on the signature's page."""
        self.each("closing[:-1]")
        self.running("{{ closing[-1] }}", keep=True)
        self.closing()

    def letterhead(self, *, subject: bool = False, wide: bool = False) -> None:
        """Issuer left, banner right; below them number (and a letter's subject), place and date."""
        left, right = (self.width * 0.42, self.width * 0.58) if wide else self.skin.heading_columns
        table = self.document.add_table(rows=2, cols=2)
        xml.fixed_widths(table, [left, right])
        xml.cell_padding(table, top=0, side=0)
        self._issuer(table.cell(0, 0), left)
        self._banner(table.cell(0, 1), right)
        self._number(table.cell(1, 0), subject=subject)
        self.line("{{ place_date }}", size=self.skin.place_size, italic=True, cell=table.cell(1, 1))
        self.line("", size=6)

    def title(self, kind: str, field: str) -> None:
        """The kind of paper, what it is about, and the rule or dashes below."""
        self.line(kind, size=self.skin.kind_size, bold=True)
        self._narrow(self.line(f"{{{{ {field} }}}}", size=self.skin.abstract_size, bold=True))
        if self.skin.abstract_rule == "dashes":
            self.line("-----", size=12, after=8)
        else:
            xml.rule(self.line("", size=2, after=8), left=self.width / 2 - 16, right=self.width / 2 - 16)

    def addressed(self) -> None:
        """ "Kính gửi": one addressee in the middle of the line, several as a list."""
        italic = self.skin.addressee_italic
        self.tag("if addressees|length == 1")
        one = self.line("Kính gửi: ", italic=italic, after=8)
        one.add_run("{{ addressees[0] }}").font.size = Pt(self.skin.text_size)
        self.tag("else")
        self.tag("for name in addressees")
        several = self.line("{% if loop.first %}Kính gửi:{% endif %}", italic=italic, align=LEFT, after=2)
        several.paragraph_format.left_indent = Mm(28)
        several.paragraph_format.tab_stops.add_tab_stop(Mm(52))
        several.add_run("\t{{ name }}").font.size = Pt(self.skin.text_size)
        self.tag("endfor")
        self.line("", size=6)
        self.tag("endif")

    def decision(self) -> None:
        """Everything a decision says before its annexes."""
        self.letterhead()
        self.title("QUYẾT ĐỊNH", "subject")
        self.line("{{ authority }}", bold=True, after=6)
        self.each("grounds", italic=self.skin.grounds_italic)
        self.line("QUYẾT ĐỊNH:", bold=True, after=6, keep=True).paragraph_format.space_before = Pt(6)
        self.tag("for article in articles[:-1]")
        self._article("article", keep=False)
        self.tag("endfor")
        self._article("articles[-1]", keep=True)
        self.closing()

    def closing(self) -> None:
        """Recipients on the left, signature on the right."""
        self.line("", size=6, keep=True)
        half = self.width / 2
        table = self.document.add_table(rows=1, cols=2)
        xml.fixed_widths(table, [half, half])
        xml.keep_whole(table.rows[0])
        self._recipients(table.cell(0, 0))
        self._signature(table.cell(0, 1))
        self.line("", size=2)

    def new_page(self) -> None:
        """Go on on the next page of the same part."""
        self.line("", size=2).add_run().add_break(WD_BREAK.PAGE)

    def without_page_numbers(self) -> None:
        """For papers of one page each that are printed many in one file."""
        for run in self.document.sections[0].header.paragraphs[0].runs:
            run._r.getparent().remove(run._r)

    def annex(self, *, flipped: bool = True) -> None:
        """Go on on new pages, counted from 1."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        xml.lay_out(section, flipped=flipped, margins=self._margins(flipped=flipped))

    def annex_title(self, field: str, *, literal: str = "") -> None:
        self._narrow(self.line(literal or f"{{{{ {field} }}}}", bold=True))
        self.line("{{ reference }}", italic=True, after=8)

    def table(
        self,
        columns: Sequence[Column],
        *loops: str,
        size: float = 12,
        totals: Sequence[str] = (),
        row_height: float = 0,
        last: str = "",
    ) -> Table:
        """A ruled table with a row per item of the loops ("row in trainees"), its head repeated on every page.

        The rows of the loop `last` stay on the page of what follows the table.
        """
        heads = 2 if any(column.group for column in columns) else 1
        rows = heads + 2 * len(loops) + 1 + 3 * bool(last) + bool(totals)
        table: Table = self.document.add_table(rows=rows, cols=len(columns))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        xml.fixed_widths(table, [column.width for column in columns])
        xml.cell_padding(table, top=28, side=50)
        self._table_head(table, columns, size, heads)
        lines = [
            *([f"{{%tr for {loop} %}}"] for loop in loops),
            [f"{{{{ {column.field} }}}}" for column in columns],
            *(["{%tr endfor %}"] for _ in loops),
        ]
        if last:
            lines += [[f"{{%tr for {last} %}}"], lines[len(loops)], ["{%tr endfor %}"]]
        for row, texts in enumerate(lines, start=heads):
            self._row(table, row, texts, columns, size, keep=row >= heads + 2 * len(loops) + 1)
        if row_height:
            xml.at_least(table.rows[heads + len(loops)], row_height)
        if totals:
            self._row(table, heads + len(lines), totals, columns, size, bold=True, keep=bool(last))
        return table

    def picture(self, name: str, description: str) -> None:
        """A place for a chart; it may be moved, resized or deleted in Word."""
        paragraph = self.line("", after=6)
        grey = xml.grey_picture(32, 12, shade=200 + len(self.document.inline_shapes))
        paragraph.add_run().add_picture(io.BytesIO(grey), width=Mm(155))
        for part in paragraph._p.iter():
            if part.tag.endswith(("}docPr", "}cNvPr")):
                part.set("name", name)
                part.set("descr", description)

    def _narrow(self, paragraph: Paragraph) -> None:
        """On a lying page a title breaks into lines of its own measure."""
        if self.width > self.skin.text_width + 1:
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(28)

    def _article(self, name: str, *, keep: bool) -> None:
        self.running(f"{{{{ {name}.text }}}}", lead=f"{{{{ {name}.label }}}}", keep=keep)
        self.each(f"{name}.points", keep=keep)

    def _margins(self, *, flipped: bool) -> tuple[float, float, float, float]:
        skin = self.skin
        return LYING_MARGINS if flipped else (skin.margin_top, skin.margin_bottom, skin.margin_left, skin.margin_right)

    def _set_normal_style(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(self.skin.text_size)
        xml.set_font(normal.element.get_or_add_rPr())
        normal.element.get_or_add_rPr().append(xml.element("w:lang", {"w:val": "vi-VN"}))
        shape = normal.paragraph_format
        shape.alignment, shape.first_line_indent = JUSTIFY, Mm(self.skin.text_indent)
        shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(5), 1.08
        shape.widow_control = True

    def _set_running_head(self) -> None:
        section = self.document.sections[0]
        section.header.is_linked_to_previous = False
        head = section.header.paragraphs[0]
        head.alignment, head.paragraph_format.first_line_indent = CENTER, Mm(0)
        xml.page_number(head)
        head.add_run("{% if draft is defined and draft %} - {{ draft }}{% endif %}").font.size = Pt(11)
        section.first_page_header.is_linked_to_previous = False
        section.first_page_header.paragraphs[0].text = ""

    def _issuer(self, cell: _Cell, width: float) -> None:
        size = self.skin.issuer_size
        self.line("{{ superior }}", size=size, cell=cell)
        self.line("{{ issuer }}", size=size, bold=True, cell=cell)
        if self.skin.asterisk:
            self.line("*", size=size, cell=cell)
        else:
            xml.rule(self.line("", size=2, cell=cell), left=width / 2 - 12, right=width / 2 - 12)

    def _banner(self, cell: _Cell, width: float) -> None:
        skin = self.skin
        self.line(skin.banner, size=skin.banner_size, bold=True, cell=cell)
        if skin.motto:
            self.line(skin.motto, size=skin.motto_size, bold=True, cell=cell)
        # Half the length of the line above at its size: the motto's, or the Party's banner's.
        half = 30.5 if skin.motto else 34
        xml.rule(self.line("", size=2, cell=cell), left=width / 2 - half, right=width / 2 - half)

    def _number(self, cell: _Cell, *, subject: bool) -> None:
        skin = self.skin
        self.line("{{ number }}", size=skin.number_size, after=3, cell=cell)
        if subject:
            size, italic = skin.letter_subject_size, skin.letter_subject_italic
            self.line("{{ letter_subject }}", size=size, italic=italic, after=3, cell=cell)
        self.line("{%p if draft %}", cell=cell)
        xml.boxed(self.line("{{ draft }}", size=12, bold=True, after=3, cell=cell).runs[0])
        self.line("{%p endif %}", cell=cell)

    def _recipients(self, cell: _Cell) -> None:
        skin = self.skin
        underlined = skin.recipients_label_style == "underline"
        self.line("{%p if recipients %}", cell=cell)
        heading = self.line(
            "Nơi nhận:",
            size=skin.recipients_label_size,
            bold=not underlined,
            italic=not underlined,
            align=LEFT,
            cell=cell,
        )
        heading.runs[0].underline = underlined
        self.line("{%p for line in recipients %}", cell=cell)
        self.line("{{ line }}", size=skin.recipients_size, align=LEFT, cell=cell)
        self.line("{%p endfor %}", cell=cell)
        self.line("{%p endif %}", cell=cell)
        self.line("", size=6, cell=cell)

    def _signature(self, cell: _Cell) -> None:
        size = self.skin.sign_size
        self.line("{%p if sign %}", cell=cell)
        self.line("{%p if sign.authority %}", cell=cell)
        self.line("{{ sign.authority }}", size=size, bold=True, cell=cell)
        self.line("{%p endif %}", cell=cell)
        self.line("{{ sign.title }}", size=size, bold=self.skin.sign_title_bold, cell=cell)
        for _ in range(4):
            self.line("", size=size, cell=cell)
        self.line("{{ sign.name }}", size=size, bold=True, cell=cell)
        self.line("{%p endif %}", cell=cell)
        self.line("", size=6, cell=cell)

    def _table_head(self, table: Table, columns: Sequence[Column], size: float, heads: int) -> None:
        for row in table.rows[:heads]:
            xml.repeat_as_header(row)
            xml.keep_whole(row)
        for place, column in enumerate(columns):
            below = heads - 1 if column.group else 0
            self._cell(table.cell(below, place), column.heading, size, bold=True, centred=True)
            if column.group and (place == 0 or columns[place - 1].group != column.group):
                span = sum(other.group == column.group for other in columns)
                shared = table.cell(0, place).merge(table.cell(0, place + span - 1))
                self._cell(shared, column.group, size, bold=True, centred=True)
            elif not column.group and heads == 2:
                table.cell(0, place).merge(table.cell(1, place))
        for row in table.rows[:heads]:
            for cell in row.cells:
                xml.shade_once(cell, HEAD_FILL)

    def _row(
        self,
        table: Table,
        row: int,
        texts: Sequence[str],
        columns: Sequence[Column],
        size: float,
        *,
        bold: bool = False,
        keep: bool = False,
    ) -> None:
        xml.keep_whole(table.rows[row])
        for place, text in enumerate(texts):
            self._cell(table.cell(row, place), text, size, bold=bold, centred=columns[place].centred, keep=keep)

    def _cell(
        self, cell: _Cell, text: str, size: float, *, bold: bool = False, centred: bool = False, keep: bool = False
    ) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        self.line(text, size=size, bold=bold, align=CENTER if centred else LEFT, keep=keep, cell=cell)


def _next_paragraph(cell: _Cell) -> Paragraph:
    """The cell's first paragraph while it is untouched, then new ones."""
    first: Paragraph = cell.paragraphs[0]
    untouched = len(cell.paragraphs) == 1 and not first.runs
    added: Paragraph = first if untouched else cell.add_paragraph()
    return added
