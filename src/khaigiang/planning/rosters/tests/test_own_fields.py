"""Fields that the office added, in the lists that offices send."""

from decimal import Decimal

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.fields.queries import values_of
from khaigiang.ground.fields.services import save_values
from khaigiang.ground.fields.states import Kind
from khaigiang.planning.rosters.errors import SomethingDepends
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.services import answer_doubts, confirm_roster, read_anew, undo_roster
from khaigiang.planning.rosters.states import Outcome
from khaigiang.planning.rosters.tests.makers import HEADINGS, NOW, doubts, make_roster, open_doubts, row_at
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_own_field, make_post
from khaigiang.registry.units.tests.makers import make_commune, make_office

pytestmark = pytest.mark.django_db
NEW = "1;Nguyễn Văn An;Nam;1/2/1990;001090012345;Phó Bí thư;Phường Trúc Mai"


def listed(*lines: str, heading: str) -> Roster:
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    return make_roster(*lines, headings=f"{HEADINGS};{heading}")


def test_a_column_headed_by_an_own_field_is_written_into_it_and_taken_back() -> None:
    field = make_own_field("Ngoại ngữ")
    roster = listed(f"{NEW};Tiếng Anh B1", heading="Ngoại ngữ")
    clerk = make_user()

    confirm_roster(roster, by=clerk, at=NOW)
    assert values_of(Official.objects.get(), [field]) == {field.pk: "Tiếng Anh B1"}

    undo_roster(roster, by=clerk, at=NOW)
    assert Official.objects.count() == 0


def test_what_is_recorded_otherwise_of_a_known_person_is_a_change_and_comes_back() -> None:
    field, clerk = make_own_field("Số năm công tác", kind=Kind.NUMBER), make_user()
    post, unit = make_post("Phó Bí thư"), make_commune("Trúc Mai")
    known = make_appointment(make_official("Nguyễn Văn An"), post=post, unit=unit).official
    save_values(known, {field.pk: Decimal(12)}, by=clerk, at=NOW)
    roster = make_roster(
        "1;Nguyễn Văn An;Nam;19/5/1980;;Phó Bí thư;Phường Trúc Mai;13", headings=f"{HEADINGS};Số năm công tác"
    )

    assert row_at(roster, 2).outcome == Outcome.CHANGED
    confirm_roster(roster, by=clerk, at=NOW)
    assert values_of(known, [field]) == {field.pk: 13}
    undo_roster(roster, by=clerk, at=NOW)
    assert values_of(known, [field]) == {field.pk: 12}


def test_a_value_that_does_not_fit_the_field_waits_for_a_person() -> None:
    field = make_own_field("Ngày luân chuyển", kind=Kind.DATE)
    roster = listed(f"{NEW};đầu năm", heading="Ngày luân chuyển")

    assert open_doubts(roster) == [(2, f"own-{field.pk}", "own_unreadable")]
    answer_doubts(doubts(roster, "own_unreadable"), "5/1/2023", roster=roster, by=make_user(), at=NOW)

    assert (row_at(roster, 2).values[f"own-{field.pk}"], open_doubts(roster)) == ("2023-01-05", [])


def test_a_column_of_another_heading_is_said_to_hold_an_own_field_and_remembered() -> None:
    field, sender, clerk = make_own_field("Ngoại ngữ"), make_office(), make_user()
    make_post("Phó Bí thư")
    make_commune("Trúc Mai")
    roster = make_roster(f"{NEW};Tiếng Pháp", headings=f"{HEADINGS};NN", sender=sender)

    roster = read_anew(roster, {"": {"H": f"own-{field.pk}"}}, by=clerk, at=NOW)
    later = make_roster(f"{NEW};Tiếng Nga", headings=f"{HEADINGS};NN", sender=sender)

    assert row_at(roster, 2).values[f"own-{field.pk}"] == "Tiếng Pháp"
    assert row_at(later, 2).values[f"own-{field.pk}"] == "Tiếng Nga"


def test_what_somebody_recorded_of_a_new_person_since_keeps_the_list() -> None:
    field, clerk = make_own_field("Ngoại ngữ"), make_user()
    roster = listed(NEW + ";", heading="Ghi chú")
    confirm_roster(roster, by=clerk, at=NOW)
    save_values(Official.objects.get(), {field.pk: "Tiếng Anh"}, by=clerk, at=NOW)

    with pytest.raises(SomethingDepends):
        undo_roster(roster, by=clerk, at=NOW)
