"""Lists of offices for tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import cycle

from django.db.models import QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.nominations.queries import is_asked
from khaigiang.planning.nominations.tests.makers import make_holder, make_request
from khaigiang.planning.plans.models import Plan, TargetPost
from khaigiang.planning.plans.tests.makers import make_plan, make_target_post
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.services import Sending, stage_roster
from khaigiang.registry.officials.models import Official, Post
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_committee, make_commune, make_office

DAY = date(2023, 3, 1)
NOW = datetime(2023, 3, 2, 2, tzinfo=UTC)
# Names of communes, so that two committees of a test share none.
_names: Iterator[tuple[str, ...]] = cycle(
    [("Phúc Xá", "Trúc Bạch", "Vĩnh Phúc"), ("Cống Vị", "Liễu Giai", "Nguyễn Trung Trực")]
)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A committee that a plan asks for people: three posts, the first two held, the third vacant."""

    office: Office
    plan: Plan
    posts: tuple[TargetPost, ...]
    holders: tuple[Official, ...]

    def list_of(self, *lines: str, by: User | None = None) -> Roster:
        """A list of names that was taken in."""
        sending = Sending(sender=self.office, plan=self.plan, holds_on=DAY, title="Danh sách cử")
        return stage_roster(
            make_list(*lines), name="cu.csv", content_type="text/csv", sending=sending, by=by or make_user(), at=NOW
        )

    def line(self, number: int, *, name: str = "", born: str = "", unit: str = "", post: str = "") -> str:
        """The row of a post, with its holder unless somebody else is given."""
        target = self.posts[number - 1]
        holder = self.holders[number - 1] if number <= len(self.holders) else None
        name = name or (holder.full_name if holder else "")
        born = born or (holder.born_on if holder else "")
        return f"{number};{name};Nam;{born};;{post or target.post.title};{unit or target.unit.name}"


def make_asked_committee(*, places: int = 10, plan: Plan | None = None) -> Committee:
    """A committee with a request to answer."""
    plan = plan or Plan.objects.first() or make_plan(post=make_post("Phó Bí thư Đảng ủy phụ trách"))
    office = make_committee()
    names = next(_names)
    posts = [
        make_target_post(plan, committee=office, unit=make_commune(name, district=office.unit), places=places)
        for name in names
    ]
    holders = (make_holder(posts[0], "Nguyễn Văn An"), make_holder(posts[1], "Trần Thị Bình"))
    if not is_asked(plan):
        make_request(plan)
    return Committee(office=office, plan=plan, posts=tuple(posts), holders=holders)
