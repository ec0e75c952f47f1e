"""A process killed at any moment of taking a list in, over or back leaves all of it or nothing (trust.md T06)."""

import random
from functools import partial

import pytest
from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import kill_during, kills_at_random, seconds_of
from khaigiang.planning.rosters.models import Roster, RosterDeed, RosterRow
from khaigiang.planning.rosters.services import Sending, confirm_roster, stage_roster, undo_roster
from khaigiang.planning.rosters.services.confirming import Takeover
from khaigiang.planning.rosters.states import RosterState
from khaigiang.planning.rosters.tests.makers import DAY, NOW, make_list, make_roster
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_commune, make_office

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]

ROWS = 60
LINES = [
    f"{n};Nguyễn Văn {chr(65 + n % 26)};Nam;{1 + n // 12}/{1 + n % 12}/1985;;Phó Bí thư;Phường Trúc Mai"
    for n in range(ROWS)
]
# Until a half-done list is seen without the transaction; each kill shows one with a good chance.
TRIES_OF_CONTROL = 60


def prepare() -> Roster:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    return make_roster(*LINES)


def registered(roster: Roster) -> tuple[str, int, int]:
    """State of the list, people and posts, once whatever the killed process held is let go."""
    with transaction.atomic():
        state = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk).state
        return state, Official.objects.count(), Appointment.objects.count()


def reset(roster: Roster, state: str) -> None:
    """The list as it was before, for the next kill."""
    ended_at, ended_by = (None, None) if state == RosterState.STAGED else (NOW, roster.staged_by)
    Roster.objects.filter(pk=roster.pk).update(state=state, ended_at=ended_at, ended_by=ended_by)


def test_a_list_is_taken_over_whole_or_not_at_all_and_can_go_on() -> None:
    roster, by = prepare(), make_user()
    job = partial(confirm_roster, roster, by=by, at=NOW)
    seconds = seconds_of(job)
    undo_roster(roster, by=by, at=NOW)
    reset(roster, RosterState.STAGED)

    def check() -> None:
        found = registered(roster)
        assert found in (("staged", 0, 0), ("applied", ROWS, ROWS))
        assert RosterRow.objects.filter(roster=roster).count() == ROWS
        if found[0] == RosterState.APPLIED:
            undo_roster(roster, by=by, at=NOW)
            reset(roster, RosterState.STAGED)

    kills_at_random(job, seconds, check=check)
    confirm_roster(roster, by=by, at=NOW)
    assert registered(roster) == (RosterState.APPLIED, ROWS, ROWS)


def test_a_list_is_taken_back_whole_or_not_at_all_and_can_go_on() -> None:
    roster, by = prepare(), make_user()
    confirm_roster(roster, by=by, at=NOW)
    job = partial(undo_roster, roster, by=by, at=NOW)
    seconds = seconds_of(job)
    reset(roster, RosterState.STAGED)
    confirm_roster(roster, by=by, at=NOW)

    def check() -> None:
        found = registered(roster)
        assert found in (("applied", ROWS, ROWS), ("undone", 0, 0))
        if found[0] == RosterState.UNDONE:
            reset(roster, RosterState.STAGED)
            confirm_roster(roster, by=by, at=NOW)

    kills_at_random(job, seconds, check=check)
    undo_roster(roster, by=by, at=NOW)
    assert registered(roster) == (RosterState.UNDONE, 0, 0)


def test_a_list_is_taken_in_whole_or_not_at_all_and_can_go_on() -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    sender, by = make_office(), make_user()
    job = partial(take_in, sender, by)
    seconds = seconds_of(job)
    Roster.objects.all().delete()

    def check() -> None:
        # Whoever writes waits until the killed process's transaction is gone.
        with transaction.atomic():
            list(Office.objects.select_for_update().filter(pk=sender.pk))
            found = (Roster.objects.count(), RosterRow.objects.count())
        assert found in {(0, 0), (1, ROWS)}
        Roster.objects.all().delete()

    kills_at_random(job, seconds, check=check)
    take_in(sender, by)
    assert (Roster.objects.count(), RosterRow.objects.count()) == (1, ROWS)


def take_in(sender: Office, by: User) -> None:
    sending = Sending(sender=sender, holds_on=DAY)
    stage_roster(make_list(*LINES), name="ds.csv", content_type="text/csv", sending=sending, by=by, at=NOW)


def test_without_its_transaction_a_killed_list_is_half_taken_over() -> None:
    """The positive control: the same work, each statement for itself."""
    roster = prepare()
    job = partial(take_over_carelessly, roster)
    chance = random.Random(2023)
    seconds = seconds_of(job)
    people = {Official.objects.count()}

    for _ in range(TRIES_OF_CONTROL):
        undo_carelessly()
        kill_during(job, after=chance.uniform(0, seconds))
        people.add(Official.objects.count())
        if people - {0, ROWS}:
            break

    assert people - {0, ROWS}


def take_over_carelessly(roster: Roster) -> None:
    for row in roster.rows.select_related("post", "unit", "ends", "displaces"):
        Takeover(roster, [row], NOW).carry_out()


def undo_carelessly() -> None:
    RosterDeed.objects.all().delete()
    RosterRow.objects.update(official=None)
    Appointment.objects.all().delete()
    Official.objects.all().delete()
