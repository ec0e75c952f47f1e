"""What else is said of a list while it is checked: its letter, what it replaces, that it is put aside."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.rosters.errors import LetterIncomplete, NotANewerVersion
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.states import COMPARABLE, RosterState
from khaigiang.registry.units.models import Office
from khaigiang.vietnamese.names import tidy


@transaction.atomic
def enter_letter(roster: Roster, *, number: str, letter_on: date, by: User, at: datetime) -> Roster:
    """The signed letter has come: the list waits no longer. Raises NoLongerChecked or LetterIncomplete."""
    roster = locked(roster)
    before = {"letter_number": roster.letter_number, "letter_on": roster.letter_on}
    roster.letter_number, roster.letter_on = tidy(number), letter_on
    if not roster.letter_number:
        raise LetterIncomplete
    roster.save(update_fields=["letter_number", "letter_on"])
    after = {"letter_number": roster.letter_number, "letter_on": letter_on}
    audit.record("enter_roster_letter", roster, by=by, at=at, before=before, after=after)
    return roster


@transaction.atomic
def name_older_version(roster: Roster, older: Roster, *, by: User, at: datetime) -> Roster:
    """This list is a newer version of another one; an older one that is still being checked ends by it.

    Raises NoLongerChecked or NotANewerVersion.
    """
    roster = locked(roster)
    older = Roster.objects.select_for_update().get(pk=older.pk)
    if not may_be_older(older, roster.sender, roster.plan) or older.pk == roster.pk:
        raise NotANewerVersion(title=older.title)
    roster.newer_than = older
    roster.save(update_fields=["newer_than"])
    replace_older(older, by=by, at=at)
    audit.record("name_older_version", roster, by=by, at=at, after={"older": older.title})
    return roster


def may_be_older(older: Roster, sender: Office, plan: Plan | None) -> bool:
    """May a list of this sender, of the register or of names under a plan, be a newer version of that one?"""
    plan_id = plan.pk if plan else None
    return (older.sender_id, older.plan_id) == (sender.pk, plan_id) and older.state in COMPARABLE


def replace_older(older: Roster, *, by: User, at: datetime) -> None:
    """An older version ends when a newer one came, unless it was already taken over."""
    if older.state == RosterState.STAGED:
        older.state, older.ended_by, older.ended_at = RosterState.REPLACED, by, at
        older.save(update_fields=["state", "ended_by", "ended_at"])


@transaction.atomic
def discard_roster(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Put a list aside: nothing of it was taken over, and what it held of people goes. Raises NoLongerChecked."""
    roster = locked(roster)
    rows = roster.rows.count()
    roster.rows.all().delete()
    roster.state, roster.ended_by, roster.ended_at = RosterState.DISCARDED, by, at
    roster.save(update_fields=["state", "ended_by", "ended_at"])
    audit.record("discard_roster", roster, by=by, at=at, before={"rows": rows}, after={"state": roster.state})
    return roster
