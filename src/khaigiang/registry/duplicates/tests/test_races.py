"""Two clerks who merge one pair at the same moment: one does, the others are told (trust.md T05)."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial
from multiprocessing.synchronize import Barrier

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race
from khaigiang.registry.duplicates.services import merge_officials
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def test_one_of_many_clerks_merges_a_pair_whichever_record_each_would_keep() -> None:
    one, other, by = make_official(), make_official(), make_user()
    make_appointment(one)
    make_appointment(other)
    ways = [(one, other), (other, one)] * (WRITERS // 2)

    told = race([partial(merge_officials, kept, gone, by=by, at=AT) for kept, gone in ways])

    assert Counter(told) == {"done": 1, "AlreadyMerged": len(ways) - 1}
    (left,) = Official.objects.all()
    assert left.appointments.count() == 2


def test_control_without_the_lock_several_clerks_are_told_that_they_merged() -> None:
    kept, gone = make_official(), make_official()
    make_appointment(kept)
    make_appointment(gone)
    met = meeting_point()

    # All the same way: of careless clerks who merge both ways each may meet what the other has just moved.
    told = race([partial(merge_carelessly, kept, gone, met)] * PROCESSES)

    assert told.count("done") > 1


def merge_carelessly(kept: Official, gone: Official, met: Barrier) -> None:
    """Look at both records, hold neither, and merge what was seen."""
    seen_kept, seen_gone = Official.objects.get(pk=kept.pk), Official.objects.get(pk=gone.pk)
    met.wait()
    seen_gone.appointments.update(official=seen_kept)
    Official.objects.filter(pk=seen_gone.pk).delete()
