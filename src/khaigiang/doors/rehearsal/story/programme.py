"""The programme that the five classes are taught: blocks, topics and who may teach what (numbers of cast.LECTURERS)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the lecturers, by their place in the cast, who may teach it."""

    title: str
    lecturers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of topics, closed by a discussion."""

    title: str
    topics: tuple[Topic, ...]
    discussion: str


TITLE: Final = "Bồi dưỡng nâng cao năng lực lãnh đạo, quản lý cho phó bí thư đảng ủy xã, phường, thị trấn"
DAYS: Final = 11
BLOCKS: Final = (
    Block(
        "Lý luận chính trị, công tác xây dựng Đảng và phát triển kinh tế - xã hội của thành phố",
        (
            Topic("Tư tưởng Hồ Chí Minh về cán bộ và vận dụng ở cơ sở", (2, 3)),
            Topic("Điểm mới trong công tác xây dựng Đảng", (0, 1, 7)),
            Topic("Phòng, chống suy thoái và bảo vệ nền tảng tư tưởng", (2, 3)),
            Topic("Định hướng phát triển kinh tế - xã hội Thủ đô", (7, 5)),
            Topic("Chuyển đổi số trong hệ thống chính trị", (6, 10)),
        ),
        "Thảo luận 1: Vận dụng lý luận vào công tác xây dựng Đảng ở cơ sở",
    ),
    Block(
        "Kiến thức, kỹ năng về tổ chức và hoạt động của hệ thống chính trị cơ sở",
        (
            Topic("Tổ chức và hoạt động của hệ thống chính trị cơ sở", (4, 5)),
            Topic("Nguyên tắc tập trung dân chủ và quy chế làm việc của đảng ủy", (0, 1)),
            Topic("Công tác tổ chức, cán bộ, đảng viên", (0, 7)),
            Topic("Công tác kiểm tra, giám sát", (9, 1)),
            Topic("Công tác dân vận, Mặt trận và đoàn thể", (8, 3)),
        ),
        "Thảo luận 2: Phối hợp trong hệ thống chính trị ở cơ sở",
    ),
    Block(
        "Nhiệm vụ, quyền hạn, kỹ năng lãnh đạo và xử lý tình huống của phó bí thư đảng ủy",
        (
            Topic("Nhiệm vụ, quyền hạn của phó bí thư phụ trách xây dựng Đảng", (0, 1)),
            Topic("Kỹ năng ra nghị quyết và tổ chức thực hiện", (1, 5)),
            Topic("Kỹ năng điều hành sinh hoạt cấp ủy, chi bộ", (0, 2)),
            Topic("Kỹ năng soạn thảo văn bản của Đảng", (10, 4)),
            Topic("Kỹ năng tiếp xúc, đối thoại với nhân dân", (8, 6)),
            Topic("Kỹ năng xử lý tình huống, điểm nóng", (5, 6)),
            Topic("Nghiệp vụ đảng vụ, hồ sơ đảng viên, phần mềm quản lý", (10, 9)),
        ),
        "Thảo luận 3: Xử lý tình huống trong công tác của phó bí thư đảng ủy",
    ),
)
