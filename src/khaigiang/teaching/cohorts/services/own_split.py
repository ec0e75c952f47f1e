"""A committee's own split: the names it fills its places of the classes with, and its swaps among its people."""

from collections import Counter
from collections.abc import Mapping

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import within_quarters
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts import solver_bridge
from khaigiang.teaching.cohorts.errors import MoreNamedThanPlaces, MoveBreaksRules
from khaigiang.teaching.cohorts.models import TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import Situation, TakingClass, WaitingPerson
from khaigiang.teaching.cohorts.services.placing import put_placements

Wanted = tuple[int, Wish.Kind] | None


def refuse_more_than_places(situation: Situation, wishes: Mapping[int, Wanted]) -> None:
    """Refuse names beyond the places that a committee has in a class; raises MoreNamedThanPlaces.

    Somebody takes a place where they are named, or else where they are placed. What was too many before may stay.
    """
    before, after = _taken(situation, {}), _taken(situation, wishes)
    names = {one.id: one.name for one in situation.classes}
    for cell, places in situation.places.items():
        if after[cell] > max(places, before[cell]):
            raise MoreNamedThanPlaces(training_class=names[cell[1]], places=places, people=after[cell])


def let_placements_follow(plan: Plan, situation: Situation, wishes: Mapping[int, Wanted]) -> None:
    """Move whom a committee names for another class than they are placed in, where it has places by class.

    So a committee swaps its people until a decision names them. Raises MoveBreaksRules where a class would be fuller or
    emptier than it may, or AboveTheQuarter where the plan refuses it.
    """
    moved = {
        person.nomination_id: wanted[0]
        for person in situation.people
        if person.placed_in is not None
        and (wanted := wishes.get(person.nomination_id)) is not None
        and wanted[1] == Wish.Kind.PINNED
        and wanted[0] != person.placed_in
        and (person.committee_id, wanted[0]) in situation.places
    }
    if not moved:
        return
    now = situation.placed
    for one in situation.classes:
        _refuse_size(one, Counter(now.values())[one.id], Counter((now | moved).values())[one.id], moved)
    with within_quarters(plan):
        put_placements(moved, {one: now[one] for one in moved})


def _taken(situation: Situation, wishes: Mapping[int, Wanted]) -> Counter[tuple[int, int]]:
    places = ((person.committee_id, _sits(person, wishes)) for person in situation.people)
    return Counter((committee, class_id) for committee, class_id in places if class_id is not None)


def _sits(person: WaitingPerson, wishes: Mapping[int, Wanted]) -> int | None:
    if person.nomination_id in wishes:
        wanted = wishes[person.nomination_id]
        named = wanted[0] if wanted and wanted[1] == Wish.Kind.PINNED else None
    else:
        named = person.wished_class if person.wish == Wish.Kind.PINNED else None
    return named or person.placed_in


def _refuse_size(one: TakingClass, before: int, after: int, moved: Mapping[int, int]) -> None:
    rule = "full" if after > max(before, one.largest) else "empties" if after < min(before, one.smallest) else ""
    if rule:
        person = Nomination.objects.select_related("official").get(pk=min(moved))
        training_class = TrainingClass.objects.get(pk=moved[person.pk])
        why = solver_bridge.Obstacle(rule=rule, people=one.largest).sentence
        raise MoveBreaksRules(official=person, training_class=training_class, why=f"{one.name}: {why}")
