"""Lists of offices for tests."""

from datetime import UTC, date, datetime

from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.services import Sending, stage_roster
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office

DAY = date(2023, 3, 1)
NOW = datetime(2023, 3, 2, 2, tzinfo=UTC)
HEADINGS = "STT;Họ và tên;Giới tính;Ngày sinh;CCCD;Chức vụ;Đơn vị"


def make_list(*lines: str, headings: str = HEADINGS) -> bytes:
    """A list as semicolon-separated text; the first line is its headings."""
    return "\n".join([headings, *lines]).encode()


def make_roster(
    *lines: str,
    sender: Office | None = None,
    post: Post | None = None,
    headings: str = HEADINGS,
    letter_number: str = "15-CV/QU",
    newer_than: Roster | None = None,
    by: User | None = None,
) -> Roster:
    """A list that was taken in and is being checked."""
    sending = Sending(
        sender=sender or make_office(),
        holds_on=DAY,
        title="Danh sách cử đi học",
        post=post,
        letter_number=letter_number,
        letter_on=DAY if letter_number else None,
        newer_than=newer_than,
    )
    content = make_list(*lines, headings=headings)
    return stage_roster(
        content, name="danh sach.csv", content_type="text/csv", sending=sending, by=by or make_user(), at=NOW
    )


def row_at(roster: Roster, number: int) -> RosterRow:
    """The row of one line of the file."""
    return roster.rows.get(number=number)


def open_doubts(roster: Roster) -> list[tuple[int, str, str]]:
    """Line, field and code of every doubt that nobody has answered."""
    found = RosterDoubt.objects.still_open().filter(row__roster=roster, row__is_left_out=False)
    return list(found.order_by("row__number", "field", "code").values_list("row__number", "field", "code"))


def doubts(roster: Roster, code: str) -> QuerySet[RosterDoubt]:
    """The doubts of one kind of a list."""
    return RosterDoubt.objects.filter(row__roster=roster, code=code)
