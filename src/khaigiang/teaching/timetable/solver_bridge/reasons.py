"""Why a session stands where it stands, and what every other half-day, hall or lecturer would cost or break."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.timetabling.demands import Rule
from khaigiang.solvers.timetabling.texts import sentence
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.names import in_words, names_of
from khaigiang.teaching.timetable.queries.runs import PARTS, drafts_of
from khaigiang.teaching.timetable.queries.situation import Situation, Slot, situation_of
from khaigiang.teaching.timetable.solver_bridge.demands import SENTENCES, Cause, Teller, kept, names_for_the_solver
from khaigiang.teaching.timetable.solver_bridge.problem import (
    asked_of,
    half_of,
    halls_for,
    may_teach,
    piece_of,
    placements_of,
    problem_of,
    weights_for,
)

NAMED: Final = 3

OBSTACLES: Final[dict[str, Promise]] = {
    "one_place_at_a_time": _("%(lecturer)s teaches %(others)s then."),
    "one_class_in_a_hall": _("%(others)s sits in %(hall)s then."),
    "stages_in_order": _("“%(earlier)s” belongs before “%(later)s”."),
    "max_per_day": _("%(lecturer)s would teach more than %(per_day)s half-days on that day."),
    "max_per_week": _("%(lecturer)s would teach more than %(per_week)s half-days in that week."),
    "hall_large_enough": _("%(hall)s has %(seats)s seats for %(people_in_class)s people."),
    "qualified": _("“%(item)s” may be taught only by %(people)s."),
    "half_days_of_the_class": _("%(class)s does not meet then."),
}
MAKES_ROOM: Final = _("“%(item)s” of %(class)s moves to %(when)s.")
BINDING: Final[dict[str, Promise]] = {
    "after": _("It comes after “%(item)s” (%(when)s)."),
    "before": _("It comes before “%(item)s” (%(when)s)."),
    "qualified": _("It may be taught only by %(people)s."),
    "away": _("%(lecturer)s is away: %(when)s."),
    "taught": _("%(lecturer)s teaches another class: %(when)s."),
    "full": _("%(lecturer)s already teaches other classes as much as they may: %(when)s."),
    "closed": _("%(hall)s is closed: %(when)s."),
    "booked": _("%(hall)s is booked by another class: %(when)s."),
    "meeting": _("%(hall)s is booked for a meeting: %(when)s."),
    "one_hall": _("%(class)s sits only in %(halls)s."),
    "halls": _("%(class)s needs %(people_in_class)s seats, which these halls have: %(halls)s."),
}
ANSWERS: Final[dict[str, Promise]] = {
    "alone": _("No other half-day is possible."),
    "dearer": _(
        "Another half-day would make the whole timetable cheaper: this one was set by hand, or things have changed."
    ),
    "equal": _("Another half-day would do just as well: the price of the whole timetable would stay the same."),
    "cheapest": _("This is the cheapest half-day: in any other, the whole timetable would cost more."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the price, and by how much it would change."""

    label: Promise
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One half-day, hall or lecturer: what the whole timetable would cost more (below zero: less), or what forbids it.

    `trades_with` is the item of the class that would take the place of this one; `typed` what the form of the session
    is opened with to choose it, empty where another session would have to change its hall as well. What is forbidden
    may have a way: what the whole would cost more if other sessions made room, and which of them go where.
    """

    name: str
    is_here: bool
    price: int | None
    parts: tuple[Part, ...] = ()
    obstacles: tuple[str, ...] = ()
    more: int = 0
    trades_with: str = ""
    typed: str = ""
    price_with_room: int = 0
    makes_room: tuple[str, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Do the rules allow it?"""
        return self.price is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """All half-days, halls or lecturers that a session could have, the cheapest first, what is impossible last."""

    possible: tuple[Option, ...]
    impossible: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Where a session stands, the rules that bind it, and every other half-day, hall and lecturer with its price."""

    class_name: str
    item: str
    draft: Draft
    when: str
    hall: str
    lecturer: str
    answer: Promise
    binding: tuple[str, ...]
    half_days: Choice
    halls: Choice
    lecturers: Choice


def why_now(session: Session) -> Reasons | None:
    """The reasons for a session among those of all classes of its plan that follow the same programme."""
    same = Session.objects.filter(
        training_class__plan=session.training_class.plan_id, training_class__version=session.training_class.version_id
    )
    drafts = [Draft.of(one) for one in same.order_by("training_class", "on", "starts_at", "pk")]
    return why(drafts, session.training_class_id, session.item_id)


def why_in_run(run: TimetableRun, class_id: int, item_id: int) -> Reasons | None:
    """The reasons for a half-day that a proposal gives an item of a class; None where it gives it none.

    What was asked of the proposal, such as little change, counts in its prices.
    """
    return why(drafts_of(run), class_id, item_id, asked=asked_of(run))


def why(drafts: Sequence[Draft], class_id: int, item_id: int, *, asked: Collection[str] = ()) -> Reasons | None:
    """The reasons for one item of one class among these sessions; None where it is not among them."""
    situation = situation_of({draft.class_id for draft in drafts}, besides=drafts)
    placements = placements_of(drafts, situation)
    piece = str(piece_of(situation.items).get(item_id))
    moving = next((one for one in placements if (one.class_id, one.piece_id) == (str(class_id), piece)), None)
    if moving is None:
        return None
    return _Question(situation, problem_of(situation, weights_for(asked)), placements, moving).answered(
        next(draft for draft in drafts if draft.key == (class_id, item_id))
    )


class _Question:
    """What is asked of one placement among the others."""

    def __init__(
        self,
        situation: Situation,
        problem: solver.Problem,
        placements: Sequence[solver.Placement],
        moving: solver.Placement,
    ) -> None:
        self.situation, self.problem, self.placements, self.moving = situation, problem, placements, moving
        self.teller = Teller(situation=situation, names=names_of(situation))
        self.one = self.teller.class_(int(moving.class_id))
        self.together = next(one for one in by_half_day(situation.items) if str(one[0].id) == moving.piece_id)
        self.item = next((item for item in self.together if item.lecturer_ids), self.together[0])

    def answered(self, draft: Draft) -> Reasons:
        names, half_days = self.teller.names, self._half_days()
        return Reasons(
            class_name=self.one.name,
            item=names.items[draft.item_id],
            draft=draft,
            when=in_words([_half_day(self.moving.slot)]),
            hall=names.halls[draft.hall_id],
            lecturer=names.lecturers[draft.lecturer_id] if draft.lecturer_id else "",
            answer=_answer(half_days),
            binding=tuple(self._binding(draft)),
            half_days=half_days,
            halls=self._halls(),
            lecturers=self._lecturers(),
        )

    def _half_days(self) -> Choice:
        found, chains = [], self._chains()
        for on, half in self.one.slots:
            slot = next(slot for slot in self.problem.classes[self._place].slots if _half_day(slot) == (on, half))
            changes = solver.moved_to(self.placements, self.moving.class_id, self.moving.piece_id, slot)
            other = next((one for one in changes if one.piece_id != self.moving.piece_id), None)
            option = self._option(
                in_words([(on, half)]),
                changes,
                is_here=slot == self.moving.slot,
                trades_with=self.teller.names.labels[int(other.piece_id)] if other else "",
                typed=self._typed(on, half, other),
            )
            found.append(option if option.is_possible else self._with_room(option, chains.get(slot)))
        return _sorted(found)

    def _chains(self) -> dict[solver.Slot, solver.Chain]:
        """For each half-day the cheapest chain of sessions that make room for this one."""
        class_id, piece_id = self.moving.class_id, self.moving.piece_id
        found = solver.chains_from(self.problem, self.placements, class_id, piece_id, told=None)
        return {chain.moved[0].slot: chain for chain in reversed(found)}

    def _with_room(self, option: Option, chain: solver.Chain | None) -> Option:
        # A timetable that breaks a rule already may be asked too: the price itself is then the second opinion.
        if chain is None or solver.price_of_change(self.problem, self.placements, chain.moved) != chain.price:
            return option
        said = [self._said(MAKES_ROOM, other) for other in chain.moved[1:]]
        return replace(option, price_with_room=chain.price, makes_room=tuple(said))

    @property
    def _place(self) -> int:
        return [cls.id for cls in self.problem.classes].index(self.moving.class_id)

    def _typed(self, on: date, half: str, other: solver.Placement | None) -> str:
        if other is None:
            return f"on={on:%d/%m/%Y}&half_day={half}"
        # A swap by hand lets each session keep its hall.
        return f"other={other.piece_id}" if other.hall_id == self._hall_of(other) else ""

    def _hall_of(self, other: solver.Placement) -> str:
        return next(
            one.hall_id for one in self.placements if (one.class_id, one.piece_id) == (other.class_id, other.piece_id)
        )

    def _halls(self) -> Choice:
        seating = halls_for(self.one, self.situation.halls)
        ids = {hall.id for hall in self.situation.halls if hall.school_id == self.one.school_id}
        ids |= {hall.id for hall in seating} | {int(self.moving.hall_id)}
        return _sorted(
            self._option(
                self.teller.names.halls[hall.id],
                [replace(self.moving, hall_id=str(hall.id))],
                is_here=str(hall.id) == self.moving.hall_id,
                typed=f"hall={hall.id}",
            )
            for hall in self.situation.halls
            if hall.id in ids
        )

    def _lecturers(self) -> Choice:
        asked = may_teach(self.together) | {int(self.moving.lecturer_id or 0)}
        return _sorted(
            self._option(
                one.name,
                [replace(self.moving, lecturer_id=str(one.id))],
                is_here=str(one.id) == self.moving.lecturer_id,
                typed=f"lecturer={one.id}",
            )
            for one in self.situation.lecturers
            if one.id in asked
        )

    def _option(
        self,
        name: str,
        changes: Sequence[solver.Placement],
        *,
        is_here: bool,
        trades_with: str = "",
        typed: str = "",
    ) -> Option:
        found = solver.price_of_change(self.problem, self.placements, changes)
        if isinstance(found, solver.Refusal):
            # What is said of this session itself comes first.
            broken = sorted(found.broken, key=lambda demand: self.moving.piece_id not in demand.pieces)
            said = list(dict.fromkeys(self._obstacle(demand) for demand in broken))
            return Option(
                name=name,
                is_here=is_here,
                price=None,
                obstacles=tuple(said[:NAMED]),
                more=max(0, len(said) - NAMED),
                trades_with=trades_with,
            )
        parts = () if is_here else tuple(self._parts(changes))
        return Option(name=name, is_here=is_here, price=found, parts=parts, trades_with=trades_with, typed=typed)

    def _parts(self, changes: Sequence[solver.Placement]) -> Iterable[Part]:
        now, then = (solver.cost(self.problem, side) for side in solver.before_and_after(self.placements, changes))
        for part, label in PARTS.items():
            more = getattr(then, part, 0) - getattr(now, part, 0)
            if more:
                yield Part(label=label, price=more)

    def _obstacle(self, demand: solver.Demand) -> str:
        said = sentence(self.problem, demand, names=names_for_the_solver(self.situation, self.teller.names))
        (cause,) = self.teller.causes([kept(demand, said=said)]) or (Cause(rule=demand.rule, said=said),)
        text = OBSTACLES.get(demand.rule) or SENTENCES.get(cause.rule)
        classes = [self.teller.names.classes[int(pk)] for pk in demand.classes if pk != self.moving.class_id]
        items = [self.teller.names.items[int(pk)] for pk in demand.pieces]
        seats = {hall.id: hall.capacity for hall in self.situation.halls}.get(cause.hall_id, 0)
        more = {"others": ", ".join(classes), "earlier": items[0] if items else "", "later": items[-1] if items else ""}
        return self.teller.sentence(text, cause, seats=seats, **more)

    def _binding(self, draft: Draft) -> Iterable[str]:
        yield from self._neighbours()
        cause = Cause(rule="", class_id=self.one.id, item_id=self.item.id)
        for item in self.together:
            if item.kind in SENTENCES:
                yield self.teller.sentence(SENTENCES[item.kind], cause)
        if self.item.lecturer_ids:
            yield self.teller.sentence(BINDING["qualified"], cause)
        if draft.lecturer_id:
            yield from self._closed("available", lecturer_id=draft.lecturer_id)
        yield self.teller.sentence(BINDING["one_hall" if self.one.hall_id else "halls"], cause)
        yield from self._closed("hall_free", hall_id=draft.hall_id)

    def _neighbours(self) -> Iterable[str]:
        """The last item of the stages before, and the first of those after."""
        own = self.together[0].place.stage
        stages = {str(item.id): item.place.stage for item in self.situation.items}
        mine = [one for one in self.placements if one.class_id == self.moving.class_id]
        earlier = [one for one in mine if stages[one.piece_id] < own]
        later = [one for one in mine if stages[one.piece_id] > own]
        if earlier:
            yield self._said(BINDING["after"], max(earlier, key=lambda one: one.slot))
        if later:
            yield self._said(BINDING["before"], min(later, key=lambda one: one.slot))

    def _said(self, text: Promise, other: solver.Placement) -> str:
        half_days = (_half_day(other.slot),)
        cause = Cause(rule="", class_id=int(other.class_id), item_id=int(other.piece_id), half_days=half_days)
        return self.teller.sentence(text, cause)

    def _closed(self, rule: Rule, *, lecturer_id: int = 0, hall_id: int = 0) -> Iterable[str]:
        """The half-days of the class in which the lecturer or the hall is not to be had, cause by cause."""
        closed = next((one.unavailable for one in self.problem.lecturers if one.id == str(lecturer_id)), frozenset())
        closed |= next((one.busy for one in self.problem.halls if one.id == str(hall_id)), frozenset())
        own = closed.intersection(self.problem.classes[self._place].slots)
        demands = [
            solver.Demand(rule=rule, slot=slot, lecturer_id=str(lecturer_id), hall_id=str(hall_id))
            for slot in sorted(own)
        ]
        for cause in self.teller.causes([kept(demand, said="") for demand in demands]):
            yield self.teller.sentence(BINDING[cause.rule], cause)


def _answer(half_days: Choice) -> Promise:
    prices = [option.price for option in half_days.possible if option.price is not None and not option.is_here]
    if not prices:
        return ANSWERS["alone"]
    return ANSWERS["dearer" if min(prices) < 0 else "equal" if min(prices) == 0 else "cheapest"]


def _sorted(options: Iterable[Option]) -> Choice:
    found = list(options)
    possible = sorted((one for one in found if one.is_possible), key=lambda one: (not one.is_here, one.price or 0))
    return Choice(possible=tuple(possible), impossible=tuple(one for one in found if not one.is_possible))


def _half_day(slot: solver.Slot) -> Slot:
    return slot.on, half_of(slot)
