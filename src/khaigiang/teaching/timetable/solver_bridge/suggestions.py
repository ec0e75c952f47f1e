"""Where a piece could go and what could go to a half-day: chains of moves with their price, ready to be done."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from khaigiang.planning.plans.models import Plan
from khaigiang.solvers import timetabling as solver
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.hand import InHand, in_hand
from khaigiang.teaching.timetable.queries.names import Names, in_words, names_of
from khaigiang.teaching.timetable.queries.runs import PARTS
from khaigiang.teaching.timetable.queries.situation import Situation, situation_of
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.queries.tray import tray_of
from khaigiang.teaching.timetable.solver_bridge.problem import (
    half_of,
    piece_of,
    placements_of,
    problem_of,
    slot_of,
    weights_for,
)
from khaigiang.teaching.timetable.solver_bridge.proposals import sessions_of_placement

OFFERED: Final = 8
FROM_THE_TRAY: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the price, and by how much it would change."""

    label: Promise
    price: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Pieces that would move together, in words and as they would stand, and what the whole timetable would cost more."""

    price: int
    parts: tuple[Part, ...]
    sentences: tuple[str, ...]
    drafts: tuple[Draft, ...]


def where_it_could_go(plan: Plan, key: tuple[int, int]) -> list[Suggestion]:
    """Where a piece could go, the cheapest first; others make room for it, four pieces at most together."""
    hand = in_hand(plan, key)
    question = _Question(plan, hand)
    if hand.session is None:
        drafts = [slot.drafts for slot in hand.slots(hand.span).values() if slot.is_possible]
        return question.ranked(question.placed(one) for one in drafts)
    piece = str(question.pieces[key[1]])
    return question.ranked(
        chain.moved
        for chain in solver.chains_from(question.problem, question.placements, str(key[0]), piece, told=OFFERED)
    )


def what_could_go_there(plan: Plan, class_id: int, target: Target) -> list[Suggestion]:
    """What of a class could come to one of its half-days, from the tray or from elsewhere, the cheapest first."""
    training_class = plan.classes.select_related("version").get(pk=class_id)
    tray = tray_of([training_class])[:FROM_THE_TRAY]
    slots = [in_hand(plan, piece.ids).slot_at(target) for piece in tray]
    question = _Question(plan, None, version_id=training_class.version_id)
    slot = slot_of((target.on, target.half_day))
    chains = solver.chains_to(question.problem, question.placements, str(class_id), slot, told=OFFERED)
    found = [question.placed(one.drafts) for one in slots if one.is_possible]
    return question.ranked([*found, *(chain.moved for chain in chains)])


class _Question:
    """The timetables of all classes of the plan that follow the same programme."""

    def __init__(self, plan: Plan, hand: InHand | None, *, version_id: int = 0) -> None:
        version = hand.training_class.version_id if hand else version_id
        same = Session.objects.filter(training_class__plan=plan, training_class__version=version)
        drafts = [Draft.of(one) for one in same.order_by("training_class", "on", "starts_at", "pk")]
        classes = plan.classes.filter(version=version).values_list("pk", flat=True)
        self.situation: Situation = situation_of(set(classes), besides=drafts)
        self.problem = problem_of(self.situation, weights_for(()))
        self.placements = placements_of(drafts, self.situation)
        self.pieces = piece_of(self.situation.items)
        self.names: Names = names_of(self.situation)
        self.together = {together[0].id: together for together in by_half_day(self.situation.items)}

    def placed(self, drafts: Sequence[Draft]) -> tuple[solver.Placement, ...]:
        """Pieces from the tray as the solver writes them."""
        return tuple(placements_of(drafts, self.situation))

    def ranked(self, changes: Iterable[Sequence[solver.Placement]]) -> list[Suggestion]:
        """What keeps every rule, the cheapest first, the shorter before the longer."""
        found = []
        for moved in changes:
            price = solver.price_of_change(self.problem, self.placements, moved)
            if moved and not isinstance(price, solver.Refusal):
                found.append((price, moved))
        found.sort(key=lambda one: (one[0], len(one[1])))
        return [self._suggestion(price, moved) for price, moved in found[:OFFERED]]

    def _suggestion(self, price: int, moved: Sequence[solver.Placement]) -> Suggestion:
        classes = {str(one.id): one for one in self.situation.classes}
        drafts = [
            draft
            for one in moved
            for draft in sessions_of_placement(one, classes[one.class_id], self.together[int(one.piece_id)])
        ]
        return Suggestion(
            price=price,
            parts=tuple(self._parts(moved)),
            sentences=tuple(self._said(one) for one in moved),
            drafts=tuple(drafts),
        )

    def _parts(self, moved: Sequence[solver.Placement]) -> Iterable[Part]:
        now, then = (
            asdict(solver.cost(self.problem, side)) for side in solver.before_and_after(self.placements, moved)
        )
        for part, label in PARTS.items():
            if then.get(part, 0) != now.get(part, 0):
                yield Part(label=label, price=then.get(part, 0) - now.get(part, 0))

    def _said(self, placement: solver.Placement) -> str:
        when = in_words([(placement.slot.on, half_of(placement.slot))])
        told = {
            "item": self.names.labels[int(placement.piece_id)],
            "training_class": self.names.classes[int(placement.class_id)],
            "when": when,
            "hall": self.names.halls[int(placement.hall_id)],
        }
        return _("%(item)s of %(training_class)s → %(when)s, %(hall)s") % told
