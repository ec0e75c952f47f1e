"""What a committee asks for its people: only this class, or rather this class."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.errors import AwayOnClassDays, ClassTakesNobody, NotAWaitingPerson
from khaigiang.teaching.cohorts.models import TrainingClass, Wish
from khaigiang.teaching.cohorts.queries import Situation, TakingClass, WaitingPerson, situation_of
from khaigiang.teaching.cohorts.services.own_split import Wanted, let_placements_follow, refuse_more_than_places
from khaigiang.teaching.cohorts.services.placing import lock_placements
from khaigiang.teaching.cohorts.services.waiting_list import fill_free_places


@transaction.atomic
def set_wish(nomination: Nomination, training_class: TrainingClass, kind: Wish.Kind, *, by: User, at: datetime) -> Wish:
    """Ask for a class; raises NotAWaitingPerson, ClassTakesNobody, or AwayOnClassDays for a class they cannot attend.

    Of a committee that has places by class, also MoreNamedThanPlaces, MoveBreaksRules or AboveTheQuarter.
    """
    lock_placements(nomination.plan, [nomination.pk])
    situation = situation_of(nomination.plan)
    _keep(nomination.plan, situation, {nomination.pk: (training_class.pk, kind)}, by=by, at=at)
    after = {"class": training_class.code, "kind": kind.value}
    audit.record("set_wish", nomination, by=by, at=at, after=after)
    fill_free_places(nomination.plan, by=by, at=at)
    return Wish.objects.get(nomination=nomination)


@transaction.atomic
def clear_wish(nomination: Nomination, *, by: User, at: datetime) -> None:
    """Ask for no class any more."""
    Wish.objects.filter(nomination=nomination).delete()
    audit.record("clear_wish", nomination, by=by, at=at)
    fill_free_places(nomination.plan, by=by, at=at)


@transaction.atomic
def save_wishes(plan: Plan, committee: Office, wishes: Mapping[int, Wanted], *, by: User, at: datetime) -> int:
    """Keep what a committee asks for several of its people (nomination → class and kind, or None); all or nothing.

    Returns how many wishes changed. Raises what `set_wish` raises.
    """
    lock_placements(plan, wishes)
    situation = situation_of(plan)
    own = {one.nomination_id: one for one in situation.people if one.committee_id == committee.pk}
    changed = {
        nomination_id: wanted for nomination_id, wanted in wishes.items() if _wished(own.get(nomination_id)) != wanted
    }
    if any(nomination_id not in own for nomination_id in changed):
        raise NotAWaitingPerson(official=committee)
    _keep(plan, situation, changed, by=by, at=at)
    names = {one.id: one.name for one in situation.classes}
    after = {own[one].name: f"{names[wanted[0]]} ({wanted[1]})" if wanted else "" for one, wanted in changed.items()}
    audit.record("save_wishes", committee, by=by, at=at, after=after)
    fill_free_places(plan, by=by, at=at)
    return len(changed)


def _wished(person: WaitingPerson | None) -> Wanted:
    return (person.wished_class, Wish.Kind(person.wish)) if person and person.wished_class else None


def _keep(plan: Plan, situation: Situation, wishes: Mapping[int, Wanted], *, by: User, at: datetime) -> None:
    people = {one.nomination_id: one for one in situation.people}
    classes = {one.id: one for one in situation.classes}
    for nomination_id, wanted in wishes.items():
        if wanted:
            refuse_unless_possible(people, classes, nomination_id, wanted[0])
    refuse_more_than_places(situation, wishes)
    Wish.objects.filter(nomination__in=list(wishes)).delete()
    Wish.objects.bulk_create(
        Wish(
            nomination_id=nomination_id,
            training_class_id=wanted[0],
            kind=wanted[1],
            reason=_reason(situation, people[nomination_id], wanted),
            set_by=by,
            set_at=at,
        )
        for nomination_id, wanted in wishes.items()
        if wanted
    )
    let_placements_follow(plan, situation, wishes)


def _reason(situation: Situation, person: WaitingPerson, wanted: tuple[int, Wish.Kind]) -> str:
    """A name that fills one of the committee's places says so wherever pins are read."""
    fills = wanted[1] == Wish.Kind.PINNED and (person.committee_id, wanted[0]) in situation.places
    return gettext("the committee's choice") if fills else ""


def refuse_unless_possible(
    people: Mapping[int, WaitingPerson], classes: Mapping[int, TakingClass], nomination_id: int, class_id: int
) -> None:
    """Refuse a class for somebody; raises NotAWaitingPerson, ClassTakesNobody or AwayOnClassDays."""
    if nomination_id not in people:
        raise NotAWaitingPerson(official=Nomination.objects.get(pk=nomination_id))
    if class_id not in classes:
        raise ClassTakesNobody(training_class=TrainingClass.objects.get(pk=class_id))
    person, one = people[nomination_id], classes[class_id]
    missed = one.days_missed_by(person)
    if missed:
        days = ", ".join(f"{day:%d/%m}" for day in missed)
        raise AwayOnClassDays(official=person.name, training_class=one.name, days=days)
