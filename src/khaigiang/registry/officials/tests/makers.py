"""Officials, posts and appointments for tests."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import OFFICIALS
from khaigiang.ground.fields.states import Kind
from khaigiang.registry.officials.models import Appointment, Gender, Official, Post
from khaigiang.registry.units.models import Level, Unit
from khaigiang.registry.units.tests.makers import make_commune
from khaigiang.vietnamese.names import fold, sort_key

_serial = count(1)


def make_post(
    title: str = "",
    *,
    short_title: str = "Phó Bí thư Đảng ủy",
    unit_level: Level = Level.COMMUNE,
    is_shared: bool = False,
) -> Post:
    """A post of commune-level units, of one holder unless it is shared."""
    return Post.objects.create(
        title=title or f"Chức danh số {next(_serial)}",
        short_title=short_title,
        unit_level=unit_level,
        is_shared=is_shared,
    )


def make_own_field(
    label: str = "",
    *,
    kind: Kind = Kind.TEXT,
    choices: Sequence[str] = (),
    readers: Sequence[str] = ("office", "committee"),
    position: int = 0,
    is_open_to_person: bool = False,
) -> OwnField:
    """A field that the office added to officials."""
    return OwnField.objects.create(
        subject=OFFICIALS,
        label=label or f"Trường số {next(_serial)}",
        kind=kind,
        choices=list(choices),
        readers=list(readers),
        position=position,
        is_open_to_person=is_open_to_person,
        purpose="xếp lớp theo trình độ",
        retention="đến khi lớp kết thúc",
    )


def make_official(
    full_name: str = "Nguyễn Văn An",
    *,
    gender: Gender = Gender.MALE,
    born_on: str = "1980-05-19",
    ethnicity: str = "Kinh",
    phone: str = "",
) -> Official:
    """An official in service; two of the same name are two persons."""
    return Official.objects.create(
        full_name=full_name,
        sort_key=sort_key(full_name),
        folded=fold(full_name),
        gender=gender,
        born_on=born_on,
        ethnicity=ethnicity,
        qualification="Đại học Luật",
        phone=phone,
    )


def make_appointment(
    official: Official | None = None,
    *,
    post: Post | None = None,
    unit: Unit | None = None,
    valid_from: date = date(2020, 7, 1),
    valid_until: date | None = None,
) -> Appointment:
    """An official who holds a post; what is not given is made new."""
    return Appointment.objects.create(
        official=official or make_official(),
        post=post or make_post(),
        unit=unit or make_commune(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
