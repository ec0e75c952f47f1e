"""A committee sends its list of deputies in a file of its own making; it waits to be checked."""

from typing import Final

from khaigiang.doors.rehearsal.story import cast
from khaigiang.doors.rehearsal.story.stage import Stage
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.papers.words import birth_date
from khaigiang.planning.rosters.services import Sending, stage_roster
from khaigiang.registry.officials.models import Appointment, Gender, Post
from khaigiang.registry.units.models import UnitKind

SENDER: Final = "Quận ủy Hoàn Kiếm"
HEADINGS: Final = ("STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ", "Điện thoại", "Chức vụ", "Đơn vị")
# Where the list of an office differs from the register, as such lists do.
NEWCOMER: Final = ("Kiều Thị Bích Ngọc", "14/8/1986", "", "x", "0912 345 019", "PBT Đảng ủy")
NEW_PHONE: Final = "0912.345.077"
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_list_arrives(stage: Stage) -> None:
    """The committee's list of the day, with a newcomer, a new telephone, a misspelt unit and a year for a birth."""
    sender = stage.office(SENDER)
    held = Appointment.objects.on(stage.day).filter(post__title=cast.POST, unit__parent=sender.unit)
    rows = [
        _row(number, one)
        for number, one in enumerate(held.order_by("unit__sort_key").select_related("official", "unit"), 1)
    ]
    _make_it_an_office_s_own(rows)
    columns = tuple(Column(heading=heading) for heading in HEADINGS)
    title = ("QUẬN ỦY HOÀN KIẾM", "DANH SÁCH PHÓ BÍ THƯ ĐẢNG ỦY PHƯỜNG", f"(tính đến {stage.day:%d/%m/%Y})")
    sending = Sending(
        sender=sender,
        holds_on=stage.day,
        title="Danh sách phó bí thư đảng ủy phường, quận Hoàn Kiếm",
        post=Post.objects.get(title=cast.POST),
    )
    stage_roster(
        xlsx([Sheet(name="Danh sách", title=title, columns=columns, rows=rows)]),
        name="DS PBT phuong - HK (cuoi).xlsx",
        content_type=EXCEL,
        sending=sending,
        by=stage.officer,
        at=stage.at(9),
    )


def _row(number: int, held: Appointment) -> list[str | int]:
    official = held.official
    born = birth_date(official.born_on)
    marks = ("x", "") if official.gender == Gender.MALE else ("", "x")
    unit = held.unit.name.replace("Phường", "P.") if held.unit.kind == UnitKind.WARD else held.unit.name
    return [number, official.full_name, born, *marks, official.phone, held.post.short_title, unit]


def _make_it_an_office_s_own(rows: list[list[str | int]]) -> None:
    first, second, third, fourth, fifth, *_ = rows
    first[1] = str(first[1]).upper()
    second[2] = str(second[2])[-4:]
    third[5] = NEW_PHONE
    fourth[7] = str(fourth[7])[:-1]
    fifth[1:7] = NEWCOMER
