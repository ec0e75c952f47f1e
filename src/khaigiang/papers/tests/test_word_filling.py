"""What a Word template may do, and what it may not."""

import io
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Mm

from khaigiang.papers import programme_report, summons
from khaigiang.papers.plain import plain
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.papers.tests.makers import make_programme_report, make_summons
from khaigiang.papers.tests.reading import docx_text
from khaigiang.papers.word_filling import TEMPLATES, TemplateRefusedError, fill

NASTY = "<w:br/> & {{ 7 * 7 }} {% endfor %} {_{ x }_} 'q' \"z\" \u0000\u000c\u0008 ${'$'}{ %}"
SHEET = xlsx([Sheet(name="a", columns=(Column(heading="a"),), rows=())])
PRINTED = NASTY.replace("\u0000\u000c\u0008", "")


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def filled(text: str, **values: object) -> str:
    return docx_text(fill("none", values, template=template(text)))


def test_a_template_prints_repeats_and_chooses() -> None:
    written = filled("{% for p in people %}{% if p.here %}{{ p.name|upper }} {% endif %}{% endfor %}{{ people|length }}",
                     people=[{"name": "ân", "here": True}, {"name": "bình", "here": False}])  # fmt: skip

    assert written == "ÂN 2"


@pytest.mark.parametrize(
    "reach",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ name|attr('__class__') }}",
        "{{ name.upper() }}",
        "{{ name.format }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ rows.append(1) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ range(9) }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__ }}",
        "{{ rows }}",
        "{{ 9 * name }}",
        "{{ 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ rows|map('upper')|list }}",
        "{{ name|format }}",
        "{{ name|safe }}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% macro m() %}{% endmacro %}{{ m() }}",
        "{% for n in rows recursive %}{{ loop(rows) }}{% endfor %}",
        "{% for n in rows %}{{ loop.cycle('a') }}{% endfor %}",
        "{{ misspelled }}",
        "{% if %}",
        "{{ 5|length }}",
        "{{ name + 1 }}",
        "{{ rows.0.x.y }}",
    ],
)
def test_a_template_that_reaches_for_more_is_refused(reach: str) -> None:
    with pytest.raises(TemplateRefusedError):
        filled(reach, name="x", rows=["a"])


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04", b"<html>", SHEET])
def test_a_file_that_is_no_word_file_is_refused(file: bytes) -> None:
    with pytest.raises(TemplateRefusedError):
        fill("none", {}, template=file or b"\0")


def test_our_own_mistake_is_not_blamed_on_the_template() -> None:
    with pytest.raises(TypeError, match="plain values only"):
        filled("{{ name }}", name=object())


def test_a_refusal_names_the_field_that_is_missing() -> None:
    with pytest.raises(TemplateRefusedError, match="misspelled"):
        filled("{{ misspelled }}")


def test_what_people_type_comes_out_as_they_typed_it() -> None:
    assert filled("{{ name }}", name=NASTY) == PRINTED


def test_what_people_type_comes_out_in_every_part_of_a_list() -> None:
    written = filled("{{ names|join('; ') }} / {{ names[0] }}", names=[NASTY, "b"])

    assert written == f"{PRINTED}; b / {PRINTED}"


def test_line_feeds_stay_in_the_paragraph() -> None:
    document = Document(io.BytesIO(fill("none", {"name": "a\nb\tc\x0cd"}, template=template("{{ name }}"))))

    assert [paragraph.text for paragraph in document.paragraphs] == ["a\nb cd"]


@pytest.mark.parametrize("value", [object(), b"bytes", 1.5, {"x": {1, 2}}, [lambda: 1]])
def test_only_plain_values_enter_a_paper(value: object) -> None:
    with pytest.raises(TypeError, match="plain values only"):
        plain(value)


def test_a_text_with_a_behaviour_of_its_own_loses_it() -> None:
    class Marked(str):
        __slots__ = ()

    assert type(plain(Marked("x"))) is str


def test_letters_are_composed_for_print() -> None:
    assert plain("Nguye\u0302\u0303n") == "Nguyễn"


def test_a_layout_changed_in_word_is_used_instead_of_ours() -> None:
    changed = Document(str(TEMPLATES / "state/summons.docx"))
    changed.add_paragraph("Đường dây nóng: {{ number }}")
    written = io.BytesIO()
    changed.save(written)

    text = docx_text(summons.docx(make_summons(), template=written.getvalue()))

    assert "Đường dây nóng: Số: 156/QĐ-TĐTCB" in text


def test_a_clerk_may_resize_or_delete_a_chart() -> None:
    changed = Document(str(TEMPLATES / "party/programme_report.docx"))
    bands, months, _ = changed.inline_shapes
    bands.width = Mm(80)
    months._inline.getparent().getparent().remove(months._inline.getparent())
    written = io.BytesIO()
    changed.save(written)

    shapes = Document(
        io.BytesIO(programme_report.docx(make_programme_report(), template=written.getvalue()))
    ).inline_shapes
    original = Document(io.BytesIO(programme_report.docx(make_programme_report()))).inline_shapes

    assert (len(shapes), len(original), shapes[0].width) == (2, 3, Mm(80))
    assert shapes[0].height / shapes[0].width == pytest.approx(original[0].height / original[0].width, rel=0.01)


def test_a_title_with_control_characters_does_not_break_the_file() -> None:
    properties = Document(io.BytesIO(fill("none", {"subject": "a\x00b"}, template=template("x")))).core_properties

    assert properties.title == "ab"


def test_equal_papers_are_equal_files() -> None:
    assert summons.docx(make_summons()) == summons.docx(make_summons())


def test_a_file_names_its_paper_and_its_issuer_and_no_program() -> None:
    properties = Document(io.BytesIO(summons.docx(make_summons()))).core_properties

    assert properties.title == "triệu tập học viên tham dự Lớp 1"
    assert properties.author == "TRƯỜNG ĐÀO TẠO CÁN BỘ LÊ HỒNG PHONG"
    assert (properties.created.year, properties.created.month) == (2023, 3)


def test_no_part_of_a_filled_file_still_holds_a_field() -> None:
    with ZipFile(io.BytesIO(summons.docx(make_summons()))) as parts:
        left = [name for name in parts.namelist() if name.endswith(".xml") and b"{{" in parts.read(name)]

    assert left == []
