"""Reading discussion groups: who sits in which group of each discussion."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext

from khaigiang.teaching.cohorts.models import EnrolmentQuerySet, GroupChange, GroupSeat, TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, enrolment_ids_on, people_on
from khaigiang.teaching.cohorts.rules import groups_in_words
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind

# Enrolment, discussion, group, is pinned.
Seated: TypeAlias = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """One discussion of a programme, from 1."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a group."""

    person: ListRow
    is_pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group of one discussion with its members on a day; number 0 holds those without a group."""

    number: int
    members: list[Member]

    @property
    def women(self) -> int:
        """How many of them are women."""
        return sum(member.person.is_woman for member in self.members)

    @property
    def committees(self) -> int:
        """From how many committees they come."""
        return len({member.person.committee_id for member in self.members})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody with their group in each discussion, in order; None where they have none."""

    person: ListRow
    groups: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsPage:
    """The groups of one discussion (`chosen`), or everybody with their groups in all of them (0)."""

    discussions: Sequence[Discussion]
    chosen: int
    rows: list[GroupRow]
    people: list[PersonRow]
    has_groups: bool

    @property
    def numbers(self) -> list[int]:
        """The groups of the chosen discussion."""
        return [row.number for row in self.rows if row.number]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGroup:
    """Where somebody sits in one discussion."""

    discussion: Discussion
    group: int


def discussions_of(training_class: TrainingClass) -> list[Discussion]:
    """The discussions of the programme of a class, in order; one where the programme names none. 1 statement."""
    items = ProgrammeItem.objects.filter(version=training_class.version_id, kind=ItemKind.DISCUSSION)
    titles = list(items.order_by("ordinal").values_list("title", flat=True)) or [gettext("Discussion")]
    return [Discussion(number=number, title=title) for number, title in enumerate(titles, start=1)]


def seats_of(training_class: TrainingClass) -> list[Seated]:
    """Every seat of a class, of those who have left it too; 1 statement."""
    seats = GroupSeat.objects.filter(enrolment__training_class=training_class).order_by("enrolment", "discussion")
    return list(seats.values_list("enrolment", "discussion", "group", "is_pinned"))


def seats_among(seats: Iterable[Seated], people: Collection[int]) -> list[Seated]:
    """Those of the seats that belong to these enrolments."""
    return [seat for seat in seats if seat[0] in people]


def members_on(training_class: TrainingClass, on: date) -> dict[int, dict[int, frozenset[int]]]:
    """Discussion → group → who sits there on a day, groups that all have left included; 2 statements."""
    there, seats = enrolment_ids_on(training_class, on), seats_of(training_class)
    groups: defaultdict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for one, discussion, group, _is_pinned in seats:
        members = groups[discussion].get(group, frozenset())
        groups[discussion][group] = members | {one} if one in there else members
    return dict(groups)


def groups_page(
    discussions: Sequence[Discussion], people: Sequence[ListRow], seats: Sequence[Seated], chosen: str
) -> GroupsPage:
    """These people in these seats: the groups of the chosen discussion, the first unless told otherwise, or "all"."""
    number = 0 if chosen == "all" else next((one.number for one in discussions if str(one.number) == chosen), 1)
    return GroupsPage(
        discussions=discussions,
        chosen=number,
        rows=_group_rows(people, seats, number) if number else [],
        people=[] if number else _person_rows(people, seats, len(discussions)),
        has_groups=bool(seats),
    )


def group_of(shown: GroupsPage, enrolment_id: int) -> GroupRow | None:
    """The group of somebody in the chosen discussion; None where they have none."""
    return next(
        (
            row
            for row in shown.rows
            if row.number and any(one.person.enrolment_id == enrolment_id for one in row.members)
        ),
        None,
    )


def _group_rows(people: Iterable[ListRow], seats: Iterable[Seated], discussion: int) -> list[GroupRow]:
    """The groups of one discussion by number, those without one last."""
    sits = {one: (group, is_pinned) for one, number, group, is_pinned in seats if number == discussion}
    members: defaultdict[int, list[Member]] = defaultdict(list)
    for person in people:
        group, is_pinned = sits.get(person.enrolment_id, (0, False))
        members[group].append(Member(person=person, is_pinned=is_pinned))
    return [
        GroupRow(number=number, members=members[number]) for number in sorted(members, key=lambda no: (no == 0, no))
    ]


def _person_rows(people: Iterable[ListRow], seats: Iterable[Seated], discussions: int) -> list[PersonRow]:
    sits = {(one, number): group for one, number, group, _is_pinned in seats}
    numbers = range(1, discussions + 1)
    return [
        PersonRow(person=person, groups=tuple(sits.get((person.enrolment_id, number)) for number in numbers))
        for person in people
    ]


def groups_by_person(training_class: TrainingClass) -> Mapping[int, str]:
    """The groups of everybody who has any, as papers and lists say them, by enrolment; 1 statement."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for one, _discussion, group, _is_pinned in seats_of(training_class):
        groups[one].append(group)
    return {one: groups_in_words(numbers) for one, numbers in groups.items()}


def own_groups(training_class: TrainingClass, enrolment_id: int) -> list[OwnGroup]:
    """Somebody's group in each discussion; 2 statements."""
    seats = GroupSeat.objects.filter(enrolment=enrolment_id)
    sits = {seat.discussion: seat for seat in seats}
    return [
        OwnGroup(discussion=one, group=sits[one.number].group)
        for one in discussions_of(training_class)
        if one.number in sits
    ]


def proposal_of(training_class: TrainingClass) -> GroupChange | None:
    """The groups that are proposed for a class and not yet agreed to."""
    return training_class.group_changes.filter(done_at__isnull=True).select_related("made_by").first()


def last_change_of(training_class: TrainingClass) -> GroupChange | None:
    """The last thing that was done to the groups of a class and not undone: what can be undone next."""
    done = training_class.group_changes.filter(done_at__isnull=False, undone_at__isnull=True)
    return done.select_related("made_by").order_by("-done_at", "-pk").first()


def class_seats(
    training_class: TrainingClass, on: date, *, among: EnrolmentQuerySet | None = None
) -> tuple[list[ListRow], list[Seated]]:
    """Who is in a class on a day, and their seats; 2 statements."""
    people = people_on(training_class, on, among=among)
    return people, seats_among(seats_of(training_class), {person.enrolment_id for person in people})
