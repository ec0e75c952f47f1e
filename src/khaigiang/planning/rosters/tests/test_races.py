"""Two people who take one list over at the same moment: one does, the others are told (trust.md T05)."""

from collections import Counter
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services import confirm_roster, undo_roster
from khaigiang.planning.rosters.services.confirming import Takeover
from khaigiang.planning.rosters.states import RosterState
from khaigiang.planning.rosters.tests.makers import NOW, make_roster
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def prepare() -> Roster:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    return make_roster(
        "1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai",
        "2;Trần Văn Bình;Nam;1/2/1991;;Phó Bí thư;Phường Trúc Mai",
    )


def test_one_of_many_takes_a_list_over_and_the_others_are_told() -> None:
    roster, by = prepare(), make_user()

    told = race([partial(confirm_roster, roster, by=by, at=NOW)] * WRITERS)

    assert Counter(told) == {"done": 1, "NoLongerChecked": WRITERS - 1}
    assert (Official.objects.count(), Entry.objects.filter(act="confirm_roster").count()) == (2, 1)


def test_one_of_many_takes_a_list_back_and_the_others_are_told() -> None:
    roster, by = prepare(), make_user()
    confirm_roster(roster, by=by, at=NOW)

    told = race([partial(undo_roster, roster, by=by, at=NOW)] * WRITERS)

    assert Counter(told) == {"done": 1, "NotTakenOver": WRITERS - 1}
    assert Official.objects.count() == 0


def test_who_takes_a_list_over_without_its_lock_registers_people_twice() -> None:
    """The positive control: all of them have looked, and the list was still being checked."""
    roster, met = prepare(), meeting_point()

    def take_over_carelessly() -> None:
        assert Roster.objects.get(pk=roster.pk).state == RosterState.STAGED
        rows = list(roster.rows.select_related("post", "unit", "ends", "displaces"))
        met.wait()
        Takeover(roster, rows, NOW).carry_out()

    race([take_over_carelessly] * PROCESSES)

    assert Official.objects.count() > roster.rows.count()
