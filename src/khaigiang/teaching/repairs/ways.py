"""The ways out as plain values: as they were found, and as a repair keeps them with the hours of every session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from khaigiang.teaching.cohorts.queries import ClassHours
from khaigiang.teaching.repairs.rules import Slot
from khaigiang.teaching.repairs.states import RepairWay
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.hours import Hours, later, minute_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where, when and by whom one item of one class is taught then."""

    class_id: int
    item_id: int
    on: date
    half_day: str
    hall_id: int
    lecturer_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWay:
    """One way out: what moves, and how many people it touches.

    No repair of its kind touches fewer than `bound`; `is_proven`: no repair at all touches fewer than it.
    """

    way: RepairWay
    people: int
    bound: int
    moved: tuple[Moved, ...]
    is_proven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWay:
    """One way out: the sessions that change, as they are and as they become."""

    way: RepairWay
    is_proven: bool
    people: int
    changes: tuple[tuple[Draft, Draft], ...]

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "KeptWay":
        """A way as it was kept."""
        changes = [(Draft.from_json(old), Draft.from_json(new)) for old, new in kept["changes"]]
        return cls(**{**kept, "way": RepairWay(kept["way"]), "changes": tuple(changes)})

    def as_json(self) -> dict[str, object]:
        """The way in values that JSON knows."""
        return {
            "way": self.way.value,
            "is_proven": self.is_proven,
            "people": self.people,
            "changes": [(old.as_json(), new.as_json()) for old, new in self.changes],
        }

    @property
    def classes_moved(self) -> set[int]:
        """The classes of which something has another time or hall: all who take part are touched."""
        return {
            new.class_id
            for old, new in self.changes
            if (old.on, old.half_day, old.hall_id) != (new.on, new.half_day, new.hall_id)
        }


def to_keep(found: FoundWay, present: Sequence[Draft], hours: Mapping[int, ClassHours]) -> KeptWay:
    """A way as it is kept: every session of a half-day that moves, with its hours there."""
    by_key = {draft.key: draft for draft in present}
    changes: list[tuple[Draft, Draft]] = []
    for moved in found.moved:
        old = by_key[moved.class_id, moved.item_id]
        together = _in_half_day(present, moved.class_id, (old.on, old.half_day))
        changes += [pair for pair in _moved(together, moved, present, hours[moved.class_id]) if pair[0] != pair[1]]
    return KeptWay(way=found.way, is_proven=found.is_proven, people=found.people, changes=tuple(changes))


def drafts_then(present: Iterable[Draft], changes: Iterable[tuple[Draft, Draft]]) -> list[Draft]:
    """The sessions of some classes after these changes."""
    then = {old.key: new for old, new in changes}
    return [then.get(draft.key, draft) for draft in present]


def _moved(
    together: Sequence[Draft], moved: Moved, present: Sequence[Draft], usual: ClassHours
) -> Iterable[tuple[Draft, Draft]]:
    """What shares a half-day, as it was and as it is then: whoever taught it is replaced by whoever teaches it then."""
    taught_by = next((one.lecturer_id for one in together if one.lecturer_id), None)
    for old in together:
        new = replace(old, on=moved.on, half_day=moved.half_day, hall_id=moved.hall_id)
        if old.lecturer_id == taught_by and taught_by is not None:
            new = replace(new, lecturer_id=moved.lecturer_id)
        if (old.on, old.half_day) != (new.on, new.half_day):
            hours = _hours_there(moved, present, usual) or (old.starts_at, old.ends_at)
            new = _at_hours(new, together, hours)
        yield old, new


def _hours_there(moved: Moved, present: Sequence[Draft], usual: ClassHours) -> Hours | None:
    """From when until when the class sits in its new half-day: as it does now, else as usual."""
    there = _in_half_day(present, moved.class_id, (moved.on, moved.half_day))
    if there:
        return min(one.starts_at for one in there), max(one.ends_at for one in there)
    return usual.on(moved.on, moved.half_day)


def _at_hours(new: Draft, together: Sequence[Draft], hours: Hours) -> Draft:
    """A session alone takes the whole of these hours; several follow one another from their beginning on."""
    if len(together) == 1:
        return replace(new, starts_at=hours[0], ends_at=hours[1])
    lag = minute_of(hours[0]) - minute_of(min(one.starts_at for one in together))
    return replace(new, starts_at=later(new.starts_at, lag), ends_at=later(new.ends_at, lag))


def _in_half_day(present: Sequence[Draft], class_id: int, slot: Slot) -> list[Draft]:
    return [one for one in present if one.class_id == class_id and (one.on, one.half_day) == slot]
