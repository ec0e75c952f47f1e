"""The notice that tells who comes in the place of whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from khaigiang.papers import words
from khaigiang.papers.changes_of_names import NameReplaced, replaced_rows
from khaigiang.papers.frame import contact_line, ending, frame
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionNotice:
    """What the notice says. `based_on` cites the plan, `answers` the committee's letters that named the substitutes."""

    letterhead: Letterhead
    committee: str
    course: str
    based_on: tuple[str, ...]
    answers: tuple[str, ...]
    replaced: tuple[NameReplaced, ...]
    contact: Contact | None
    signature: Signature
    recipients: Recipients


def docx(content: SubstitutionNotice, *, template: bytes | None = None) -> bytes:
    """The notice as a Word file."""
    return fill(f"{content.letterhead.skin}/substitution_notice", _fields(content), template=template)


def pdf(content: SubstitutionNotice) -> Pdf:
    """The notice as PDF."""
    return typeset("substitution_notice", _fields(content))


def _fields(content: SubstitutionNotice) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"Thay đổi cán bộ được cử tham dự {content.course}",
        "opening": [_opening(content)],
        "replaced": replaced_rows(content.replaced),
        "closing": ending([_duties(content), *contact_line(content.contact), _end(content)]),
    }


def _opening(content: SubstitutionNotice) -> str:
    answers = f" và {'; '.join(content.answers)}" if content.answers else ""
    return (
        f"Căn cứ {'; '.join(content.based_on)}{answers}, {content.letterhead.author} thông báo"
        f" {words.count_in_words(len(content.replaced))} trường hợp thay đổi cán bộ thuộc"
        f" {content.committee} như sau:"
    )


def _duties(content: SubstitutionNotice) -> str:
    return (
        f"{words.capital(content.committee)} thông báo để cán bộ được cử thay thế chuẩn bị tham dự; thời gian, địa điểm"
        " học thực hiện theo giấy triệu tập."
    )


def _end(content: SubstitutionNotice) -> str:
    return f"{content.letterhead.author} thông báo để {content.committee} biết, thực hiện"
