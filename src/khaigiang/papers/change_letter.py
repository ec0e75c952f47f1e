"""The letter that corrects a summons: the class meets on other days, or is not held."""

from collections.abc import Mapping
from dataclasses import dataclass

from khaigiang.papers import words
from khaigiang.papers.class_change import NewDays
from khaigiang.papers.frame import contact_line, ending, frame, letter_subject
from khaigiang.papers.people import person_rows
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Contact, Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLetter:
    """What the letter says. `corrects` cites the summonses it corrects; without `new_days` the class is not held.

    Where it is `joined` to another class `trainees` are those who go there, `waiting` how many of those called do not.
    """

    letterhead: Letterhead
    committee: str
    class_name: str
    course: str
    corrects: tuple[str, ...]
    because: str
    new_days: NewDays | None
    joined: str
    venue: str
    trainees: tuple[Person, ...]
    waiting: int
    contact: Contact | None
    signature: Signature
    recipients: Recipients


def docx(content: ChangeLetter, *, template: bytes | None = None) -> bytes:
    """The letter as a Word file, in the layout of a summons."""
    return fill(f"{content.letterhead.skin}/summons", _fields(content), template=template)


def pdf(content: ChangeLetter) -> Pdf:
    """The letter as PDF."""
    return typeset("summons", _fields(content))


def _fields(content: ChangeLetter) -> Mapping[str, object]:
    verb = "điều chỉnh thời gian tổ chức" if content.new_days else "dừng tổ chức"
    subject = f"{verb} {content.class_name}"
    lines = _new_days(content, content.new_days) if content.new_days else _not_held(content)
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": subject,
        "letter_subject": letter_subject(subject, content.letterhead),
        "addressees": [words.capital(content.committee)],
        "opening": [_told(content, verb), *lines],
        "list_lead": f"3. {_listed(content)}: {words.count_in_words(len(content.trainees))} đồng chí sau đây:",
        "trainees": person_rows(content.trainees),
        "closing": ending([*contact_line(content.contact), _thanks(content)]),
    }


def _told(content: ChangeLetter, verb: str) -> str:
    return (
        f"Tiếp theo {'; '.join(content.corrects)} về việc triệu tập học viên tham dự {content.class_name},"
        f" {content.course}, {content.letterhead.author} thông báo {verb} {content.class_name}, cụ thể như sau:"
    )


def _new_days(content: ChangeLetter, days: NewDays) -> list[str]:
    return [
        f"1. Thời gian mới: {days.sentence}, thay cho thời gian đã triệu tập. Lý do: {content.because.rstrip('.')}.",
        f"2. Địa điểm: {content.venue}.",
    ]


def _listed(content: ChangeLetter) -> str:
    return f"Học viên chuyển sang {content.joined}" if content.joined else "Học viên đã được triệu tập"


def _not_held(content: ChangeLetter) -> list[str]:
    goes = (
        f"được chuyển sang {content.joined}; thời gian, địa điểm theo giấy triệu tập của lớp đó"
        if content.joined
        else "được bố trí học lớp khác của kế hoạch; thời gian, địa điểm thông báo sau"
    )
    return [
        f"1. Không tổ chức {content.class_name} theo thời gian đã triệu tập. Lý do: {content.because.rstrip('.')}.",
        f"2. Các đồng chí có tên trong danh sách {goes}.{_the_others(content)}",
    ]


def _the_others(content: ChangeLetter) -> str:
    if not content.waiting:
        return ""
    return (
        f" {words.count_in_words(content.waiting).capitalize()} đồng chí khác đã được triệu tập không tham dự được"
        f" {content.joined}, được bố trí học lớp khác của kế hoạch; thời gian, địa điểm thông báo sau."
    )


def _thanks(content: ChangeLetter) -> str:
    return f"Đề nghị {content.committee} thông báo đến học viên và bố trí công việc phù hợp"
