"""The letter that asks committees to name people: places per committee, and the form to fill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from khaigiang.papers import words
from khaigiang.papers.frame import contact_line, ending, frame, letter_subject, listed, reference
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many people one committee is asked to name."""

    committee: str
    places: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedClass:
    """A class as it is foreseen when people are asked for."""

    name: str
    starts_on: date
    ends_on: date
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """What the letter says. `grounds` are the papers it carries out, most important first."""

    letterhead: Letterhead
    subject: str
    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    course: str
    target_group: str
    places: tuple[Places, ...]
    classes: tuple[PlannedClass, ...]
    answer_until: date
    answer_until_time: time | None
    send_to: str
    contact: Contact | None
    remarks: tuple[str, ...] = ()
    form_rows: int = 12
    signature: Signature
    recipients: Recipients


def docx(content: RequestLetter, *, template: bytes | None = None) -> bytes:
    """The letter as a Word file."""
    return fill(f"{content.letterhead.skin}/request_letter", _fields(content), template=template)


def pdf(content: RequestLetter) -> Pdf:
    """The letter as PDF."""
    return typeset("request_letter", _fields(content))


def _fields(content: RequestLetter) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": content.subject,
        "letter_subject": letter_subject(content.subject, content.letterhead),
        "addressees": _addressees(content.addressees),
        "opening": _opening(content),
        "class_lines": listed(map(_class_line, content.classes)),
        "requests": _requests(content),
        "places": [
            {"no": number, "committee": row.committee, "places": row.places, "note": row.note}
            for number, row in enumerate(content.places, start=1)
        ],
        "total": sum(row.places for row in content.places),
        "closing": ending([*content.remarks, *contact_line(content.contact), _thanks(content)]),
        "reference": reference("Công văn", content.letterhead),
        "form_title": f"DANH SÁCH CÁN BỘ CỬ THAM DỰ {content.course.upper()}",
        "form_rows": list(range(1, content.form_rows + 1)),
    }


def _addressees(names: tuple[str, ...]) -> list[str]:
    return list(names) if len(names) == 1 else listed(names)


def _opening(content: RequestLetter) -> list[str]:
    grounds = "; ".join(content.grounds)
    total = sum(row.places for row in content.places)
    return [
        f"Thực hiện {grounds}, {content.letterhead.author} đề nghị các cấp ủy lựa chọn, cử cán bộ tham dự {content.course} như sau:",
        f"1. Đối tượng: {content.target_group}.",
        f"2. Chỉ tiêu: {words.count_in_words(total)} đồng chí, phân bổ theo biểu kèm theo.",
    ]


def _requests(content: RequestLetter) -> list[str]:
    until = words.official_date(content.answer_until)
    hour = f"{words.clock(content.answer_until_time)}, " if content.answer_until_time else ""
    # Point 3 gives time and place; without foreseen classes the points after it move up.
    first = 4 if content.classes else 3
    return [
        f"{first}. Đề nghị các cấp ủy lập danh sách theo mẫu kèm theo, đúng đối tượng, đủ chỉ tiêu; bố trí công việc để cán bộ"
        " tham gia đầy đủ thời gian của lớp học.",
        f"{first + 1}. Danh sách gửi về {content.send_to} trước {hour}{until}.",
    ]


def _class_line(planned: PlannedClass) -> str:
    days = f"từ ngày {words.short_date(planned.starts_on)} đến ngày {words.short_date(planned.ends_on)}"
    return f"{planned.name}: {days}, tại {planned.venue}"


def _thanks(content: RequestLetter) -> str:
    return f"{content.letterhead.author} đề nghị các cấp ủy quan tâm, phối hợp thực hiện."
