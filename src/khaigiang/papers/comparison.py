"""A Word file that comes back changed: what was altered in it, and the same changes carried into its final text."""

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from docxtpl import DocxTemplate

from khaigiang.papers.plain import clean_text
from khaigiang.papers.word_filling import settled
from khaigiang.papers.word_places import PARAGRAPH, TEXT, place_of, words_in

Kind = Literal["figure", "name", "text"]
# "107", "1.234", "13,8%", "13/03/2023", "136-KH/TU": what a reader takes for one figure.
_FIGURE: Final = re.compile(r"\d+(?:[.,/:\-]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One paragraph or cell that reads otherwise than it was made; an empty text stands for none."""

    place: str
    before: str
    after: str
    kind: Kind


def differences(made: bytes, returned: bytes, names: Collection[str]) -> list[Difference]:
    """All that was altered, in reading order: figures and known names first told as such, other words apart.

    `names` are the people who may stand in the paper.
    """
    old, new = _lines(_opened(made)), _lines(_opened(returned))
    return [
        Difference(place=place, before=before, after=after, kind=_kind(before, after, names))
        for place, before, after in _altered(old, new)
    ]


def carried_over(made: bytes, returned: bytes, final: bytes) -> bytes:
    """The returned file with what its final text says otherwise than the made one: number, date, no draft mark.

    Where a hand altered the same paragraph, the final text counts: number and date are the register's.
    """
    document = _opened(returned)
    here = list(_paragraphs(document))
    base, last = _texts(_opened(made)), _texts(_opened(final))
    aligned = _aligned(base, [words_in(one) for one in here])
    for tag, i, j, k, m in SequenceMatcher(None, base, last, autojunk=False).get_opcodes():
        if tag != "equal":
            for offset in range(max(j - i, m - k)):
                text = last[k + offset] if k + offset < m else None
                place = aligned.get(i + offset) if i + offset < j else None
                if place is not None:
                    _say(here[place], text)
    written = io.BytesIO()
    document.save(written)
    return settled(written.getvalue())


def _opened(docx: bytes) -> Any:
    return DocxTemplate(io.BytesIO(docx)).get_docx()


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the body, its tables included, then of the heads and feet."""
    yield from document.element.body.iter(PARAGRAPH)
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from part._element.iter(PARAGRAPH)


def _texts(document: Any) -> list[str]:
    return [words_in(one) for one in _paragraphs(document)]


def _lines(document: Any) -> list[tuple[str, str]]:
    """Place and words of every paragraph that says something."""
    told = ((place_of(one, number), _plain(words_in(one))) for number, one in enumerate(_paragraphs(document), start=1))
    return [(place, words) for place, words in told if words]


def _altered(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, [words for _place, words in old], [words for _place, words in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        for offset in range(max(j - i, m - k)):
            before = old[i + offset] if i + offset < j else ("", "")
            after = new[k + offset] if k + offset < m else ("", "")
            yield after[0] or before[0], before[1], after[1]


def _kind(before: str, after: str, names: Collection[str]) -> Kind:
    if _standing(before, names) != _standing(after, names):
        return "name"
    return "figure" if _FIGURE.findall(before) != _FIGURE.findall(after) else "text"


def _standing(text: str, names: Collection[str]) -> set[str]:
    """Those of the names that stand whole in a text: one more syllable makes another name."""
    return {
        name
        for name in names
        for found in re.finditer(rf"\b{re.escape(name)}\b", text)
        if not text[found.end() :].removeprefix(" ")[:1].isupper()
    }


def _plain(words: str) -> str:
    return " ".join(clean_text(words).split())


def _aligned(base: list[str], here: list[str]) -> dict[int, int]:
    """Where each made paragraph stands in the returned file: those that read the same, and those altered in their place."""
    found: dict[int, int] = {}
    for _tag, i, j, k, m in SequenceMatcher(None, base, here, autojunk=False).get_opcodes():
        if j - i == m - k:
            found |= {i + offset: k + offset for offset in range(j - i)}
    return found


def _say(paragraph: Any, text: str | None) -> None:
    """Let a paragraph say something else in the letters it begins with, or nothing."""
    texts = list(paragraph.iter(TEXT))
    for one in texts[1:]:
        one.text = ""
    if texts:
        texts[0].text = text or ""
    if text is None and paragraph.getparent().findall(PARAGRAPH)[1:]:
        paragraph.getparent().remove(paragraph)
