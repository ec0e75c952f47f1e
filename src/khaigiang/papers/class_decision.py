"""The decision that opens a class, with the list of its trainees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.articles import Article
from khaigiang.papers.decision import decision_fields
from khaigiang.papers.people import person_rows
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Person, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDecision:
    """What the decision says. `authority` is who decides ("Hiệu trưởng Trường …"), `executors` who carries it out."""

    letterhead: Letterhead
    authority: str
    based_on: tuple[str, ...]
    proposed_by: str
    class_name: str
    course: str
    starts_on: date
    ends_on: date
    days: int
    venue: str
    class_teacher: str
    trainees: tuple[Person, ...]
    executors: str
    signature: Signature
    recipients: Recipients


def docx(content: ClassDecision, *, template: bytes | None = None) -> bytes:
    """The decision and its list as a Word file."""
    return fill(f"{content.letterhead.skin}/class_decision", _fields(content), template=template)


def pdf(content: ClassDecision) -> Pdf:
    """The decision and its list as PDF."""
    return typeset("class_decision", _fields(content))


def _fields(content: ClassDecision) -> Mapping[str, object]:
    return {
        **decision_fields(
            content,
            subject=f"mở {content.class_name}, {content.course}",
            articles=(_opening(content), _duties(content), _execution(content)),
        ),
        "list_title": f"DANH SÁCH HỌC VIÊN\n{content.class_name}, {content.course}",
        "trainees": person_rows(content.trainees),
        "total": f"Danh sách gồm {words.count_in_words(len(content.trainees))} đồng chí.",
    }


def _opening(content: ClassDecision) -> Article:
    until = f"từ ngày {words.short_date(content.starts_on)} đến hết ngày {words.short_date(content.ends_on)}"
    teacher = (f"Giáo viên chủ nhiệm: đồng chí {content.class_teacher}",) if content.class_teacher else ()
    count = words.count_in_words(len(content.trainees))
    return Article(
        text=f"Mở {content.class_name}, {content.course}, gồm {count} đồng chí có tên trong danh sách kèm theo.",
        points=(f"Thời gian: {content.days} ngày, {until}", f"Địa điểm: {content.venue}", *teacher),
    )


def _duties(content: ClassDecision) -> Article:
    return Article(
        text=f"{content.letterhead.author} tổ chức lớp học theo đúng chương trình, kế hoạch đã được phê duyệt. Học viên"
        " có trách nhiệm tham gia đầy đủ thời gian học tập, chấp hành nội quy, quy chế của lớp học; chế độ của học viên"
        " thực hiện theo quy định hiện hành.",
    )


def _execution(content: ClassDecision) -> Article:
    return Article(
        text=f"{content.executors} và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
        " Quyết định này có hiệu lực kể từ ngày ký./.",
    )
