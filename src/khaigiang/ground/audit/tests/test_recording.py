from datetime import date
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit import services
from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.services import record, seal_pending
from khaigiang.ground.audit.tests.makers import FIRST, make_entry, make_person


@pytest.mark.django_db
def test_an_entry_is_text_that_outlives_what_it_speaks_of() -> None:
    person = make_person("Đàm Tiến Long")
    session = Session.objects.create(session_key="abc", expire_date=FIRST)
    entry = record("end_session", session, by=person, at=FIRST)

    session.delete()

    entry.refresh_from_db()
    assert (entry.by_id, entry.by_name, entry.subject, entry.subject_type, entry.subject_id) == (
        person.pk,
        "Đàm Tiến Long",
        "abc",
        "sessions.Session",
        "abc",
    )


@pytest.mark.django_db
def test_values_are_kept_as_plain_json_whatever_they_were() -> None:
    after = {
        "day": date(2023, 5, 24),
        "mark": Decimal("7.50"),
        "count": 3,
        "yes": True,
        "nothing": None,
        "said": _("Audit"),
        "rows": [(date(2023, 5, 25), 1)],
        "nested": {"day": date(2023, 5, 26)},
    }

    entry = record("do_something", make_person(), by=None, at=FIRST, after=after)

    entry.refresh_from_db()
    assert entry.after is not None
    said = entry.after.pop("said")
    assert isinstance(said, str)
    assert entry.after == {
        "day": "2023-05-24",
        "mark": "7.50",
        "count": 3,
        "yes": True,
        "nothing": None,
        "rows": [["2023-05-25", 1]],
        "nested": {"day": "2023-05-26"},
    }


@pytest.mark.django_db(transaction=True)
def test_an_act_is_sealed_as_soon_as_it_is_committed() -> None:
    with transaction.atomic():
        entry = make_entry()
        assert Entry.objects.get(pk=entry.pk).position is None

    entry.refresh_from_db()
    assert entry.position == 1
    assert ChainHead.objects.get().hash == entry.hash


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_entry() -> None:
    with transaction.atomic():
        make_entry()
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_sealing_that_fails_neither_undoes_nor_disturbs_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_link(*_: object) -> str:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(services, "link", broken_link)
        waiting = make_entry()
    waiting.refresh_from_db()
    assert waiting.position is None

    make_entry()
    waiting.refresh_from_db()
    assert waiting.position == 1


@pytest.mark.django_db
def test_sealing_counts_what_it_sealed_and_has_nothing_to_do_the_second_time() -> None:
    for _serial in range(3):
        make_entry()

    assert (seal_pending(), seal_pending()) == (3, 0)


@pytest.mark.django_db
def test_there_is_one_head_of_the_chain() -> None:
    make_entry()
    seal_pending()

    with pytest.raises(Exception, match="chain_has_one_head"), transaction.atomic():
        ChainHead.objects.create(pk=2)
