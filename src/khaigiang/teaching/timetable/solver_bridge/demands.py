"""Demands of the solver as pages tell them: alike ones together, in the reader's words, with where they are mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.timetabling.texts import Names as NamesOfSolver
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.lecturers.rules import CANNOT, availability
from khaigiang.teaching.runs.contradictions import Link, Somebody
from khaigiang.teaching.timetable.queries.names import Names, in_words
from khaigiang.teaching.timetable.queries.situation import (
    ClassToTime,
    HallToUse,
    ItemToTeach,
    LecturerToAsk,
    Situation,
    Slot,
)
from khaigiang.teaching.timetable.solver_bridge.problem import half_of, halls_for, is_closed, is_full

SENTENCES: Final[dict[str, Promise]] = {
    "half_days_of_the_class": _("%(class)s has %(count)s half-days for %(items)s items."),
    "stages_in_order": _("%(class)s is taught block by block, and each discussion after the topics of its block."),
    "qualified": _("“%(item)s” of %(class)s may be taught only by %(people)s."),
    "away": _("%(lecturer)s is away: %(when)s."),
    "taught": _("%(lecturer)s teaches another class: %(when)s."),
    "full": _("%(lecturer)s already teaches other classes as much as they may: %(when)s."),
    "max_per_day": _("%(lecturer)s teaches %(per_day)s half-days a day at most."),
    "max_per_week": _("%(lecturer)s teaches %(per_week)s half-days a week at most."),
    "halls_of_the_class": _("%(class)s sits only in %(halls)s."),
    "hall_large_enough": _("%(class)s needs a hall with %(people_in_class)s seats."),
    "closed": _("%(hall)s is closed: %(when)s."),
    "booked": _("%(hall)s is booked by another class: %(when)s."),
    "meeting": _("%(hall)s is booked for a meeting: %(when)s."),
    "opening": _("The opening of %(class)s fills its first half-day: %(first)s."),
    "closing": _("The closing of %(class)s fills its last half-day: %(last)s."),
    "one_class_in_a_hall": _("There are only %(hall_count)s halls, and one class at a time sits in each."),
}
# Where the office itself mends what is demanded: page, the row it is about, what the link says.
MENDED: Final[dict[str, tuple[str, str, Promise]]] = {
    "half_days_of_the_class": ("cohorts:days", "class", _("Change the days")),
    "qualified": ("curriculum:who_teaches", "version", _("Who may teach")),
    "away": ("lecturers:lecturer", "lecturer", _("Days away")),
    "taught": ("timetable:lecturer", "lecturer", _("Their sessions")),
    "full": ("lecturers:edit", "lecturer", _("Change the limits")),
    "max_per_day": ("lecturers:edit", "lecturer", _("Change the limits")),
    "max_per_week": ("lecturers:edit", "lecturer", _("Change the limits")),
    "halls_of_the_class": ("cohorts:edit", "class", _("Change the hall")),
    "hall_large_enough": ("cohorts:edit", "class", _("Change the sizes")),
    "closed": ("venues:hall", "hall", _("Closed days")),
    "booked": ("timetable:hall", "hall", _("Its sessions")),
    "meeting": ("venues:hall", "hall", _("Its bookings")),
    "opening": ("cohorts:days", "class", _("Change the days")),
    "closing": ("cohorts:days", "class", _("Change the days")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Demands that are alike: the same rule on the same class, item, lecturer or hall, in some half-days.

    `rule` is the solver's, or what lies behind it: a lecturer is not available because they are `away`, are `taught`
    out elsewhere or have a `full` day or week; a hall is not free because it is `closed`, booked for a `meeting` or `booked` by a class.
    """

    rule: str
    class_id: int = 0
    item_id: int = 0
    lecturer_id: int = 0
    hall_id: int = 0
    half_days: tuple[Slot, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One demand, or several alike, as the page of a search tells it."""

    cause: Cause
    sentence: str
    links: tuple[Link, ...]
    concerned: tuple[Somebody, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Puts demands on the classes, lecturers and halls of a situation into words."""

    situation: Situation
    names: Names

    def causes(self, demands: Iterable[Mapping[str, Any]]) -> list[Cause]:
        """Demands as they are kept, alike ones together; what names somebody gone is left out."""
        together: dict[Cause, list[Slot]] = {}
        for kept in demands:
            cause = self._cause(kept)
            if cause is not None:
                together.setdefault(cause, []).extend(_half_day(kept))
        return [replace(cause, half_days=tuple(sorted(found))) for cause, found in together.items()]

    def demand(self, cause: Cause) -> Demand:
        """The demand in the reader's words, with the page on which it is mended."""
        return Demand(cause=cause, sentence=self.sentence(SENTENCES.get(cause.rule), cause), links=self.links(cause))

    def sentence(self, text: Promise | str | None, cause: Cause, **more: object) -> str:
        """A text filled with the names and numbers of a cause; the solver's own words where there is no text."""
        return str(text) % {**self._values(cause), **more} if text else cause.said

    def links(self, cause: Cause) -> tuple[Link, ...]:
        """Where the office mends a demand itself."""
        if cause.rule not in MENDED:
            return ()
        url_name, subject, label = MENDED[cause.rule]
        ids = {"class": cause.class_id, "lecturer": cause.lecturer_id, "hall": cause.hall_id, "version": self._version}
        return (Link(url_name=url_name, id=ids[subject], label=label, about=self._about(cause, subject)),)

    @property
    def _version(self) -> int:
        return self.situation.classes[0].version_id if self.situation.classes else 0

    def _about(self, cause: Cause, subject: str) -> str:
        names: dict[str, str | None] = {
            "class": self.names.classes.get(cause.class_id),
            "lecturer": self.names.lecturers.get(cause.lecturer_id),
            "hall": self.names.halls.get(cause.hall_id),
            "version": self.names.items.get(cause.item_id),
        }
        return names[subject] or ""

    def _cause(self, kept: Mapping[str, Any]) -> Cause | None:
        known = {
            "class_id": (kept["class"], self.names.classes),
            "item_id": (kept["item"], self.names.items),
            "lecturer_id": (kept["lecturer"], self.names.lecturers),
            "hall_id": (kept["hall"], self.names.halls),
        }
        if any(pk and pk not in names for pk, names in known.values()):
            return None
        rule = self._behind(kept)
        said = "" if rule in SENTENCES else kept["said"]
        return Cause(rule=rule, said=said, **{name: pk for name, (pk, _names) in known.items()})

    def _behind(self, kept: Mapping[str, Any]) -> str:
        if kept["rule"] == "available":
            return behind_absence(self.lecturer(kept["lecturer"]), _half_day(kept)[0])
        if kept["rule"] == "hall_free":
            return behind_busy_hall(self.hall(kept["hall"]), _half_day(kept)[0])
        if kept["rule"] == "pinned":
            # What is pinned is a half-day; the ceremony may share it with what stands before it.
            together = next(one for one in by_half_day(self.situation.items) if one[0].id == kept["item"])
            return next((item.kind for item in together if item.kind in SENTENCES), together[0].kind)
        return str(kept["rule"])

    def class_(self, class_id: int) -> ClassToTime:
        """One class of the situation."""
        return next(one for one in self.situation.classes if one.id == class_id)

    def item(self, item_id: int) -> ItemToTeach:
        """One item of the programme."""
        return next(one for one in self.situation.items if one.id == item_id)

    def lecturer(self, lecturer_id: int) -> LecturerToAsk:
        """One lecturer of the situation."""
        return next(one for one in self.situation.lecturers if one.id == lecturer_id)

    def hall(self, hall_id: int) -> HallToUse:
        """One hall of the situation."""
        return next(one for one in self.situation.halls if one.id == hall_id)

    def _values(self, cause: Cause) -> dict[str, object]:
        values: dict[str, object] = {"when": in_words(cause.half_days), "hall_count": len(self.situation.halls)}
        if cause.class_id:
            values |= self._of_class(self.class_(cause.class_id))
        if cause.item_id:
            lecturers = [self.names.lecturers[pk] for pk in self.item(cause.item_id).lecturer_ids]
            values |= {"item": self.names.items[cause.item_id], "people": ", ".join(lecturers)}
        if cause.lecturer_id:
            one = self.lecturer(cause.lecturer_id)
            values |= {"lecturer": one.name, "per_day": one.max_per_day, "per_week": one.max_per_week}
        if cause.hall_id:
            values["hall"] = self.names.halls[cause.hall_id]
        return values

    def _of_class(self, one: ClassToTime) -> dict[str, object]:
        ends = (one.slots[0], one.slots[-1]) if one.slots else ()
        return {
            "class": one.name,
            "count": len(one.slots),
            "items": len(by_half_day(self.situation.items)),
            "people_in_class": one.people,
            "halls": ", ".join(self.names.halls[hall.id] for hall in halls_for(one, self.situation.halls)),
            "first": in_words(ends[:1]),
            "last": in_words(ends[-1:]),
        }


def kept(demand: solver.Demand, *, said: str) -> dict[str, Any]:
    """A demand as it is kept with a run; `said` are the solver's own words."""
    return {
        "rule": demand.rule,
        "class": int(demand.classes[0]) if demand.classes else 0,
        "item": int(demand.pieces[-1]) if demand.pieces else 0,
        "lecturer": int(demand.lecturer_id or 0),
        "hall": int(demand.hall_id or 0),
        "on": demand.slot.on.isoformat() if demand.slot else "",
        "half": half_of(demand.slot) if demand.slot else "",
        "said": said,
    }


def names_for_the_solver(situation: Situation, names: Names) -> NamesOfSolver:
    """The same names by the ids that the solver knows, for its own words."""
    return NamesOfSolver(
        classes={str(pk): name for pk, name in names.classes.items()},
        pieces={(str(one.id), str(pk)): name for one in situation.classes for pk, name in names.items.items()},
        lecturers={str(pk): name for pk, name in names.lecturers.items()},
        halls={str(pk): name for pk, name in names.halls.items()},
    )


def behind_absence(lecturer: LecturerToAsk, half_day: Slot) -> str:
    """Why a lecturer cannot teach in a half-day: `away`, `taught` out elsewhere, or their day or week is `full`."""
    if availability(lecturer.times, *half_day) == CANNOT:
        return "away"
    return "taught" if half_day in lecturer.taken or not is_full(lecturer, half_day[0]) else "full"


def behind_busy_hall(hall: HallToUse, half_day: Slot) -> str:
    """Why a hall is not to be had in a half-day: it is `closed`, booked for a `meeting`, or `booked` by another class."""
    if is_closed(half_day, hall.closed):
        return "closed"
    return "meeting" if half_day in hall.meetings else "booked"


def _half_day(kept: Mapping[str, Any]) -> list[Slot]:
    return [(date.fromisoformat(kept["on"]), kept["half"])] if kept["on"] else []
