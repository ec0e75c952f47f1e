"""The decision that changes a class already opened: its days, or that it is not held at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.articles import Article
from khaigiang.papers.decision import decision_fields
from khaigiang.papers.people import person_row
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDays:
    """From when until when a class now meets, and on how many days."""

    starts_on: date
    ends_on: date
    days: int

    @property
    def sentence(self) -> str:
        until = f"từ ngày {words.short_date(self.starts_on)} đến hết ngày {words.short_date(self.ends_on)}"
        return f"{self.days} ngày, {until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChange:
    """What the decision says. Without `new_days` the class is not held; its people go to the class `joined`, if any."""

    letterhead: Letterhead
    authority: str
    based_on: tuple[str, ...]
    proposed_by: str
    class_name: str
    amends: str
    because: str
    new_days: NewDays | None
    joined: str
    trainees: tuple[Person, ...]
    executors: str
    signature: Signature
    recipients: Recipients


def docx(content: ClassChange, *, template: bytes | None = None) -> bytes:
    """The decision as a Word file, in the layout of decisions that amend a list."""
    return fill(f"{content.letterhead.skin}/supplementary_decision", _fields(content), template=template)


def pdf(content: ClassChange) -> Pdf:
    """The decision as PDF."""
    return typeset("supplementary_decision", _fields(content))


def _fields(content: ClassChange) -> Mapping[str, object]:
    verb = "điều chỉnh thời gian tổ chức" if content.new_days else "dừng tổ chức"
    articles = _rescheduling(content, content.new_days) if content.new_days else _cancelling(content)
    return {
        **decision_fields(content, subject=f"{verb} {content.class_name}", articles=(*articles, _execution(content))),
        "added_title": "",
        "added": [],
        "removed_title": f"DANH SÁCH HỌC VIÊN ĐƯA RA KHỎI LỚP\n{content.class_name}",
        "removed": [
            person_row(number, person) | {"reason": content.because}
            for number, person in enumerate(content.trainees, start=1)
        ],
    }


def _rescheduling(content: ClassChange, days: NewDays) -> tuple[Article, ...]:
    return (
        Article(
            text=f"Điều chỉnh thời gian tổ chức {content.class_name} quy định tại {content.amends} như sau:",
            points=(f"Thời gian mới: {days.sentence}", f"Lý do: {content.because.rstrip('.')}"),
        ),
        Article(
            text=f"Danh sách học viên và các nội dung khác của {content.amends} không thay đổi."
            f" {content.letterhead.author} thông báo thời gian mới đến các cấp ủy có học viên và các giảng viên.",
        ),
    )


def _cancelling(content: ClassChange) -> tuple[Article, ...]:
    people = words.count_in_words(len(content.trainees))
    goes = f"chuyển sang {content.joined}" if content.joined else "được bố trí học lớp khác của kế hoạch"
    return (
        Article(
            text=f"Dừng tổ chức {content.class_name} mở theo {content.amends}. Lý do: {content.because.rstrip('.')}."
        ),
        Article(
            text=f"Đưa {people} đồng chí ra khỏi danh sách học viên {content.class_name} (có danh sách kèm theo);"
            f" các đồng chí này {goes}.",
        ),
    )


def _execution(content: ClassChange) -> Article:
    return Article(
        text=f"{content.executors} và các đồng chí có tên trong danh sách học viên chịu trách nhiệm thi hành Quyết định"
        " này. Quyết định này có hiệu lực kể từ ngày ký./.",
    )
