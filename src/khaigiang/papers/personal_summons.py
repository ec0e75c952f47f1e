"""The summons that one person carries: one page for each, alone or many in one file for printing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from khaigiang.papers import words
from khaigiang.papers.frame import contact_line, ending, frame
from khaigiang.papers.people import person_rows
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSummons:
    """What it says to each of `people`; number and date are those of the letter to their committees."""

    letterhead: Letterhead
    class_name: str
    course: str
    based_on: tuple[str, ...]
    gather_at: datetime
    ends_on: date
    venue: str
    people: tuple[Person, ...]
    requirements: tuple[str, ...] = ()
    contact: Contact | None
    signature: Signature
    recipients: Recipients


def docx(content: PersonalSummons, *, template: bytes | None = None) -> bytes:
    """A page for each person, as a Word file."""
    return fill(f"{content.letterhead.skin}/personal_summons", _fields(content), template=template)


def pdf(content: PersonalSummons) -> Pdf:
    """A page for each person, as PDF."""
    return typeset("personal_summons", _fields(content))


def _fields(content: PersonalSummons) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"Tham dự {content.class_name}",
        "call": f"Căn cứ {'; '.join(content.based_on)}, {content.letterhead.author} triệu tập:",
        "people": person_rows(content.people),
        "opening": [f"Tham dự {content.class_name}, {content.course}.", *_when_and_where(content)],
        "closing": ending([*_requirements(content), *contact_line(content.contact), _wish(content)]),
    }


def _when_and_where(content: PersonalSummons) -> list[str]:
    gather = content.gather_at
    return [
        f"1. Thời gian: có mặt lúc {words.clock(gather.time())}, {words.weekday_and_date(gather.date())}; học đến hết"
        f" ngày {words.short_date(content.ends_on)}.",
        f"2. Địa điểm: {content.venue}.",
    ]


def _requirements(content: PersonalSummons) -> list[str]:
    if not content.requirements:
        return []
    return [f"3. Yêu cầu: {'; '.join(words.small(line.rstrip('.;')) for line in content.requirements)}."]


def _wish(content: PersonalSummons) -> str:
    return f"{content.letterhead.author} đề nghị đồng chí tham dự lớp học đúng thời gian, địa điểm nêu trên"
