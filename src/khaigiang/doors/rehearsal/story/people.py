"""Invented people: names, birth days and careers drawn from a fixed seed, so that every playing makes the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, TypedDict, TypeVar

from khaigiang.registry.officials.models import Gender, TheoryLevel
from khaigiang.vietnamese.names import fold

T = TypeVar("T")

FAMILIES: Final = (
    ("Nguyễn", 38),
    ("Trần", 11),
    ("Lê", 9),
    ("Phạm", 7),
    ("Hoàng", 5),
    ("Phan", 4),
    ("Vũ", 4),
    ("Đặng", 3),
    ("Bùi", 3),
    ("Đỗ", 3),
    ("Hồ", 2),
    ("Ngô", 2),
    ("Dương", 2),
    ("Lý", 1),
    ("Đào", 2),
    ("Đinh", 1),
    ("Chu", 1),
    ("Tạ", 1),
    ("Khuất", 1),
    ("Kiều", 1),
    ("Phùng", 1),
    ("Quách", 1),
    ("Nghiêm", 1),
    ("Đàm", 1),
)
MIDDLES: Final = {
    Gender.MALE: ("Văn", "Đức", "Quang", "Xuân", "Hữu", "Minh", "Công", "Đình", "Ngọc", "Anh", "Tiến", "Trọng"),
    Gender.FEMALE: (
        "Thị",
        "Thị Thu",
        "Thị Thanh",
        "Thị Kim",
        "Thu",
        "Thị Hồng",
        "Minh",
        "Thị Bích",
        "Phương",
        "Thị Ngọc",
    ),
}
GIVENS: Final = {
    Gender.MALE: (
        "Anh",
        "Bình",
        "Chiến",
        "Cường",
        "Dũng",
        "Đạt",
        "Đông",
        "Giang",
        "Hải",
        "Hiếu",
        "Hòa",
        "Hùng",
        "Huy",
        "Khánh",
        "Kiên",
        "Lâm",
        "Long",
        "Mạnh",
        "Nam",
        "Nghĩa",
        "Phong",
        "Phúc",
        "Quân",
        "Quyết",
        "Sơn",
        "Tâm",
        "Thắng",
        "Thành",
        "Thủy",
        "Toàn",
        "Trung",
        "Tuấn",
        "Tùng",
        "Việt",
        "Vinh",
    ),
    Gender.FEMALE: (
        "An",
        "Anh",
        "Chi",
        "Dung",
        "Duyên",
        "Hà",
        "Hạnh",
        "Hằng",
        "Hiền",
        "Hoa",
        "Hồng",
        "Huệ",
        "Hương",
        "Lan",
        "Liên",
        "Loan",
        "Mai",
        "Minh",
        "Nga",
        "Ngân",
        "Nhung",
        "Oanh",
        "Phương",
        "Quyên",
        "Tâm",
        "Thảo",
        "Thúy",
        "Trang",
        "Tuyết",
        "Vân",
        "Xuân",
        "Yến",
    ),
}
ETHNICITIES: Final = (("Kinh", 96), ("Mường", 3), ("Tày", 1))
QUALIFICATIONS: Final = (
    ("Đại học Luật", 5),
    ("Đại học Kinh tế", 5),
    ("Đại học Hành chính", 4),
    ("Đại học Nông nghiệp", 2),
    ("Thạc sĩ Quản lý công", 4),
    ("Thạc sĩ Luật", 2),
    ("Đại học Sư phạm", 2),
)
THEORY: Final = ((TheoryLevel.INTERMEDIATE, 6), (TheoryLevel.ADVANCED, 4))
FEMALE_SHARE: Final = 0.31
MAIL_HOST: Final = "mail.example.vn"
WITHOUT_ADDRESS: Final = 8


class Facts(TypedDict):
    """What the registry takes of a person."""

    full_name: str
    gender: str
    born_on: str
    ethnicity: str
    qualification: str
    theory_level: str
    joined_party_on: date
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented official before anybody has registered them."""

    full_name: str
    gender: Gender
    born_on: date
    ethnicity: str
    qualification: str
    theory_level: TheoryLevel
    joined_party_on: date
    phone: str
    email: str

    def facts(self) -> Facts:
        """What the registry is told of the person."""
        return {
            "full_name": self.full_name,
            "gender": self.gender,
            "born_on": self.born_on.isoformat(),
            "ethnicity": self.ethnicity,
            "qualification": self.qualification,
            "theory_level": self.theory_level,
            "joined_party_on": self.joined_party_on,
            "phone": self.phone,
            "email": self.email,
        }


def invented_people(seed: int) -> Iterator[Person]:
    """An endless row of invented people; the same seed gives the same people with the same telephone numbers
    and addresses."""
    draw = Random(seed)  # noqa: S311  invented people need no secrecy
    serial = seed * 10_000
    while True:
        serial += 1
        yield _person(draw, serial)


def _person(draw: Random, serial: int) -> Person:
    gender = Gender.FEMALE if draw.random() < FEMALE_SHARE else Gender.MALE
    born_on = date(draw.randint(1967, 1988), 1, 1) + timedelta(days=draw.randint(0, 364))
    full_name = f"{_one_of(draw, FAMILIES)} {draw.choice(MIDDLES[gender])} {draw.choice(GIVENS[gender])}"
    return Person(
        full_name=full_name,
        gender=gender,
        born_on=born_on,
        ethnicity=_one_of(draw, ETHNICITIES),
        qualification=_one_of(draw, QUALIFICATIONS),
        theory_level=_one_of(draw, THEORY),
        joined_party_on=born_on + timedelta(days=draw.randint(21 * 365, 33 * 365)),
        # The 0900 range is given to nobody, so no number here rings at a real person's.
        phone=f"0900{serial % 1_000_000:06d}",
        email=_address(full_name, serial),
    )


def _address(full_name: str, serial: int) -> str:
    """An address at a host that is reserved for examples; a few have none."""
    if serial % WITHOUT_ADDRESS == 0:
        return ""
    return f"{fold(full_name).replace(' ', '.')}.{serial % 10_000}@{MAIL_HOST}"


def _one_of(draw: Random, weighted: tuple[tuple[T, int], ...]) -> T:
    values = [value for value, _ in weighted]
    return draw.choices(values, weights=[weight for _, weight in weighted])[0]
