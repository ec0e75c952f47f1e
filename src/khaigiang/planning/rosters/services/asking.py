"""What a committee's list asks of the office: to register somebody, or to give them the post; and what it answers."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters import notices
from khaigiang.planning.rosters.errors import (
    AnsweredMeanwhile,
    NotYetHeld,
    PostLeftIsNotTheirs,
    SexUnsaid,
    WhyNotUnsaid,
)
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.rules.facts import as_stored, listed_facts
from khaigiang.planning.rosters.services.naming import put_forward
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.services.settling import propose_anew
from khaigiang.planning.rosters.states import Choice, Outcome, RosterState
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.services.appointments import (
    end_in_act,
    lock_places,
    new_appointment,
    require_possible,
)
from khaigiang.registry.officials.services.people import require_a_possible_life, set_name

ASKED_OFFICE = "asked_office"


@transaction.atomic
def register_asked(
    row: RosterRow,
    *,
    official: Official | None,
    valid_from: date,
    gender: str = "",
    leaves: Appointment | None = None,
    replaces: Appointment | None = None,
    by: User,
    at: datetime,
) -> RosterRow:
    """Give the post to whom a committee's list means: an official who is registered, or a new one with the listed facts.

    `leaves` is a post that the person gives up for it, `replaces` whoever holds it until then. Where the list was taken
    over already, the person is named at once. Raises AnsweredMeanwhile, NotYetHeld, SexUnsaid, PostLeftIsNotTheirs, and
    what registering and appointing raise.
    """
    roster, row = _asking(row)
    assert row.target_post, "who is asked about is put forward for a post"
    if valid_from > local_day(at):
        raise NotYetHeld
    if leaves and leaves.official_id != (official.pk if official else None):
        raise PostLeftIsNotTheirs
    post, unit = row.target_post.post, row.target_post.unit
    lock_places([unit.pk], [post.pk])
    for ending in (leaves, replaces):
        if ending:
            end_in_act(ending, on=valid_from)
    person = official or _registered(row, gender, local_day(at))
    appointment = new_appointment(person, post=post, unit=unit, way=Appointment.Way.ELECTED, valid_from=valid_from)
    require_possible([appointment])
    appointment.save()
    _answer(row, str(person.pk), by=by, at=at)
    named = _go_on(roster, row, by=by, at=at)
    audit.record("register_asked", row, by=by, at=at, after={"official": str(person), "post": str(appointment)})
    notices.office_registered(row, named=named, at=at)
    return row


@transaction.atomic
def refuse_asked(row: RosterRow, *, reason: str, by: User, at: datetime) -> RosterRow:
    """Tell a committee why somebody of its list is not registered; raises AnsweredMeanwhile or WhyNotUnsaid."""
    roster, row = _asking(row)
    if not reason.strip():
        raise WhyNotUnsaid
    row.doubts.filter(code="office_refused").delete()
    _answer(row, f"{Choice.REFUSED}: {reason.strip()}"[:300], by=by, at=at)
    propose_anew([row], Proposer(roster, local_day(at)))
    audit.record("refuse_asked", row, by=by, at=at, after={"reason": reason.strip()})
    notices.office_refused(row, reason.strip(), at=at)
    return row


def _asking(row: RosterRow) -> tuple[Roster, RosterRow]:
    """The list and the row as they stand now, held until the transaction ends."""
    together = ("sender", "plan")
    roster = Roster.objects.select_for_update(of=("self",)).select_related(*together).get(pk=row.roster_id)
    of_row = ("target_post__plan", "target_post__unit", "target_post__committee", "target_post__post", "unit", "post")
    row = RosterRow.objects.select_related(*of_row).get(pk=row.pk)
    is_open = roster.state in {RosterState.STAGED, RosterState.APPLIED}
    if not is_open or row.is_left_out or row.outcome != Outcome.ASKED:
        raise AnsweredMeanwhile
    row.roster = roster
    return roster, row


def _registered(row: RosterRow, gender: str, today: date) -> Official:
    facts = listed_facts(row.values)
    official = Official(gender=facts.pop("gender", "") or gender)
    if not official.gender:
        raise SexUnsaid
    for field, listed in facts.items():
        setattr(official, field, as_stored(field, listed))
    set_name(official, facts["full_name"])
    require_a_possible_life(official, today)
    official.save()
    return official


def _answer(row: RosterRow, answer: str, *, by: User, at: datetime) -> None:
    said = {"answer": answer, "settled_by": by, "settled_at": at, "is_of_matching": False}
    RosterDoubt.objects.update_or_create(row=row, field="person", code=ASKED_OFFICE, defaults=said)


def _go_on(roster: Roster, row: RosterRow, *, by: User, at: datetime) -> bool:
    """Say anew what the row does; of a list that was taken over the person is put forward. Was somebody?"""
    propose_anew([row], Proposer(roster, local_day(at)))
    if roster.state != RosterState.APPLIED or row.outcome != Outcome.NAMED:
        return False
    put_forward(roster, [row], by=by, at=at)
    return True
