from datetime import UTC, date, datetime

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.removal import hanging
from khaigiang.registry.duplicates import queries, services
from khaigiang.registry.duplicates.errors import (
    AlreadyMerged,
    AlreadyUndone,
    AreKeptApart,
    CannotUndo,
    IsOneRecord,
)
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair, Merge
from khaigiang.registry.duplicates.snapshots import snapshot
from khaigiang.registry.officials.errors import JoinedTooYoung
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.services import save_official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official

pytestmark = pytest.mark.django_db

AT = datetime(2023, 4, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def clerk() -> User:
    return make_user()


@pytest.fixture
def pair() -> tuple[Official, Official]:
    """One person twice: the older record without a telephone, the newer with one and with a post."""
    return make_official("Nguyễn Văn An"), make_official("Nguyễn Văn Ân", phone="0912 345 678")


def merge(kept: Official, gone: Official, by: User, *taken: str) -> Merge:
    return services.merge_officials(kept, gone, taken=taken, by=by, at=AT)


@pytest.mark.parametrize(
    ("kept", "gone", "better"),
    [
        ("", "1980", "gone"),
        ("1980", "1980-05-19", "gone"),
        ("1980-05", "1980-05-19", "gone"),
        ("1980-05-19", "1980", "kept"),
        ("1979", "1980-05-19", "kept"),
    ],
)
def test_of_two_births_the_one_known_further_is_proposed_unless_they_contradict(
    kept: str, gone: str, better: str
) -> None:
    [fact] = [
        fact
        for fact in queries.comparison(make_official(born_on=kept), make_official(born_on=gone))
        if fact.name == "born_on"
    ]

    assert fact.better == better


def test_what_hung_on_either_record_hangs_on_the_one_that_stays(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    own, moved = make_appointment(kept), make_appointment(gone)

    merge(kept, gone, clerk)

    assert set(kept.appointments.all()) == {own, moved}
    assert not Official.objects.filter(pk=gone.pk).exists()


def test_the_chosen_facts_are_taken_and_the_others_stay(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair

    merge(kept, gone, clerk, "phone", "full_name")

    kept.refresh_from_db()
    assert (kept.full_name, kept.phone, kept.folded) == ("Nguyễn Văn Ân", "0912 345 678", "nguyen van an")
    assert kept.sort_key == gone.sort_key
    assert kept.qualification == "Đại học Luật"


def test_a_merge_is_one_entry_with_what_both_records_said(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    make_appointment(gone)

    merge(kept, gone, clerk, "phone")

    entry = Entry.objects.get()
    assert (entry.act, entry.subject_id, entry.by_id) == ("merge_officials", str(kept.pk), clerk.pk)
    assert entry.before
    assert entry.after
    assert entry.before["gone"]["full_name"] == "Nguyễn Văn Ân"
    assert entry.after["phone"] == "0912 345 678"
    assert entry.after["moved"] == {"officials.Appointment.official": 1}


def test_undoing_restores_both_records_exactly(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    own, moved = make_appointment(kept), make_appointment(gone)
    stranger = make_official("Nguyễn Văn Án")
    services.keep_apart(gone, stranger, by=clerk, at=AT)
    services.find_duplicates(by=clerk, at=AT)
    before = everything()

    done = merge(kept, gone, clerk, "phone", "full_name")
    assert everything() != before
    restored = services.undo_merge(done, by=clerk, at=AT)

    assert everything() == before
    assert restored == gone
    assert (own.official_id, moved.official_id) == (kept.pk, gone.pk)
    assert Entry.objects.filter(act="undo_merge").count() == 1


def everything() -> list[object]:
    people = Official.objects.order_by("pk")
    pairs = [*LikelyPair.objects.order_by("pk"), *KeptApart.objects.order_by("pk")]
    tied = [snapshot(tie.among().order_by("pk")) for tie in queries.ties() if tie.model is not Merge]
    return [snapshot(people), snapshot(pairs), *tied]


def test_an_undone_merge_keeps_nothing_of_the_people(pair: tuple[Official, Official], clerk: User) -> None:
    done = merge(*pair, clerk)

    services.undo_merge(done, by=clerk, at=AT)

    done.refresh_from_db()
    assert (done.before, done.after, done.beside) == ([], [], {})
    with pytest.raises(AlreadyUndone):
        services.undo_merge(done, by=clerk, at=AT)


def test_a_merge_with_something_new_on_it_is_not_undone_and_says_what(
    pair: tuple[Official, Official], clerk: User
) -> None:
    done = merge(*pair, clerk)
    make_appointment(pair[0])

    with pytest.raises(CannotUndo, match=r"chức danh đã giữ \(1\)"):
        services.undo_merge(done, by=clerk, at=AT)


def test_a_merge_whose_record_was_changed_is_not_undone_and_says_where(
    pair: tuple[Official, Official], clerk: User
) -> None:
    done = merge(*pair, clerk)
    save_official(pair[0], full_name="Nguyễn Văn An", gender="M", phone="0900 000 000", by=clerk, at=AT)

    with pytest.raises(CannotUndo, match="điện thoại"):
        services.undo_merge(done, by=clerk, at=AT)


def test_merges_into_one_record_are_undone_the_last_first(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    third = make_official("Nguyễn An")
    before = everything()
    first, second = merge(gone, third, clerk, "phone"), merge(kept, gone, clerk)
    first.refresh_from_db()

    with pytest.raises(CannotUndo, match="Nguyễn Văn Ân"):
        services.undo_merge(first, by=clerk, at=AT)
    services.undo_merge(second, by=clerk, at=AT)
    first.refresh_from_db()
    services.undo_merge(first, by=clerk, at=AT)

    assert everything() == before


def test_a_record_that_is_gone_is_not_merged_again(pair: tuple[Official, Official], clerk: User) -> None:
    merge(*pair, clerk)

    with pytest.raises(AlreadyMerged):
        merge(pair[1], pair[0], clerk)
    with pytest.raises(IsOneRecord):
        merge(pair[0], pair[0], clerk)


def test_a_life_that_cannot_be_is_refused_and_nothing_is_changed(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    Official.objects.filter(pk=gone.pk).update(joined_party_on=date(1985, 1, 1), born_on="1960-01-01")
    make_appointment(gone)
    before = everything()

    with pytest.raises(JoinedTooYoung):
        merge(kept, gone, clerk, "joined_party_on")

    assert everything() == before


def test_two_people_kept_apart_are_not_merged_until_that_is_taken_back(
    pair: tuple[Official, Official], clerk: User
) -> None:
    apart = services.keep_apart(*pair, by=clerk, at=AT)

    with pytest.raises(AreKeptApart):
        merge(*pair, clerk)
    services.reconsider(apart, by=clerk, at=AT)
    merge(*pair, clerk)

    assert Merge.objects.count() == 1


def test_who_was_not_the_one_is_not_the_other(pair: tuple[Official, Official], clerk: User) -> None:
    kept, gone = pair
    stranger = make_official()
    services.keep_apart(stranger, gone, by=clerk, at=AT)

    merge(kept, gone, clerk)

    assert list(KeptApart.objects.values_list("first", "second")) == [(kept.pk, stranger.pk)]


def test_everything_that_points_to_officials_has_a_name_for_people() -> None:
    named = {tie.model._meta.label for tie in queries.ties()} - {Merge._meta.label}

    assert {"nominations.Nomination", "cohorts.Enrolment", "mandates.Mandate", "officials.Appointment"} <= named
    assert {model for model in named if hanging.words_for(model) == model.rpartition(".")[2]} == set()
