"""Acts of many writers at the same moment form one chain (trust.md T05, T18)."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.queries import chain_state
from khaigiang.ground.audit.services import seal_pending
from khaigiang.ground.audit.tests.makers import make_entry, make_person

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ACTS = int(os.environ.get("KHAIGIANG_TRIALS", "24"))


def test_acts_of_many_writers_are_all_sealed_into_one_chain() -> None:
    person = make_person()

    def act(_number: int) -> None:
        with transaction.atomic():
            make_entry(by=person)
        connection.close()

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(act, range(ACTS)))

    # What a sealing left behind is taken by the next one; nothing is ever sealed twice.
    seal_pending()
    state = chain_state()
    assert (state.sealed, state.waiting, state.broken) == (ACTS, 0, ())
    assert set(Entry.objects.values_list("position", flat=True)) == set(range(1, ACTS + 1))
