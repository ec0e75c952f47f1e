"""An office's books of papers, written with the templates that it has in force."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from khaigiang.papers import document_book
from khaigiang.papers.document_book import Direction, DocumentBook
from khaigiang.planning.documents.books import last_content
from khaigiang.planning.templates import previews
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import one_form
from khaigiang.registry.units.models import Office

NAMES: Final[Mapping[Direction, PaperName]] = {
    "outgoing": PaperName.OUTGOING_BOOK,
    "incoming": PaperName.INCOMING_BOOK,
}


def write_book(content: DocumentBook, office: Office, kind: str) -> bytes:
    """A book with the template in force on its last day; raises NotUsable or NoLayoutHere."""
    name = NAMES[content.direction]
    return one_form(document_book, content, name, office=office, on=content.last_day, kind=kind)


def register_previews() -> None:
    """Say how a template of a book is looked at: with the last book of its office."""
    for direction, name in NAMES.items():
        last = partial(last_content, direction=direction)
        previews.register(name, previews.Preview(paper=document_book, last_of=last))
