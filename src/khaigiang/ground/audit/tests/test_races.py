"""Acts of many writers at the same moment form one chain (trust.md T05, T18)."""

from functools import partial

import pytest

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.audit.queries import chain_state, content_of
from khaigiang.ground.audit.rules import link
from khaigiang.ground.audit.tests.makers import FIRST, make_entry, make_person
from khaigiang.ground.shared.tests.racing import PROCESSES, WRITERS, meeting_point, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_acts_of_many_writers_are_all_sealed_into_one_chain() -> None:
    person = make_person()

    assert race([partial(make_entry, by=person)] * WRITERS) == ["done"] * WRITERS

    state = chain_state()
    # Nothing waits: a sealing that failed would have left its entry behind.
    assert (state.sealed, state.waiting, state.broken) == (WRITERS, 0, ())
    assert set(Entry.objects.values_list("position", flat=True)) == set(range(1, WRITERS + 1))


def test_writers_who_do_not_lock_the_head_leave_entries_unsealed() -> None:
    """The positive control: who reads the end of the chain without its lock writes where another has written."""
    waiting = [
        Entry.objects.create(at=FIRST, act="do_something", subject_type="x", subject_id="1") for _ in range(PROCESSES)
    ]
    met = meeting_point()

    def seal_carelessly(entry: Entry) -> None:
        place = Entry.objects.filter(position__isnull=False).count() + 1
        met.wait()
        Entry.objects.filter(pk=entry.pk).update(position=place, hash=link("", place, content_of(entry)))

    outcomes = race([partial(seal_carelessly, entry) for entry in waiting])

    assert outcomes.count("done") == 1
    assert (chain_state().sealed, chain_state().waiting) == (1, PROCESSES - 1)
