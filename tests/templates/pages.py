"""Templates as a browser would read them: Django's tags taken out, elements and bare texts left."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

TAKEN_OUT: Final = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
FORMS: Final = frozenset({"form", "c-form", "c-filters"})
# Stands where a tag stood, so that an attribute filled by a tag is not an empty one.
MARK: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag; `in_form` tells whether a form stands around it."""

    name: str
    attributes: dict[str, str]
    line: int
    in_form: bool = False


class Page(HTMLParser):
    """Collects the elements and the bare texts of one template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[tuple[int, str]] = []
        self._forms_around = 0
        self.feed(TAKEN_OUT.sub(_mark, text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, self.getpos()[0], in_form=self._forms_around > 0))
        self._forms_around += tag in FORMS

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._forms_around -= tag in FORMS

    def handle_data(self, data: str) -> None:
        self.texts.append((self.getpos()[0], data))

    def bare(self) -> Iterator[tuple[int, str]]:
        """Texts outside elements that hold code."""
        return ((line, text.strip()) for line, text in self.texts if text.strip(f"{MARK} \n\t"))


def _mark(match: re.Match[str]) -> str:
    """Keep the lines, so that a message names the right one."""
    return MARK + "\n" * match[0].count("\n")
