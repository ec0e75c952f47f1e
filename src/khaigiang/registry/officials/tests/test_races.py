"""Many clerks who give one post at the same moment: one of them does (trust.md T05)."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.tests.racing import WRITERS, race
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.services import appoint
from khaigiang.registry.officials.tests.makers import make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ON = date(2023, 3, 1)
AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def test_one_post_of_one_unit_goes_to_one_official() -> None:
    post, unit, by = make_post(), make_commune(), make_user()
    people = [make_official() for _ in range(WRITERS)]

    told = race([partial(appoint, one, post=post, unit=unit, valid_from=ON, by=by, at=AT) for one in people])

    assert Counter(told) == {"done": 1, "PostIsHeld": WRITERS - 1}
    assert Appointment.objects.count() == 1
