"""Papers written with the template that their office has in force on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from khaigiang.papers.from_word import pdf_of_word
from khaigiang.papers.word_filling import TemplateRefusedError
from khaigiang.planning.templates.errors import NoLayoutHere, NotUsable
from khaigiang.planning.templates.queries import template_on
from khaigiang.planning.templates.states import PaperName
from khaigiang.registry.units.models import Office


class Paper(Protocol):
    """A paper that can be written as a Word file and as PDF."""

    def docx(self, content: Any, *, template: bytes | None = None) -> bytes: ...
    def pdf(self, content: Any) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper in both its forms; no PDF where an office's own template cannot be laid out here."""

    docx: bytes
    pdf: bytes | None


def written(paper: Paper, content: object, name: PaperName, *, office: Office, on: date) -> Written:
    """A paper as Word file and PDF, both of the template that the office has in force on a day.

    With a template of its own the PDF is laid out from the Word file, so that both say the same.
    """
    template = template_on(office, name, on)
    return written_with(paper, content, template)


def written_with(paper: Paper, content: object, template: bytes | None) -> Written:
    """A paper written with one template, or with the product's layout; raises NotUsable."""
    if template is None:
        return Written(docx=paper.docx(content), pdf=paper.pdf(content))
    docx = word_of(paper, content, template)
    return Written(docx=docx, pdf=pdf_of_word(docx))


def word_of(paper: Paper, content: object, template: bytes | None) -> bytes:
    """The Word file alone; raises NotUsable."""
    try:
        return paper.docx(content, template=template)
    except TemplateRefusedError as refusal:
        raise NotUsable(why=str(refusal)) from refusal


def one_form(paper: Paper, content: object, name: PaperName, *, office: Office, on: date, kind: str) -> bytes:
    """A paper made on demand as "docx" or "pdf", with the template in force; raises NotUsable or NoLayoutHere."""
    return (word_of if kind == "docx" else pdf_of)(paper, content, template_on(office, name, on))


def pdf_of(paper: Paper, content: object, template: bytes | None) -> bytes:
    """The PDF alone; raises NotUsable, and NoLayoutHere where the Word file cannot be laid out here."""
    if template is None:
        return paper.pdf(content)
    made = pdf_of_word(word_of(paper, content, template))
    if made is None:
        raise NoLayoutHere
    return made
