"""Many clerks who give one post at the same moment: one of them does (trust.md T05)."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.officials.errors import PostIsHeld
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.services import appoint
from khaigiang.registry.officials.tests.makers import make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

WRITERS = int(os.environ.get("KHAIGIANG_TRIALS", "12"))
AT = datetime(2023, 3, 1, 1, 0, tzinfo=UTC)


def test_one_post_of_one_unit_goes_to_one_official() -> None:
    post, unit, by = make_post(), make_commune(), make_user()
    people = [make_official() for _ in range(WRITERS)]

    def give(official: Official) -> str:
        try:
            appoint(official, post=post, unit=unit, valid_from=date(2023, 3, 1), by=by, at=AT)
        except PostIsHeld:
            return "held"
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(8) as writers:
        told = Counter(writers.map(give, people))

    assert told == {"given": 1, "held": WRITERS - 1}
    assert Appointment.objects.count() == 1
