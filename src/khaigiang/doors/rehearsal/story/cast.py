"""The invented persons who act in the story, and the bodies they act for."""

from dataclasses import dataclass
from typing import Final

from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office, OfficeKind

CITY_COMMITTEE: Final = "Thành ủy Hà Nội"
ORGANISER: Final = "Ban Tổ chức Thành ủy Hà Nội"
SCHOOL: Final = "Trường Đào tạo cán bộ Lê Hồng Phong"
POST: Final = "Phó Bí thư Đảng ủy phụ trách công tác xây dựng Đảng"
POST_SHORT: Final = "Phó Bí thư Đảng ủy"
DEMO_COMMITTEE: Final = "Quận ủy Hoàn Kiếm"
PLAN_CODE: Final = "BD-PBT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that issues papers: its kind, name, the symbol of its numbers and the layout of its papers."""

    kind: OfficeKind
    name: str
    superior: str
    symbol: str
    skin: Office.Skin


BODIES: Final = (
    Body(kind=OfficeKind.CITY_COMMITTEE, name=CITY_COMMITTEE, superior="", symbol="TU", skin=Office.Skin.PARTY),
    Body(kind=OfficeKind.ORGANISER, name=ORGANISER, superior=CITY_COMMITTEE, symbol="BTCTU", skin=Office.Skin.PARTY),
    Body(kind=OfficeKind.SCHOOL, name=SCHOOL, superior=CITY_COMMITTEE, symbol="TĐTCB", skin=Office.Skin.STATE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person of the demo: who they are, what they do and for which body."""

    role: Role
    full_name: str
    office: str

    @property
    def username(self) -> str:
        return f"demo-{self.role.value}"


PARTS: Final = (
    Part(role=Role.LEADER, full_name="Đỗ Quang Vinh", office=CITY_COMMITTEE),
    Part(role=Role.ORGANISER, full_name="Vũ Thị Minh Hằng", office=ORGANISER),
    Part(role=Role.COMMITTEE, full_name="Ngô Bích Thủy", office=DEMO_COMMITTEE),
    Part(role=Role.HEAD, full_name="Nghiêm Đức Thành", office=SCHOOL),
    Part(role=Role.OFFICE, full_name="Trần Thu Anh", office=SCHOOL),
    Part(role=Role.TEACHER, full_name="Phùng Hữu Nghĩa", office=SCHOOL),
    Part(role=Role.LECTURER, full_name="Lý Thanh Tâm", office=SCHOOL),
    Part(role=Role.AUDITOR, full_name="Quách Kim Oanh", office=CITY_COMMITTEE),
    Part(role=Role.ADMIN, full_name="Đàm Tiến Long", office=SCHOOL),
)

# The trainee's part is given to an official of class 5 once its list is decided.
TRAINEE_USERNAME: Final = "demo-trainee"

OTHER_TEACHERS: Final = (
    ("giaovien-1", "Khuất Thị Hồng Nhung"),
    ("giaovien-2", "Tạ Xuân Phong"),
    ("giaovien-3", "Kiều Phương Thảo"),
    ("giaovien-4", "Chu Đình Lâm"),
)
SECOND_OFFICER: Final = ("canbo-2", "Hoàng Ngọc Quân")

LECTURERS: Final = (
    ("TS.", "Lý Thanh Tâm", "Khoa Xây dựng Đảng"),
    ("ThS.", "Bùi Xuân Hòa", "Khoa Xây dựng Đảng"),
    ("TS.", "Đặng Thu Hiền", "Khoa Lý luận cơ sở"),
    ("ThS.", "Phan Trọng Kiên", "Khoa Lý luận cơ sở"),
    ("ThS.", "Hồ Thị Thanh Mai", "Khoa Nhà nước và pháp luật"),
    ("TS.", "Dương Quang Sơn", "Khoa Nhà nước và pháp luật"),
    ("ThS.", "Đinh Ngọc Toàn", "Khoa Nhà nước và pháp luật"),
    ("", "Lê Công Thắng", "Báo cáo viên Thành ủy"),
    ("", "Phạm Minh Phương", "Báo cáo viên Ban Dân vận"),
    ("", "Vũ Đức Khánh", "Báo cáo viên Ủy ban Kiểm tra"),
    ("ThS.", "Ngô Thu Trang", "Báo cáo viên Văn phòng Thành ủy"),
)
# People wanted in classes 1 to 5; the last one takes whoever is left, deferred or late.
CLASS_SIZES: Final = (110, 110, 110, 110, 123)
SIZE_SLACK: Final = 30
CLASS_WITH_AN_EARLY_COMER: Final = 2
HALLS: Final = (("Hội trường A", 130), ("Hội trường B", 180), ("Phòng 301", 60))
