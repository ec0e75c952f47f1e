"""The letter that calls one committee's people to a class, with their list, the time and the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from khaigiang.papers import words
from khaigiang.papers.frame import contact_line, ending, frame, letter_subject
from khaigiang.papers.people import person_rows
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Summons:
    """What the letter says. `based_on` cites the class decision; `gather_at` is local time at the school."""

    letterhead: Letterhead
    committee: str
    class_name: str
    course: str
    based_on: tuple[str, ...]
    gather_at: datetime
    ends_on: date
    venue: str
    trainees: tuple[Person, ...]
    requirements: tuple[str, ...] = ()
    contact: Contact | None
    signature: Signature
    recipients: Recipients


def docx(content: Summons, *, template: bytes | None = None) -> bytes:
    """The letter as a Word file."""
    return fill(f"{content.letterhead.skin}/summons", _fields(content), template=template)


def pdf(content: Summons) -> Pdf:
    """The letter as PDF."""
    return typeset("summons", _fields(content))


def _fields(content: Summons) -> Mapping[str, object]:
    subject = f"triệu tập học viên tham dự {content.class_name}"
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": subject,
        "letter_subject": letter_subject(subject, content.letterhead),
        "addressees": [words.capital(content.committee)],
        "opening": [_call(content), *_when_and_where(content)],
        "list_lead": f"3. Thành phần: {words.count_in_words(len(content.trainees))} đồng chí có tên sau đây:",
        "trainees": person_rows(content.trainees),
        "closing": ending([*_requirements(content), *contact_line(content.contact), _thanks(content)]),
    }


def _call(content: Summons) -> str:
    return (
        f"Căn cứ {'; '.join(content.based_on)}, {content.letterhead.author} triệu tập học viên thuộc {content.committee}"
        f" tham dự {content.class_name}, {content.course}, cụ thể như sau:"
    )


def _when_and_where(content: Summons) -> list[str]:
    gather = content.gather_at
    return [
        f"1. Thời gian: từ ngày {words.short_date(gather.date())} đến hết ngày {words.short_date(content.ends_on)}."
        f" Học viên có mặt làm thủ tục nhập học lúc {words.clock(gather.time())}, {words.weekday_and_date(gather.date())}.",
        f"2. Địa điểm: {content.venue}.",
    ]


def _requirements(content: Summons) -> list[str]:
    if not content.requirements:
        return []
    return ["4. Yêu cầu đối với học viên:", *(f"- {line.rstrip('.;')}." for line in content.requirements)]


def _thanks(content: Summons) -> str:
    return (
        f"Đề nghị {content.committee} thông báo, bố trí công việc để học viên tham dự lớp học đầy đủ, đúng thành phần."
        " Trường hợp học viên không thể tham dự, đề nghị có văn bản gửi về trước ngày khai giảng"
    )
