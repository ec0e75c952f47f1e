"""A ceremony by the minute: the usual steps, and whether they fit one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

ANY_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: when, how many minutes, what, who."""

    starts_at: time
    minutes: int
    content: str
    person: str = ""

    @property
    def ends_at(self) -> time:
        return (datetime.combine(ANY_DAY, self.starts_at) + timedelta(minutes=self.minutes)).time()


# The usual order of such ceremonies, in the words of programmes; official papers are Vietnamese.
USUAL: Final[dict[str, tuple[tuple[int, str, str], ...]]] = {
    "opening": (
        (10, "Ổn định tổ chức, chào cờ", "Ban Tổ chức lớp"),
        (5, "Tuyên bố lý do, giới thiệu đại biểu", "Phòng Quản lý đào tạo"),
        (
            10,
            "Công bố quyết định mở lớp, danh sách học viên và quyết định cử giáo viên chủ nhiệm",
            "Phòng Quản lý đào tạo",
        ),
        (20, "Phát biểu khai giảng và giao nhiệm vụ", "Lãnh đạo Thành ủy"),
        (10, "Phát biểu của lãnh đạo nhà trường", "Ban Giám hiệu"),
        (5, "Phát biểu của đại diện học viên", "Đại diện học viên"),
        (15, "Phổ biến quy chế học tập, chia tổ, ban cán sự lớp", "Giáo viên chủ nhiệm"),
    ),
    "closing": (
        (10, "Ổn định tổ chức, chào cờ", "Ban Tổ chức lớp"),
        (5, "Tuyên bố lý do, giới thiệu đại biểu", "Phòng Quản lý đào tạo"),
        (15, "Báo cáo kết quả lớp học", "Giáo viên chủ nhiệm"),
        (10, "Công bố quyết định công nhận kết quả học tập và khen thưởng", "Phòng Quản lý đào tạo"),
        (20, "Trao giấy chứng nhận", "Ban Giám hiệu"),
        (5, "Phát biểu của đại diện học viên", "Đại diện học viên"),
        (15, "Phát biểu bế giảng", "Ban Giám hiệu"),
    ),
}


def usual_steps(ceremony: str, *, begins_at: time) -> list[Step]:
    """The usual programme of an opening or closing, one step after another from a time on."""
    steps: list[Step] = []
    at = begins_at
    for minutes, content, person in USUAL[ceremony]:
        steps.append(Step(starts_at=at, minutes=minutes, content=content, person=person))
        at = steps[-1].ends_at
    return steps


def overlaps(steps: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Neighbours of which the later begins before the earlier is over; steps in the order of time."""
    return ((earlier, later) for earlier, later in pairwise(steps) if later.starts_at < earlier.ends_at)
