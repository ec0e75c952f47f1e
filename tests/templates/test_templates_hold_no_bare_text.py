"""Every word that a template shows goes through gettext."""

import re
from collections.abc import Iterable

from tests.architecture.source import Template, templates
from tests.templates.pages import Page

WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN_ATTRIBUTES = frozenset(
    {
        "alt", "aria-label", "caption", "eyebrow", "hint", "label", "link-label", "note", "placeholder", "subtitle",
        "summary", "text", "title", "unit",
    },
)  # fmt: skip
# The product's own name, and marks of a file's type, are the same in every language.
SAME_IN_EVERY_LANGUAGE = ("Khai Giảng", "DOCX", "PDF", "XLSX", "QR", "iCal", "Word", "Excel", "Zalo")


def bare_texts(found: Iterable[Template]) -> list[str]:
    """Words that stand in a template as they are."""
    return [
        f"{template.path}:{line} {text}" for template in found for line, text in _bare(template) if _has_words(text)
    ]


def _bare(template: Template) -> list[tuple[int, str]]:
    page = Page(template.text)
    attributes = [
        (element.line, value)
        for element in page.elements
        for name, value in element.attributes.items()
        if name in SHOWN_ATTRIBUTES
    ]
    return [*page.bare(), *attributes]


def _has_words(text: str) -> bool:
    for name in SAME_IN_EVERY_LANGUAGE:
        text = text.replace(name, "")
    return WORD.search(text) is not None


def test_templates_hold_no_bare_text() -> None:
    assert bare_texts(templates()) == []


def test_bare_texts_are_seen() -> None:
    text = """<h1>Plans</h1>
<p>{% translate "All plans" %} · {{ count }} – 24/5/2023</p>
<img alt="A class" src="x.png"><c-card title="{% translate 'Fine' %}" subtitle="Not fine"></c-card>
{# a note #}{% blocktranslate %}Also fine{% endblocktranslate %}
<a href="/">Khai Giảng</a><small>{% if late %}late{% endif %}</small>"""

    assert bare_texts([Template("x.html", text)]) == [
        "x.html:1 Plans",
        "x.html:5 \N{REPLACEMENT CHARACTER}late\N{REPLACEMENT CHARACTER}",
        "x.html:3 A class",
        "x.html:3 Not fine",
    ]
