"""The letter that returns people whom a committee named, each with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.changes_of_names import NameReturned, returned_rows
from khaigiang.papers.frame import contact_line, ending, frame, letter_subject
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturningLetter:
    """What the letter says. `answers` are the committee's letters that named the people; `based_on` cites the plan."""

    letterhead: Letterhead
    committee: str
    course: str
    based_on: tuple[str, ...]
    answers: tuple[str, ...]
    returned: tuple[NameReturned, ...]
    answer_until: date | None
    send_to: str
    contact: Contact | None
    signature: Signature
    recipients: Recipients


def docx(content: ReturningLetter, *, template: bytes | None = None) -> bytes:
    """The letter as a Word file."""
    return fill(f"{content.letterhead.skin}/returning_letter", _fields(content), template=template)


def pdf(content: ReturningLetter) -> Pdf:
    """The letter as PDF."""
    return typeset("returning_letter", _fields(content))


def _fields(content: ReturningLetter) -> Mapping[str, object]:
    subject = "trả lại và đề nghị hoàn thiện danh sách cán bộ cử đi học"
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": subject,
        "letter_subject": letter_subject(subject, content.letterhead),
        "addressees": [words.capital(content.committee)],
        "opening": [_opening(content)],
        "returned": returned_rows(content.returned),
        "closing": ending([_request(content), *contact_line(content.contact), _thanks(content)]),
    }


def _opening(content: ReturningLetter) -> str:
    answers = f" và xem xét {'; '.join(content.answers)}" if content.answers else ""
    return (
        f"Căn cứ {'; '.join(content.based_on)}{answers}, {content.letterhead.author} trả lại"
        f" {words.count_in_words(len(content.returned))} trường hợp cử tham dự {content.course}, kèm theo lý do:"
    )


def _request(content: ReturningLetter) -> str:
    until = f" trước {words.official_date(content.answer_until)}" if content.answer_until else ""
    return (
        f"Đề nghị {content.committee} bổ sung hồ sơ hoặc cử cán bộ khác đúng đối tượng, gửi về"
        f" {content.send_to}{until}."
    )


def _thanks(content: ReturningLetter) -> str:
    return f"{content.letterhead.author} đề nghị {content.committee} quan tâm, phối hợp thực hiện"
