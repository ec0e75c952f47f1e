"""Whom a change touches: on the list of the class, or placed in it while there is none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.planning.nominations.models import Unavailability
from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.changes.queries.wanted import Wanted
from khaigiang.teaching.changes.rules import missed
from khaigiang.teaching.changes.states import OF_A_CLASS, ChangeKind
from khaigiang.teaching.cohorts.models import Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.states import HAS_A_LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One person whom a change touches, the class they are in, and the days on which they cannot come to the new ones."""

    enrolment: Enrolment | None
    placement: Placement | None
    nomination_id: int | None
    official_id: int
    name: str
    unit: str
    committee_id: int
    committee: str
    class_id: int
    misses: tuple[date, ...]

    @property
    def days_missed(self) -> str:
        """The days in words."""
        return ", ".join(f"{day:%d/%m}" for day in self.misses)


def touched_people(wanted: Wanted, days: Mapping[int, Collection[date]]) -> list[Touched]:
    """Everybody whom a change touches, by name; `days` are those on which each class will meet. Three statements."""
    found = _sitting(wanted)
    away: dict[int, list[tuple[date, date]]] = {}
    nominations = [one.nomination_id for one, _placement in found if one is not None and one.nomination_id]
    nominations += [placement.nomination_id for _one, placement in found if placement is not None]
    for one in Unavailability.objects.filter(nomination__in=nominations).order_by("first_day", "pk"):
        away.setdefault(one.nomination_id, []).append((one.first_day, one.last_day))
    return [_touched(wanted, enrolment, placement, days, away) for enrolment, placement in found]


def _sitting(wanted: Wanted) -> list[tuple[Enrolment | None, Placement | None]]:
    together = ("official", "target_post__unit__parent", "target_post__committee", "nomination")
    listed = Enrolment.objects.select_related(*together).order_by("official__sort_key", "pk")
    if wanted.kind not in OF_A_CLASS:
        return [(one, None) for one in listed.filter(pk__in=[person.pk for person in wanted.people])]
    if wanted.training_class.state in HAS_A_LIST:
        return [(one, None) for one in listed.filter(training_class=wanted.training_class, is_current=True)]
    placed = Placement.objects.filter(
        training_class=wanted.training_class, nomination__state=NominationState.ACCEPTED
    ).select_related(*(f"nomination__{name}" for name in together[:3]))
    return [(None, one) for one in placed.order_by("nomination__official__sort_key", "pk")]


def _touched(
    wanted: Wanted,
    enrolment: Enrolment | None,
    placement: Placement | None,
    days: Mapping[int, Collection[date]],
    away: Mapping[int, Collection[tuple[date, date]]],
) -> Touched:
    person = enrolment or (placement.nomination if placement else None)
    assert person is not None, "everybody sits in the class by one of the two"
    nomination_id = enrolment.nomination_id if enrolment else person.pk
    class_id = enrolment.training_class_id if enrolment else wanted.training_class.pk
    comes_to = days.get(_goes_to(wanted, class_id), ())
    unit = person.target_post.unit
    return Touched(
        enrolment=enrolment,
        placement=placement,
        nomination_id=nomination_id,
        official_id=person.official_id,
        name=person.official.full_name,
        unit=f"{unit.name}, {unit.parent.name}" if unit.parent else unit.name,
        committee_id=person.target_post.committee_id,
        committee=person.target_post.committee.name,
        class_id=class_id,
        misses=tuple(missed(comes_to, away.get(nomination_id, ()))) if nomination_id else (),
    )


def _goes_to(wanted: Wanted, class_id: int) -> int:
    """The class in which somebody will sit; nobody sits in a cancelled one."""
    other: TrainingClass | None = wanted.other_class
    if wanted.kind == ChangeKind.CANCEL:
        return 0
    if wanted.kind == ChangeKind.POSTPONE or other is None:
        return class_id
    return wanted.training_class.pk if class_id == other.pk else other.pk
