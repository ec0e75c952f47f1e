"""A list taken in: nothing of the register changes, every row says whom it is about and what it changes."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.planning.rosters.errors import AlreadyStaged, NotRead
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.rules.facts import differences, doubtful
from khaigiang.planning.rosters.states import Outcome, Proof
from khaigiang.planning.rosters.tests.makers import make_roster, open_doubts, row_at
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.tests.makers import make_commune, make_office

# Known files, units, habit; file, list; units, posts, own fields, habits, officials, appointments, holders, movers; rows, doubts; audit.
STATEMENTS = 17

pytestmark = pytest.mark.django_db


def test_a_new_person_is_kept_with_unit_and_post_and_not_registered_yet() -> None:
    post = make_post("Phó Bí thư Đảng ủy phường", short_title="Phó Bí thư")
    unit = make_commune("Trúc Mai")

    roster = make_roster("1;Nguyễn Văn An;Nam;12/3/1975;001075012345;Phó Bí thư;Phường Trúc Mai")

    row = row_at(roster, 2)
    assert (row.outcome, row.proof, row.unit, row.post, row.appoints) == (Outcome.NEW, Proof.NONE, unit, post, True)
    assert row.raw["full_name"] == [["B", "Nguyễn Văn An"]]
    assert open_doubts(roster) == []
    assert (Official.objects.count(), Appointment.objects.count()) == (0, 0)


def test_a_person_with_the_same_name_and_birth_is_known_and_only_what_is_new_is_a_change() -> None:
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    known = make_appointment(make_official("Nguyễn Văn An"), post=post, unit=unit).official

    roster = make_roster("1;NGUYỄN VĂN AN;Nam;19/5/1980;001080012345;Phó Bí thư;Phường Trúc Mai")

    row = row_at(roster, 2)
    assert (row.official, row.proof, row.outcome) == (known, Proof.SURE, Outcome.CHANGED)
    assert row.changes == {"identity_number": ["", "001080012345"]}
    assert row.reasons == ["same_name", "same_birth", "same_place"]
    assert not row.appoints


def test_another_post_is_proposed_as_an_appointment_and_asked() -> None:
    post, old, new = make_post("Phó Bí thư"), make_commune("Trúc Mai"), make_commune("Hạ Long")
    make_appointment(make_official("Nguyễn Văn An"), post=post, unit=old)

    roster = make_roster("1;Nguyễn Văn An;Nam;19/5/1980;;Phó Bí thư;Phường Hạ Long")

    assert open_doubts(roster) == [(2, "person", "holds_other")]
    assert (row_at(roster, 2).unit, row_at(roster, 2).appoints) == (new, True)


def test_a_namesake_without_a_birth_is_asked_about() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    make_official("Nguyễn Văn An")

    roster = make_roster("1;Nguyễn Văn An;Nam;;;Phó Bí thư;Phường Trúc Mai")

    assert open_doubts(roster) == [(2, "person", "person_unsure")]
    assert row_at(roster, 2).official is None


def test_a_namesake_born_on_another_day_is_another_person() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    make_official("Nguyễn Văn An")

    roster = make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai")

    assert (row_at(roster, 2).outcome, open_doubts(roster)) == (Outcome.NEW, [])


def test_one_identity_number_with_another_name_is_never_decided_alone() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    known = make_official("Nguyễn Văn An")
    Official.objects.filter(pk=known.pk).update(identity_number="001080012345")

    roster = make_roster("1;Lê Thị Hoa;Nữ;1/2/1990;001080012345;Phó Bí thư;Phường Trúc Mai")

    assert (2, "person", "person_unsure") in open_doubts(roster)


def test_a_birth_that_the_register_says_otherwise_waits_for_a_person() -> None:
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    known = make_appointment(make_official("Nguyễn Văn An"), post=post, unit=unit).official
    Official.objects.filter(pk=known.pk).update(identity_number="001080012345")

    roster = make_roster("1;Nguyễn Văn An;;20/5/1980;001080012345;Phó Bí thư;Phường Trúc Mai")

    assert open_doubts(roster) == [(2, "dob", "fact_differs")]


def test_a_year_of_birth_that_the_register_says_otherwise_is_never_put_right_unasked() -> None:
    changes = differences({"dob": "1981"}, {"born_on": "1980-05-19"})

    assert (changes, doubtful(changes)) == ({"born_on": ["1980-05-19", "1981"]}, ["born_on"])


def test_the_whole_day_of_a_birth_known_by_its_year_completes_it_unasked_and_a_year_takes_no_day_away() -> None:
    post, here, there = make_post("Phó Bí thư"), make_commune("Trúc Mai"), make_commune("Hạ Long")
    make_appointment(make_official("Nguyễn Văn An", born_on="1980"), post=post, unit=here)
    make_appointment(make_official("Trần Văn Bình"), post=post, unit=there)

    roster = make_roster(
        "1;Nguyễn Văn An;Nam;19/5/1980;;Phó Bí thư;Phường Trúc Mai",
        "2;Trần Văn Bình;Nam;1980;;Phó Bí thư;Phường Hạ Long",
    )

    assert open_doubts(roster) == []
    assert [row_at(roster, number).changes for number in (2, 3)] == [{"born_on": ["1980", "1980-05-19"]}, {}]


def test_a_post_that_somebody_else_holds_is_asked_about() -> None:
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    make_appointment(make_official("Trần Thị Bình"), post=post, unit=unit)

    roster = make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai")

    assert open_doubts(roster) == [(2, "person", "post_held")]


def test_two_who_exchange_their_posts_in_one_list_are_no_conflict() -> None:
    post, here, there = make_post("Phó Bí thư"), make_commune("Trúc Mai"), make_commune("Hạ Long")
    make_appointment(make_official("Nguyễn Văn An"), post=post, unit=here)
    make_appointment(make_official("Trần Văn Bình"), post=post, unit=there)

    roster = make_roster(
        "1;Nguyễn Văn An;Nam;19/5/1980;;Phó Bí thư;Phường Hạ Long",
        "2;Trần Văn Bình;Nam;19/5/1980;;Phó Bí thư;Phường Trúc Mai",
    )

    assert open_doubts(roster) == [(2, "person", "holds_other"), (3, "person", "holds_other")]


def test_a_second_person_for_a_post_that_one_holds_is_asked_about() -> None:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")

    roster = make_roster(
        "1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai",
        "2;Trần Văn Bình;Nam;1/2/1991;;Phó Bí thư;Phường Trúc Mai",
    )

    assert open_doubts(roster) == [(3, "person", "post_twice")]


def test_a_row_twice_in_the_list_is_asked_about() -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    line = "Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai"

    roster = make_roster(f"1;{line}", f"2;{line}")

    assert open_doubts(roster) == [(3, "", "twice")]


def test_the_same_file_of_the_same_office_is_not_taken_in_twice() -> None:
    sender = make_office()
    make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai", sender=sender)

    with pytest.raises(AlreadyStaged):
        make_roster("1;Nguyễn Văn An;Nam;1/2/1990;;Phó Bí thư;Phường Trúc Mai", sender=sender)


def test_a_file_that_cannot_be_read_leaves_nothing() -> None:
    with pytest.raises(NotRead):
        make_roster(headings="Kính gửi")

    assert (Roster.objects.count(), RosterRow.objects.count()) == (0, 0)


@pytest.mark.parametrize("lines", [1, 40])
def test_taking_in_costs_the_same_statements_however_many_rows(
    lines: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_post("Phó Bí thư", is_shared=True)
    make_commune("Trúc Mai")
    sender, clerk = make_office(), make_user()
    rows = [f"{n};Nguyễn Văn {chr(65 + n % 20)};Nam;1/2/19{50 + n};;Phó Bí thư;Phường Trúc Mai" for n in range(lines)]

    with django_assert_num_queries(STATEMENTS):
        make_roster(*rows, sender=sender, by=clerk)
