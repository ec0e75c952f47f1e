"""Two clerks who merge one pair at the same moment: one does, the others are told (trust.md T05)."""

from collections import Counter
from datetime import UTC, datetime
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import WRITERS, race
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
