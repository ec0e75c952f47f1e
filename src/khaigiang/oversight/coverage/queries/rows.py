"""What the ledger says of a post, of posts that stand alike, and how both are counted and divided."""

from datetime import date
from typing import Final, NamedTuple, Protocol

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.oversight.coverage.states import Division, PostState, Reached


class How(NamedTuple):
    """One way in which a post stands, in numbers; zero stands for none."""

    committee_id: int
    district_id: int
    area: str
    state: str
    class_id: int
    was_named: bool
    was_summoned: bool
    has_attended: bool
    has_attended_class: bool
    band_id: int


# The columns of a Standing, in the same order.
OF_A_STANDING: Final = (
    "committee_id", "district_id", "area", "state", "class_id", "was_named", "was_summoned", "has_attended",
    "has_attended_class", "band_id",
)  # fmt: skip


class Stood(NamedTuple):
    """One post at the end of a day: how it stands and for whom, before anything is named."""

    target_post_id: int
    unit: str
    # By its place in the alphabet, then by the post.
    place: tuple[str, str]
    how: How
    official_id: int | None
    nomination_id: int | None


class Counted(Protocol):
    """What sums ask: of one post, or of all that stand alike."""

    @property
    def posts(self) -> int: ...
    @property
    def area(self) -> str: ...
    @property
    def district_id(self) -> int | None: ...
    @property
    def district(self) -> str: ...
    @property
    def committee_id(self) -> int: ...
    @property
    def committee(self) -> str: ...
    @property
    def state(self) -> PostState: ...
    @property
    def class_id(self) -> int | None: ...
    @property
    def class_name(self) -> str: ...
    @property
    def class_begins_on(self) -> date | None: ...
    @property
    def was_named(self) -> bool: ...
    @property
    def was_summoned(self) -> bool: ...
    @property
    def has_attended(self) -> bool: ...
    @property
    def is_completed(self) -> bool: ...


class Group(NamedTuple):
    """The posts of a plan that stand in one way at the end of a day.

    Who came without having been called counts as called and as named, so no column exceeds the one before it.
    """

    how: How
    posts: int
    area: str
    district_id: int | None
    district: str
    committee_id: int
    committee: str
    committee_key: str
    state: PostState
    class_id: int | None
    class_name: str
    class_begins_on: date | None
    was_named: bool
    was_summoned: bool
    has_attended: bool
    has_attended_class: bool
    is_completed: bool
    band_code: str
    band_name: str


class LedgerRow(NamedTuple):
    """One post at the end of a day: its state, whom it stands for, and how far it has come once and for all."""

    target_post_id: int
    # With the title of the post before it where the plan has posts of several titles.
    unit: str
    official_id: int | None
    official: str
    nomination_id: int | None
    area: str
    district_id: int | None
    district: str
    committee_id: int
    committee: str
    committee_key: str
    state: PostState
    class_id: int | None
    class_name: str
    class_begins_on: date | None
    was_named: bool
    was_summoned: bool
    has_attended: bool
    has_attended_class: bool
    is_completed: bool
    band_code: str
    band_name: str

    @property
    def posts(self) -> int:
        """A row is one post."""
        return 1


def has_reached(one: Counted, column: str) -> bool:
    """Does a column of sums count these posts?"""
    reached = {
        Reached.NAMED: one.was_named,
        Reached.SUMMONED: one.was_summoned,
        Reached.ATTENDED: one.has_attended,
        Reached.COMPLETED: one.is_completed,
    }
    return reached.get(Reached(column), True)


def share_of(one: Counted, division: str) -> str:
    """The key of the share to which a division gives these posts; empty when it knows none."""
    begins_on = one.class_begins_on
    keys = {
        Division.COMMITTEE: str(one.committee_id),
        Division.DISTRICT: str(one.district_id or ""),
        Division.QUARTER: f"{begins_on.year}-{quarter_of(begins_on)}" if begins_on else "",
        Division.AREA: one.area,
    }
    return keys[Division(division)]
