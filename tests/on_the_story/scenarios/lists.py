"""Lists that offices sent: taken in, answered, taken over and back."""

from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from khaigiang.ground.files.services import path_of
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.queries import correction_workbook, returned, unit_labels
from khaigiang.planning.rosters.services import (
    Sending,
    answer_doubts,
    confirm_roster,
    keep_returned,
    leave_out,
    name_listed,
    stage_roster,
)
from khaigiang.planning.rosters.states import Choice, Outcome
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office, Unit
from tests.on_the_story.scenarios import second_plan
from tests.on_the_story.scenarios.second_plan import by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST: Final = """STT;Họ và tên;Giới tính;Ngày sinh;Đơn vị
1;Lý Thị Hoa;Nữ;2/9/1980;Phường Phúc Xá - Ba Đình
2;Kiều Văn Thông;Nam;31/2/1981;Phường Trúc Bạch - Ba Đình
"""


def _sender() -> Office:
    return Office.objects.get(name="Quận ủy Ba Đình")


def _staged(*, letter: str = "45-CV/QU") -> Roster:
    sending = Sending(
        sender=_sender(),
        holds_on=clock.today(),
        post=Post.objects.get(title__startswith="Ủy viên Ban Thường vụ"),
        letter_number=letter,
        letter_on=clock.today() if letter else None,
    )
    return stage_roster(
        LIST.encode(), name="danh sach.csv", content_type="text/csv", sending=sending, **by("demo-office")
    )


def _newer() -> Roster:
    _staged()
    sending = Sending(sender=_sender(), holds_on=clock.today())
    return stage_roster(
        (LIST + "3;Tạ Thị Lan;Nữ;4/5/1979;Phường Phúc Xá - Ba Đình\n").encode(),
        name="moi.csv",
        content_type="text/csv",
        sending=sending,
        **by("demo-office"),
    )


def _staged_before() -> Roster:
    return Roster.objects.filter(sender=_sender(), title="danh sach.csv").latest("pk")


def _photo() -> Roster:
    sending = Sending(sender=_sender(), holds_on=clock.today())
    return stage_roster(
        b"\x89PNG\r\n\x1a\n", name="anh.png", content_type="image/png", sending=sending, **by("demo-office")
    )


def _without_doubts() -> Roster:
    roster = _staged()
    leave_out(roster.rows.with_doubts(), roster=roster, **by("demo-office"))
    return roster


def _applied() -> Roster:
    return confirm_roster(_without_doubts(), **by("demo-office"))


def _workbook(roster: Roster) -> bytes:
    return correction_workbook(roster, unit_labels(Unit.objects.on(roster.holds_on).select_related("parent")))


def _returned() -> ReturnedWorkbook:
    roster = _staged()
    return keep_returned(roster, _workbook(roster), name="sua.xlsx", content_type=XLSX, **by("demo-office"))


def _digest(came: ReturnedWorkbook) -> str:
    labels = unit_labels(Unit.objects.on(came.roster.holds_on).select_related("parent"))
    return returned(came.roster, path_of(came.file.sha256), labels).digest


def _row() -> RosterRow:
    return _staged().rows.get(number=2)


def _doubt() -> RosterDoubt:
    return RosterDoubt.objects.filter(row__roster=_staged(), code="date_impossible").get()


def _alike() -> dict[str, str]:
    doubt = RosterDoubt.objects.get(code="date_impossible", row__roster__sender=_sender())
    return {"field": doubt.field, "code": doubt.code, "text": doubt.alike}


def _asked() -> tuple[Plan, Office]:
    plan = second_plan.asked()
    return plan, second_plan.committees(plan)[0]


def _names(plan: Plan, committee: Office) -> bytes:
    """A list of the holders of a committee's posts, and of somebody whom nobody has registered for the last one."""
    targets = list(plan.target_posts.select_related("unit").filter(committee=committee).order_by("pk"))
    holders = [target.unit.appointments.filter(post=target.post).order_by("pk")[0].official for target in targets]
    lines = [
        f"{number};{holder};{holder.born_on};{target.unit.name}"
        for number, (holder, target) in enumerate(zip(holders[:-1], targets, strict=False), 1)
    ]
    newcomer = f"9;Lò Thị Chưa Có Tên;;{targets[-1].unit.name}"
    return "\n".join(["STT;Họ và tên;Ngày sinh;Đơn vị", *lines, newcomer]).encode()


def _list_of_names() -> Roster:
    plan, committee = _asked()
    sending = Sending(sender=committee, plan=plan, holds_on=clock.today())
    return stage_roster(
        _names(plan, committee), name="cu.csv", content_type="text/csv", sending=sending, **by("demo-office")
    )


def _asking() -> Roster:
    roster = _list_of_names()
    doubts = RosterDoubt.objects.filter(row__roster=roster, code="person_not_yours")
    answer_doubts(doubts, Choice.ASK, roster=roster, **by("demo-office"))
    return roster


def _asked_row() -> RosterRow:
    return _asking().rows.get(outcome=Outcome.ASKED)


def _taken_in() -> Sent:
    plan, committee = _asked()
    return post(
        plan.pk, committee.pk, file=SimpleUploadedFile("cu.csv", _names(plan, committee), "text/csv")
    )  # fmt: skip


TABLE: Final[Table] = {
    "rosters:new_names": when("demo-office", _taken_in),
    "rosters:name_listed": when("demo-office", lambda: post(_asking().pk)),
    "rosters:take_names_back": when("demo-office", lambda: post(name_listed(_asking(), **by("demo-office")).pk)),
    "rosters:look_again": when("demo-office", lambda: post(_list_of_names().pk)),
    "rosters:asked_row": when(
        "demo-office", lambda: post(_asked_row().pk, person="new", gender="F", valid_from="24/5/2023", replaces="on")
    ),
    "rosters:refuse_asked": when("demo-organiser", lambda: post(_asked_row().pk, reason="Chưa có quyết định")),
    "imports:preview": when(
        "demo-organiser",
        lambda: post(file=SimpleUploadedFile("danh sach.csv", LIST.encode(), "text/csv"), as_of="2023-05-24"),
        entries=0,
    ),
    "rosters:new": when(
        "demo-office",
        lambda: post(
            file=SimpleUploadedFile("danh sach.csv", LIST.encode(), "text/csv"),
            sender=_sender().pk,
            holds_on="24/5/2023",
        ),
    ),
    "rosters:columns": when("demo-office", lambda: post(_staged().pk)),
    "rosters:letter": when(
        "demo-organiser", lambda: post(_staged(letter="").pk, number="46-CV/QU", letter_on="24/5/2023")
    ),
    "rosters:confirm": when("demo-office", lambda: post(_without_doubts().pk)),
    "rosters:undo": when("demo-office", lambda: post(_applied().pk)),
    "rosters:typing": when("demo-office", lambda: post(_photo().pk, full_name="Lý Thị Hoa", dob="2/9/1980")),
    "rosters:older": when("demo-office", lambda: post(_newer().pk, older=_staged_before().pk)),
    "rosters:correction": when(
        "demo-office",
        lambda: post((roster := _staged()).pk, file=SimpleUploadedFile("sua.xlsx", _workbook(roster), XLSX)),
    ),
    "rosters:returned": when("demo-office", lambda: post((came := _returned()).pk, seen=_digest(came))),
    "rosters:discard": when("demo-office", lambda: post(_staged().pk)),
    "rosters:answer": when("demo-organiser", lambda: post(_staged().pk, **_alike(), typed="28/2/1981")),
    "rosters:leave_out": when("demo-office", lambda: post(_staged().pk)),
    "rosters:correct": when("demo-office", lambda: post(_row().pk, fact="full_name", typed="Lý Thị Hoa Mai")),
    "rosters:leave_row_out": when("demo-office", lambda: post(_row().pk)),
    "rosters:answer_one": when("demo-office", lambda: post(_doubt().pk, answer=Choice.EMPTY)),
}
