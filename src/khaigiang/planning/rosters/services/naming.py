"""Naming everybody whom a committee's list puts forward: all of them or nobody, as drafts that it then sends."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.queries import Subject
from khaigiang.planning.nominations.services.moves import locked as locked_nominations
from khaigiang.planning.nominations.services.moves import move
from khaigiang.planning.nominations.services.naming import name_several, refuse_unless_asked
from khaigiang.planning.nominations.states import LIVE, NominationState
from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.rosters.errors import (
    DoubtsAreOpen,
    EverybodyWaits,
    NamesAreSent,
    NothingToTake,
    NotTakenOver,
)
from khaigiang.planning.rosters.models import Roster, RosterDeed, RosterRow
from khaigiang.planning.rosters.services.confirming import Takeover
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.services.settling import propose_anew
from khaigiang.planning.rosters.services.undoing import take_deeds_back
from khaigiang.planning.rosters.states import Outcome, RosterState


def name_listed(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Put forward everybody whom a list of names names, and write down what it says otherwise of them.

    Rows that ask the office wait for its answer. What stands in the way is looked at anew first. Raises NoLongerChecked,
    DoubtsAreOpen, EverybodyWaits, NothingToTake, ChangedMeanwhile, and what naming raises (PlanIsNotOpen, …).
    """
    with transaction.atomic():
        _propose_all(locked(roster), at)
    return _name(roster, by=by, at=at)


@transaction.atomic
def look_again(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Say anew what stands in the way of each row: somebody may have been registered or withdrawn. Raises NoLongerChecked."""
    roster = locked(roster)
    _propose_all(roster, at)
    audit.record("look_again", roster, by=by, at=at, after={"open": roster.rows.with_doubts().count()})
    return roster


@transaction.atomic
def take_names_back(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Take the names of a list back and what it changed of people; raises NotTakenOver, NamesAreSent or SomethingDepends."""
    roster = Roster.objects.select_for_update().get(pk=roster.pk)
    if roster.state != RosterState.APPLIED:
        raise NotTakenOver
    named = Nomination.objects.filter(roster_deed__row__roster=roster, state__in=LIVE)
    drafts = locked_nominations(named) if named.exists() else []
    for one in drafts:
        if one.state != NominationState.DRAFT:
            raise NamesAreSent(official=one.official, state=one.get_state_display())
    move(drafts, NominationState.WITHDRAWN, starts=frozenset({NominationState.DRAFT}), by=by, at=at)
    take_deeds_back(roster)
    roster.state, roster.ended_by, roster.ended_at = RosterState.UNDONE, by, at
    roster.save(update_fields=["state", "ended_by", "ended_at"])
    audit.record("take_names_back", roster, by=by, at=at, after={"title": roster.title, "names": len(drafts)})
    return roster


def put_forward(roster: Roster, rows: Sequence[RosterRow], *, by: User, at: datetime) -> int:
    """A step of larger acts: name the people of these rows and change what the list says otherwise of them; how many."""
    assert roster.plan, "only a list of names puts people forward"
    takeover = Takeover(roster, rows, at)
    takeover.carry_out()
    subjects = [_subject(row) for row in rows]
    notes = {one.target_post.pk: _note(row) for one, row in zip(subjects, rows, strict=True)}
    named = name_several(roster.plan, roster.sender, subjects, notes=notes, by=by, at=at)
    deeds = takeover.deeds()
    for deed, nomination in zip(deeds, named, strict=True):
        deed.nomination = nomination
    RosterDeed.objects.bulk_update(deeds, ["nomination"], batch_size=500)
    return len(named)


@transaction.atomic
def _name(roster: Roster, *, by: User, at: datetime) -> Roster:
    roster = locked(roster)
    assert roster.plan, "only a list of names names people"
    refuse_unless_asked(roster.plan)
    doubtful = roster.rows.with_doubts().count()
    if doubtful:
        raise DoubtsAreOpen(count=doubtful)
    rows = _ready(roster)
    waiting = roster.rows.taken().filter(outcome=Outcome.ASKED).count()
    if not rows:
        raise EverybodyWaits if waiting else NothingToTake
    named = put_forward(roster, rows, by=by, at=at)
    roster.state, roster.ended_by, roster.ended_at = RosterState.APPLIED, by, at
    roster.save(update_fields=["state", "ended_by", "ended_at"])
    after = {"committee": str(roster.sender), "plan": roster.plan_id, "named": named, "waiting": waiting}
    audit.record("name_listed", roster, by=by, at=at, after=after)
    return roster


def _ready(roster: Roster) -> list[RosterRow]:
    together = ("official", "target_post__plan", "target_post__unit", "target_post__committee", "target_post__post")
    found = roster.rows.taken().filter(outcome=Outcome.NAMED)
    return list(found.select_related("unit", "post", *together).order_by("pk"))


def _propose_all(roster: Roster, at: datetime) -> None:
    propose_anew(list(roster.rows.taken().order_by("pk")), Proposer(roster, local_day(at)))


def _subject(row: RosterRow) -> Subject:
    assert row.official, "who is named is known"
    assert isinstance(row.target_post, TargetPost), "who is named is named for a post"
    return Subject(row.target_post, row.official)


def _note(row: RosterRow) -> str:
    longest = Nomination._meta.get_field("note").max_length
    return str(row.values.get("note", ""))[:longest]
