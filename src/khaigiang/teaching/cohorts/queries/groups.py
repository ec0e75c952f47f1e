"""Reading discussion groups."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khaigiang.teaching.cohorts.models import EnrolmentQuerySet, TrainingClass
from khaigiang.teaching.cohorts.queries.people import ListRow, people_on


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One group with its members on a day; number 0 holds those without a group."""

    number: int
    members: list[ListRow]

    @property
    def women(self) -> int:
        """How many of them are women."""
        return sum(member.is_woman for member in self.members)

    @property
    def committees(self) -> int:
        """From how many committees they come."""
        return len({member.committee_id for member in self.members})


def group_rows(training_class: TrainingClass, on: date, *, among: EnrolmentQuerySet | None = None) -> list[GroupRow]:
    """The groups of a class by number, those without one last; one statement."""
    members: defaultdict[int, list[ListRow]] = defaultdict(list)
    for person in people_on(training_class, on, among=among):
        members[person.group or 0].append(person)
    return [
        GroupRow(number=number, members=members[number]) for number in sorted(members, key=lambda no: (no == 0, no))
    ]


def grouped(people: Sequence[ListRow], groups: Sequence[Sequence[int]]) -> list[GroupRow]:
    """Groups that are proposed, as rows: each a list of enrolments."""
    found = {person.enrolment_id: person for person in people}
    return [
        GroupRow(number=number, members=sorted((found[one] for one in group), key=people.index))
        for number, group in enumerate(groups, start=1)
    ]


def group_sizes(training_class: TrainingClass, on: date) -> dict[int, int]:
    """How many people each group has on a day, by the id of the group, empty ones included; two statements."""
    in_class = training_class.enrolments.all().in_class_on(on).filter(group__isnull=False)
    counts = Counter(in_class.values_list("group", flat=True))
    return {group_id: counts[group_id] for group_id in training_class.groups.values_list("pk", flat=True)}
