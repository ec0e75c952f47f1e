"""A newer version of a list is laid beside the older one; nothing happens to people who are gone from it."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.queries.comparing import Comparison, compare, likely_older
from khaigiang.planning.rosters.rules.versions import Listed, pairs_of
from khaigiang.planning.rosters.services import confirm_roster
from khaigiang.planning.rosters.states import RosterState
from khaigiang.planning.rosters.tests.makers import NOW, make_roster
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.tests.makers import make_commune, make_district, make_office

pytestmark = pytest.mark.django_db

AN = "1;Nguyễn Văn An;Nam;1/2/1990;001090012345;Phó Bí thư;Phường Trúc Mai"
BINH = "2;Trần Thị Bình;Nữ;3/4/1985;;Phó Bí thư;Phường Trúc Mai"
CUONG = "3;Lê Văn Cường;Nam;5/6/1980;;Phó Bí thư;Phường Trúc Mai"
OLDER = (AN, BINH, CUONG)
NEWER = (
    "1;Nguyễn Văn Ân;Nam;1/2/1990;001090012345;Phó Bí thư;Phường Hạ Long",
    "2;Trần Thị Bình;Nữ;3/4/1985;;Phó Bí thư;Phường Trúc Mai",
    "3;Lý Thị Dung;Nữ;7/8/1982;;Phó Bí thư;Phường Trúc Mai",
)


def versions(*, is_applied: bool = False, says_so: bool = True) -> tuple[Roster, Roster]:
    """An older list and a newer one of the same sender."""
    make_post("Phó Bí thư", is_shared=True)
    district = make_district()
    make_commune("Trúc Mai", district=district)
    make_commune("Hạ Long", district=district)
    sender = make_office()
    older = make_roster(*OLDER, sender=sender)
    if is_applied:
        confirm_roster(older, by=make_user(), at=NOW)
    newer = make_roster(*NEWER, sender=sender, newer_than=older if says_so else None)
    older.refresh_from_db()
    return older, newer


def told(found: Comparison) -> dict[str, object]:
    return {
        "new": [person.name for person in found.new],
        "gone": [person.name for person in found.gone],
        "changed": [(one.person.name, [(d.label, d.old, d.new) for d in one.differences]) for one in found.changed],
        "same": found.same,
    }


def test_who_is_new_gone_changed_and_the_same_is_told() -> None:
    older, newer = versions()

    assert told(compare(newer, older)) == {
        "new": ["Lý Thị Dung"],
        "gone": ["Lê Văn Cường"],
        "changed": [
            (
                "Nguyễn Văn Ân",
                [
                    ("Họ và tên", "Nguyễn Văn An", "Nguyễn Văn Ân"),
                    ("Đơn vị", "Phường Trúc Mai", "Phường Hạ Long"),
                ],
            )
        ],
        "same": 1,
    }


def test_people_gone_from_a_list_that_was_taken_over_stay_as_they_are() -> None:
    older, newer = versions(is_applied=True)

    found = compare(newer, older)

    [gone] = found.gone
    assert (gone.name, gone.official) == ("Lê Văn Cường", Official.objects.get(full_name="Lê Văn Cường").pk)
    assert found.was_taken_over
    assert Appointment.objects.filter(official=gone.official, valid_until=None).count() == 1


def test_namesakes_whom_nothing_tells_apart_are_not_brought_together() -> None:
    twins = [Listed(1, {"full_name": "Nguyễn Văn An"}), Listed(2, {"full_name": "Nguyễn Văn An"})]

    assert pairs_of(twins, [Listed(3, {"full_name": "Nguyễn Văn An"})]) == {}
    assert pairs_of(twins[:1], [Listed(3, {"full_name": "NGUYỄN VĂN AN"})]) == {3: 1}


def test_a_list_with_many_of_the_same_people_is_likely_a_newer_version() -> None:
    older, newer = versions(says_so=False)

    likely = likely_older(newer)

    assert likely is None
    second = make_roster(*OLDER, "4;Lý Thị Dung;Nữ;7/8/1982;;Phó Bí thư;Phường Trúc Mai", sender=older.sender)
    found = likely_older(second)
    assert found is not None
    assert (found.id, found.shared, found.looked_for) == (older.pk, 3, 4)


def test_a_list_of_another_sender_and_one_that_was_said_to_be_newer_are_not_asked_about() -> None:
    _, newer = versions()
    foreign = make_roster(*NEWER)

    assert (likely_older(newer), likely_older(foreign)) == (None, None)


def test_the_page_asks_compares_and_the_older_list_ends_when_a_person_says_so(client: Client) -> None:
    user = make_user()
    make_mandate(Role.OFFICE, user=user)
    client.force_login(user)
    older, _ = versions(says_so=False)
    newer = make_roster(AN, BINH, sender=older.sender)
    compared = reverse("rosters:compare", args=[newer.pk]) + f"?with={older.pk}"

    assert compared in client.get(reverse("rosters:roster", args=[newer.pk])).content.decode()
    assert "Lê Văn Cường" in client.get(compared).content.decode()
    client.post(reverse("rosters:older", args=[newer.pk]), {"older": older.pk})

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.state, newer.newer_than) == (RosterState.REPLACED, older)
    assert "Lê Văn Cường" in client.get(reverse("rosters:compare", args=[newer.pk])).content.decode()


def test_a_list_without_an_older_version_has_nothing_to_compare(client: Client) -> None:
    user = make_user()
    make_mandate(Role.OFFICE, user=user)
    client.force_login(user)
    _, newer = versions(says_so=False)

    assert client.get(reverse("rosters:compare", args=[newer.pk])).status_code == 404
