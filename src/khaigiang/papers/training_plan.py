"""The paper that sets out a training plan, with the places of every quarter and every committee in its annex."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.frame import ending, frame, reference
from khaigiang.papers.request_letter import Places
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPlaces:
    """Classes and places that a plan wants in one quarter ("Quý I/2023"); None where nothing is said."""

    quarter: str
    classes: int | None
    places: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlan:
    """What the plan says. `grounds` are the papers it carries out, most important first."""

    letterhead: Letterhead
    grounds: tuple[str, ...]
    course: str
    target_group: str
    starts_on: date
    ends_on: date
    answer_until: date | None
    organiser: str
    school: str
    quarters: tuple[QuarterPlaces, ...]
    places: tuple[Places, ...]
    signature: Signature
    recipients: Recipients


def docx(content: TrainingPlan, *, template: bytes | None = None) -> bytes:
    """The plan and its annex as a Word file."""
    return fill(f"{content.letterhead.skin}/training_plan", _fields(content), template=template)


def pdf(content: TrainingPlan) -> Pdf:
    """The plan and its annex as PDF."""
    return typeset("training_plan", _fields(content))


def _fields(content: TrainingPlan) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"Tổ chức {content.course}",
        "opening": [_opening(content)],
        "sections": [_aims(content), _people(content), _days(content), _duties(content)],
        "closing": ending([_difficulties(content)]),
        "reference": reference("Kế hoạch", content.letterhead),
        "quarters": [
            {
                "no": number,
                "quarter": row.quarter,
                "classes": _or_blank(row.classes),
                "places": _or_blank(row.places),
            }
            for number, row in enumerate(content.quarters, start=1)
        ],
        "classes_total": sum(row.classes or 0 for row in content.quarters),
        "quarters_total": sum(row.places or 0 for row in content.quarters),
        "places": [
            {"no": number, "committee": row.committee, "places": row.places, "note": row.note}
            for number, row in enumerate(content.places, start=1)
        ],
        "total": _total(content),
    }


def _opening(content: TrainingPlan) -> str:
    return (
        f"Thực hiện {'; '.join(content.grounds)}, {content.letterhead.author} xây dựng kế hoạch tổ chức {content.course}"
        " như sau:"
    )


def _aims(content: TrainingPlan) -> dict[str, object]:
    return {
        "title": "I. MỤC ĐÍCH, YÊU CẦU",
        "texts": [
            f"1. Trang bị, cập nhật kiến thức, kỹ năng cho {words.small(content.target_group)}, đáp ứng yêu cầu nhiệm vụ.",
            "2. Cử đúng đối tượng, đủ chỉ tiêu; học viên tham gia đầy đủ thời gian, chấp hành nội quy của lớp học.",
        ],
    }


def _people(content: TrainingPlan) -> dict[str, object]:
    return {
        "title": "II. ĐỐI TƯỢNG, CHỈ TIÊU",
        "texts": [
            f"1. Đối tượng: {content.target_group}.",
            f"2. Chỉ tiêu: {words.count_in_words(_total(content))} đồng chí thuộc"
            f" {words.count_in_words(len(content.places))} cấp ủy, phân bổ theo phụ lục kèm theo.",
        ],
    }


def _days(content: TrainingPlan) -> dict[str, object]:
    period = f"từ ngày {words.short_date(content.starts_on)} đến ngày {words.short_date(content.ends_on)}"
    classes = sum(row.classes or 0 for row in content.quarters)
    planned = f", gồm {words.count_in_words(classes)} lớp" if classes else ""
    return {
        "title": "III. THỜI GIAN, ĐỊA ĐIỂM",
        "texts": [
            f"1. Thời gian: {period}{planned}; thời gian cụ thể của từng lớp theo giấy triệu tập.",
            f"2. Địa điểm: {content.school}.",
        ],
    }


def _duties(content: TrainingPlan) -> dict[str, object]:
    until = f", gửi danh sách trước {words.official_date(content.answer_until)}" if content.answer_until else ""
    return {
        "title": "IV. TỔ CHỨC THỰC HIỆN",
        "texts": [
            f"1. {content.organiser} chủ trì, theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp danh sách học viên.",
            f"2. {content.school} xây dựng chương trình, lịch học, mời giảng viên, quản lý và phục vụ lớp học.",
            f"3. Các cấp ủy lựa chọn, cử cán bộ{until}; bố trí công việc để cán bộ tham dự đầy đủ.",
        ],
    }


def _difficulties(content: TrainingPlan) -> str:
    return f"Trong quá trình thực hiện, nếu có vướng mắc, các cấp ủy phản ánh về {content.organiser} để xem xét, giải quyết"


def _total(content: TrainingPlan) -> int:
    return sum(row.places for row in content.places)


def _or_blank(number: int | None) -> str:
    return "" if number is None else str(number)
