"""Who is pinned to a class, by whom and why, and who sits in one without being pinned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import PinChange, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries.waiting import Situation, WaitingPerson, situation_of, waiting_nominations

LATEST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRow:
    """One person who waits for a list: the class they have, what is wished, and who pinned them when and why."""

    nomination_id: int
    name: str
    unit: str
    committee_id: int
    committee: str
    class_id: int
    class_name: str
    placed_in: str
    wished: str
    wish: str
    is_pinned: bool
    set_by: str
    set_at: datetime | None
    reason: str

    @property
    def sits_elsewhere(self) -> bool:
        """Is the class they are pinned to another than the one they have?"""
        return self.is_pinned and self.placed_in != self.class_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One act of pinning or letting go, as it can be undone."""

    id: int
    is_pinning: bool
    people: int
    reason: str
    made_by: str
    made_at: datetime
    is_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PinPage:
    """Everybody who is pinned, everybody else who has a class, by class and name, and what was done last."""

    pinned: list[PinRow]
    placed: list[PinRow]
    changes: list[ChangeRow]

    def narrowed(self, *, committee: str, training_class: str) -> "PinPage":
        """Only those of one committee, or of one class, by their ids as typed; empty for all."""
        return PinPage(
            pinned=[row for row in self.pinned if _is_asked(row, committee, training_class)],
            placed=[row for row in self.placed if _is_asked(row, committee, training_class)],
            changes=self.changes,
        )

    @property
    def committees(self) -> list[tuple[int, str]]:
        """The committees that have somebody here, by name."""
        return sorted({(row.committee_id, row.committee) for row in self._all}, key=lambda pair: pair[1])

    @property
    def classes(self) -> list[tuple[int, str]]:
        """The classes that have somebody here."""
        return sorted({(row.class_id, row.class_name) for row in self._all}, key=lambda pair: pair[1])

    @property
    def _all(self) -> list[PinRow]:
        return [*self.pinned, *self.placed]


def pin_page(plan: Plan) -> PinPage:
    """Who is pinned and who could be; seven statements whatever the number of people."""
    situation = situation_of(plan)
    wishes = _wishes(plan)
    names = _names(situation, wishes.values())
    rows = [_row(person, wishes.get(person.nomination_id), names) for person in situation.people]
    found = sorted(rows, key=lambda row: (row.class_name, row.committee, row.name))
    changes = plan.pin_changes.select_related("made_by").order_by("-made_at", "-pk")[:LATEST]
    return PinPage(
        pinned=[row for row in found if row.is_pinned],
        placed=[row for row in found if not row.is_pinned and row.placed_in],
        changes=[_change(change) for change in changes],
    )


def chosen_rows(rows: Iterable[PinRow], ids: Collection[int], *, everybody: bool) -> list[PinRow]:
    """Those whom somebody ticked, or everybody."""
    return [row for row in rows if everybody or row.nomination_id in ids]


def _is_asked(row: PinRow, committee: str, training_class: str) -> bool:
    return committee in {"", str(row.committee_id)} and training_class in {"", str(row.class_id)}


def _wishes(plan: Plan) -> dict[int, Wish]:
    waiting = waiting_nominations().filter(plan=plan)
    wishes = Wish.objects.filter(nomination__in=waiting).select_related("training_class", "set_by")
    return {wish.nomination_id: wish for wish in wishes}


def _names(situation: Situation, wishes: Iterable[Wish]) -> dict[int, str]:
    wished: dict[int, TrainingClass] = {wish.training_class_id: wish.training_class for wish in wishes}
    return {pk: one.name for pk, one in wished.items()} | {one.id: one.name for one in situation.classes}


def _row(person: WaitingPerson, wish: Wish | None, names: dict[int, str]) -> PinRow:
    is_pinned = wish is not None and wish.kind == Wish.Kind.PINNED
    class_id = wish.training_class_id if wish and is_pinned else person.placed_in or 0
    return PinRow(
        nomination_id=person.nomination_id,
        name=person.name,
        unit=person.unit,
        committee_id=person.committee_id,
        committee=person.committee,
        class_id=class_id,
        class_name=names.get(class_id, ""),
        placed_in=names.get(person.placed_in or 0, ""),
        wished=wish.training_class.name if wish else "",
        wish=str(wish.get_kind_display()) if wish else "",
        is_pinned=is_pinned,
        set_by=str(wish.set_by) if wish and wish.set_by else "",
        set_at=wish.set_at if wish else None,
        reason=wish.reason if wish else "",
    )


def _change(change: PinChange) -> ChangeRow:
    return ChangeRow(
        id=change.pk,
        is_pinning=change.is_pinning,
        people=len(change.before),
        reason=change.reason,
        made_by=str(change.made_by),
        made_at=change.made_at,
        is_undone=change.undone_at is not None,
    )
