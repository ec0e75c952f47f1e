from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction

from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.queries import broken_links, chain_state, content_of
from khaigiang.ground.audit.rules import link
from khaigiang.ground.audit.services import seal_pending
from khaigiang.ground.audit.tests.makers import make_entry, make_person
from khaigiang.ground.shared.tests.racing import WRITERS

pytestmark = pytest.mark.django_db

LENGTH = 12
# 1,000 with the 200 of `make trust`.
TRIALS = 5 * WRITERS

Tampering = Callable[[Random, list[Entry]], None]


@pytest.fixture
def chain() -> list[Entry]:
    person = make_person()
    for _ in range(LENGTH):
        make_entry(by=person)
    seal_pending()
    return list(Entry.objects.order_by("position"))


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def edit_a_value(draw: Random, entries: list[Entry]) -> None:
    changes = (
        {"by_name": "Ai đó"},
        {"by_id": None},
        {"act": "do_nothing"},
        {"subject": "Không ai"},
        {"subject_id": "0"},
        {"subject_type": "accounts.Nobody"},
        {"before": {"full_name": "Khác"}},
        {"after": None},
        {"at": draw.choice(entries).at + timedelta(microseconds=1)},
    )
    Entry.objects.filter(pk=draw.choice(entries).pk).update(**draw.choice(changes))


def remove_an_entry(draw: Random, entries: list[Entry]) -> None:
    Entry.objects.get(pk=draw.choice(entries).pk).delete()


def remove_the_newest(_draw: Random, entries: list[Entry]) -> None:
    Entry.objects.get(pk=entries[-1].pk).delete()


def swap_two_entries(draw: Random, entries: list[Entry]) -> None:
    one, other = draw.sample(entries, 2)
    places = ("position", "previous_hash", "hash")
    here, there = ({name: getattr(entry, name) for name in places} for entry in (one, other))
    Entry.objects.filter(pk=one.pk).update(position=None)
    Entry.objects.filter(pk=other.pk).update(**here)
    Entry.objects.filter(pk=one.pk).update(**there)


def slip_one_in(draw: Random, entries: list[Entry]) -> None:
    after = draw.choice(entries)
    for later in reversed(entries[entries.index(after) + 1 :]):
        Entry.objects.filter(pk=later.pk).update(position=(later.position or 0) + 1)
    false = make_entry()
    false.position, false.previous_hash = (after.position or 0) + 1, after.hash
    false.hash = link(after.hash, false.position, content_of(false))
    false.save()


def forge_a_value_with_its_hash(draw: Random, entries: list[Entry]) -> None:
    entry = draw.choice(entries)
    entry.act = "forged"
    entry.hash = link(entry.previous_hash, entry.position or 0, content_of(entry))
    entry.save()


def turn_the_head_back(_draw: Random, entries: list[Entry]) -> None:
    ChainHead.objects.update(position=entries[-2].position, hash=entries[-2].hash)


TAMPERINGS: tuple[Tampering, ...] = (
    edit_a_value,
    remove_an_entry,
    remove_the_newest,
    swap_two_entries,
    slip_one_in,
    forge_a_value_with_its_hash,
    turn_the_head_back,
)


def test_an_untouched_chain_is_whole(chain: list[Entry]) -> None:
    assert [entry.position for entry in chain] == list(range(1, LENGTH + 1))
    assert broken_links() == []
    assert chain_state().is_whole


@pytest.mark.trust
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda tampering: tampering.__name__)
@pytest.mark.usefixtures("chain")
def test_every_tampering_breaks_the_chain(tampering: Tampering) -> None:
    draw = Random(tampering.__name__)
    for _ in range(-(-TRIALS // len(TAMPERINGS))):
        with undone():
            tampering(draw, list(Entry.objects.order_by("position")))
            assert broken_links() != []

    assert broken_links() == []


def test_the_broken_link_is_named(chain: list[Entry]) -> None:
    Entry.objects.filter(pk=chain[4].pk).update(act="do_nothing")

    assert broken_links() == [5]


def test_new_acts_do_not_heal_a_broken_chain(chain: list[Entry]) -> None:
    chain[3].delete()
    make_entry()
    seal_pending()

    assert 5 in broken_links()


@pytest.mark.usefixtures("chain")
def test_entries_still_to_be_sealed_are_counted_and_break_nothing() -> None:
    make_entry()

    state = chain_state()
    assert (state.sealed, state.waiting, state.is_whole) == (LENGTH, 1, True)


def test_an_empty_audit_is_whole() -> None:
    assert chain_state().is_whole


@pytest.mark.usefixtures("chain")
def test_a_head_without_entries_is_a_broken_chain() -> None:
    Entry.objects.all().delete()

    assert broken_links() == [1]
