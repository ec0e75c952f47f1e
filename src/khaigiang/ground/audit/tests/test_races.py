"""Acts of many writers at the same moment form one chain (trust.md T05, T18)."""

from functools import partial

import pytest

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.queries import chain_state
from khaigiang.ground.audit.tests.makers import make_entry, make_person
from khaigiang.ground.shared.tests.racing import WRITERS, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_acts_of_many_writers_are_all_sealed_into_one_chain() -> None:
    person = make_person()

    assert race([partial(make_entry, by=person)] * WRITERS) == ["done"] * WRITERS

    state = chain_state()
    # Nothing waits: a sealing that failed would have left its entry behind.
    assert (state.sealed, state.waiting, state.broken) == (WRITERS, 0, ())
    assert set(Entry.objects.values_list("position", flat=True)) == set(range(1, WRITERS + 1))


def test_entries_that_nobody_seals_are_seen_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: a sealing that does not happen shows."""
    person = make_person()
    monkeypatch.setattr("khaigiang.ground.audit.services.seal_pending", lambda: 0)

    race([partial(make_entry, by=person)] * WRITERS)

    assert (chain_state().sealed, chain_state().waiting) == (0, WRITERS)
