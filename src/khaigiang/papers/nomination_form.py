"""The form that goes with the request to committees: a workbook with a row for each of the committee's posts.

Its headings are those of the printed form, but for the sex, which has a column of its own: one choice from a list
cannot be typed into the wrong column of birthdays; and for the day of joining the Party, which is told apart from the
day of full membership.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.papers import words
from khaigiang.papers.people import person_row
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.papers.values import Person

SEXES: Final = ("Nam", "Nữ")
THEORY: Final = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân")
OUR_POSTS: Final = "Chức danh và đơn vị là của kế hoạch. Chỉ nhập người; xóa cả dòng nếu chưa cử ai cho chức danh này."
COLUMNS: Final = (
    (Column(heading="STT", width=6), "no"),
    (Column(heading="Họ và tên", width=28), "name"),
    (Column(heading="Giới tính", width=9, choices=SEXES), "sex"),
    (Column(heading="Ngày sinh", width=13), "born"),
    (Column(heading="Dân tộc", width=10), "ethnicity"),
    (Column(heading="Chức vụ", width=30, refusal=OUR_POSTS), "post"),
    (Column(heading="Đơn vị", width=24, refusal=OUR_POSTS), "unit"),
    (Column(heading="Quận, huyện, thị xã", width=20, refusal=OUR_POSTS), "committee"),
    (Column(heading="Trình độ chuyên môn", width=18), "qualification"),
    (Column(heading="Lý luận chính trị", width=14, choices=THEORY), "political_theory"),
    (Column(heading="Ngày vào Đảng (dự bị)", width=13), "joined_party"),
    (Column(heading="SĐT", width=15), "phone"),
    (Column(heading="Ghi chú", width=20), "note"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationForm:
    """What is asked of one committee; each of `people` stands for a post, with its holder where there is one.

    `committee` of a person holds the district of the unit: many communes share their name.
    """

    committee: str
    course: str
    answer_until: date
    send_to: str
    people: tuple[Person, ...]


def workbook(content: NominationForm) -> bytes:
    """The form as a workbook that the reader of lists takes back as it is."""
    rows = [person_row(number, person) for number, person in enumerate(content.people, start=1)]
    return xlsx(
        [
            Sheet(
                name="Danh sách",
                title=_title(content),
                guide=_guide(content),
                columns=tuple(column for column, _field in COLUMNS),
                rows=[[str(row[field]) for _column, field in COLUMNS] for row in rows],
                landscape=True,
                typed_into=True,
            )
        ]
    )


def _title(content: NominationForm) -> tuple[str, ...]:
    return (content.committee.upper(), f"DANH SÁCH CÁN BỘ CỬ THAM DỰ {content.course.upper()}")


def _guide(content: NominationForm) -> str:
    return (
        f"Hướng dẫn: mỗi dòng là một chức danh của cấp ủy. Kiểm tra hoặc nhập người được cử; chọn giới tính, lý luận chính"
        f" trị từ danh sách của ô; ngày ghi dạng 19/05/1975; xóa cả dòng chưa cử ai. Lưu dạng .xlsx rồi nhận vào hệ thống tại"
        f" mục Nhận danh sách của kế hoạch, hoặc gửi {content.send_to}, trước ngày"
        f" {words.short_date(content.answer_until)}."
    )
