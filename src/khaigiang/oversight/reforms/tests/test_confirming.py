from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.oversight.reforms.errors import (
    AlreadyDecided,
    NoLongerADraft,
    NotConfirmed,
    NothingKnown,
    ReformAlreadyEntered,
    SheetDoesNotFit,
    SomethingDepends,
    StillLiesInIt,
)
from khaigiang.oversight.reforms.models import Reform, ReformLine, ReformMove
from khaigiang.oversight.reforms.queries import move_rows, preview
from khaigiang.oversight.reforms.rules import read_sheet, template
from khaigiang.oversight.reforms.services import confirm_reform, decide_move, undo_reform
from khaigiang.oversight.reforms.states import ENDS, MoveState, ReformState
from khaigiang.oversight.reforms.tests.makers import AT, DAY, enter
from khaigiang.registry.officials.errors import PostIsHeld
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.officials.tests.makers import make_appointment, make_official, make_post
from khaigiang.registry.units.models import Succession, Unit, UnitKind
from khaigiang.registry.units.tests.makers import make_city, make_commune, make_district, make_succession, make_unit

pytestmark = pytest.mark.django_db


def lasting(short_name: str, kind: UnitKind = UnitKind.WARD) -> Unit:
    """A unit of which the registry knows no end."""
    return make_unit(short_name, kind, parent=make_city())


def confirm(reform: Reform) -> Reform:
    return confirm_reform(reform, by=make_user(), at=AT)


def undo(reform: Reform) -> Reform:
    return undo_reform(reform, by=make_user(), at=AT)


def line(old: str, new: str, *, extent: str = "toàn bộ", sure: str = "cao", code: str = "00097") -> str:
    return f"{old},,{new},Thành phố Hà Nội,{code},{extent},{sure},khoản 11"


def ending(old: str, new: str = "") -> str:
    return f"{old},,{new},,,kết thúc,cao,Điều 2"


def holder(unit: Unit, name: str = "Nguyễn Văn An") -> Appointment:
    return make_appointment(make_official(name), post=make_post(), unit=unit)


def test_a_unit_renamed_takes_its_people_along_by_new_appointments_of_the_day() -> None:
    old = holder(lasting("Phúc Xá"))

    confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà")))

    new = Appointment.objects.get(official=old.official, unit__name="Phường Hồng Hà")
    old.refresh_from_db()
    assert (old.valid_until, new.valid_from, new.valid_until, new.post) == (DAY, DAY, None, old.post)
    succession = Succession.objects.get()
    assert (succession.predecessor, succession.successor, succession.clause) == (old.unit, new.unit, "khoản 11")


def test_nothing_changes_before_a_reform_is_confirmed() -> None:
    old = holder(lasting("Phúc Xá"))

    shown = preview(enter(line("Phường Phúc Xá", "Phường Hồng Hà")))

    assert (shown.units_ending, shown.units_beginning, shown.people, shown.moved, shown.waiting) == (1, 1, 1, 1, ())
    old.refresh_from_db()
    assert (old.valid_until, Unit.objects.filter(name="Phường Hồng Hà").exists()) == (None, False)


def test_people_of_a_divided_unit_wait_and_a_person_decides_for_each() -> None:
    unit, post = lasting("Sài Đồng"), make_post()
    first = make_appointment(make_official("An"), post=post, unit=unit)
    second = make_appointment(make_official("Bình"), unit=unit)
    sheet = "\n".join(
        line("Phường Sài Đồng", f"Phường {name}", extent="một phần", code=code)
        for name, code in (("Phúc Lợi", "00136"), ("Phúc Đồng", "00151"))
    )

    reform = confirm(enter(sheet))

    moves = {move.appointment_id: move for move in reform.moves.all()}
    assert {(move.state, move.why) for move in moves.values()} == {("waiting", "divided")}
    goal = Unit.objects.get(name="Phường Phúc Đồng")
    placed = decide_move(moves[first.pk], unit=goal, by=make_user(), at=AT)
    left = decide_move(moves[second.pk], unit=None, by=make_user(), at=AT)
    assert placed.new_appointment is not None
    assert (placed.state, placed.new_appointment.unit, placed.new_appointment.valid_from) == ("placed", goal, DAY)
    assert (left.state, left.new_appointment) == (MoveState.LEFT, None)
    with pytest.raises(AlreadyDecided, match="An"):
        decide_move(moves[first.pk], unit=goal, by=make_user(), at=AT)


def test_a_succession_that_is_not_sure_moves_nobody_by_itself() -> None:
    holder(lasting("Phúc Xá"))

    reform = confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà", sure="trung bình")))

    assert [(move.state, move.why) for move in reform.moves.all()] == [("waiting", "unsure")]


def test_of_several_holders_of_one_post_in_merged_units_nobody_is_chosen_by_the_machine() -> None:
    post = make_post()
    for name in ("Phúc Xá", "Nhật Tân"):
        make_appointment(make_official(name), post=post, unit=lasting(name))
    sheet = "\n".join(line(f"Phường {name}", "Phường Hồng Hà") for name in ("Phúc Xá", "Nhật Tân"))

    reform = confirm(enter(sheet))

    first, second = reform.moves.order_by("pk")
    assert {first.why, second.why} == {"claimed"}
    goal = Unit.objects.get(name="Phường Hồng Hà")
    decide_move(first, unit=goal, by=make_user(), at=AT)
    with pytest.raises(PostIsHeld):
        decide_move(second, unit=goal, by=make_user(), at=AT)


def test_a_post_that_somebody_holds_in_the_successor_is_given_to_nobody_else() -> None:
    post, going, staying = make_post(), lasting("Nguyễn Trung Trực"), lasting("Trúc Bạch")
    for unit in (going, staying):
        make_appointment(make_official(), post=post, unit=unit)

    reform = confirm(enter(line("Phường Nguyễn Trung Trực", "Phường Trúc Bạch")))

    assert [(move.state, move.why) for move in reform.moves.all()] == [("waiting", "claimed")]
    assert Unit.objects.filter(name="Phường Trúc Bạch").count() == 1


def test_land_without_people_moves_nobody_and_divides_nothing() -> None:
    holder(lasting("Phúc Xá"))
    sheet = "\n".join(
        (
            line("Phường Phúc Xá", "Phường Hồng Hà", extent="một phần đất và toàn bộ dân"),
            line("Phường Phúc Xá", "Phường Ba Đình", extent="chỉ đất", code="00004"),
        )
    )

    reform = confirm(enter(sheet))

    assert [(row.new_unit, row.state) for row in move_rows(reform)] == [("Phường Hồng Hà", str(MoveState.MOVED.label))]


def test_a_confirmed_reform_is_undone_whole() -> None:
    old = holder(lasting("Phúc Xá"))
    reform = confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà")))

    undone = undo(reform)

    old.refresh_from_db()
    old.unit.refresh_from_db()
    assert (undone.state, old.valid_until, old.unit.valid_until) == (ReformState.UNDONE, None, None)
    assert (Appointment.objects.count(), Succession.objects.count(), ReformMove.objects.count()) == (1, 0, 0)
    assert not Unit.objects.filter(name="Phường Hồng Hà").exists()


def test_a_reform_on_which_something_was_built_says_what_and_stays() -> None:
    holder(lasting("Phúc Xá"))
    reform = confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà")))
    new = Unit.objects.get(name="Phường Hồng Hà")
    make_appointment(make_official("Lý Thị Hoa"), unit=new, valid_from=DAY)

    with pytest.raises(SomethingDepends, match="Lý Thị Hoa"):
        undo(reform)

    reform.refresh_from_db()
    assert (reform.state, Succession.objects.count()) == (ReformState.CONFIRMED, 1)


def test_an_appointment_ended_since_keeps_the_reform() -> None:
    old = holder(lasting("Phúc Xá"))
    reform = confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà")))
    Appointment.objects.filter(official=old.official, valid_from=DAY).update(valid_until=date(2025, 9, 1))

    with pytest.raises(SomethingDepends, match="Phường Hồng Hà"):
        undo(reform)


def test_each_act_leaves_one_entry() -> None:
    holder(lasting("Phúc Xá"))
    reform = undo(confirm(enter(line("Phường Phúc Xá", "Phường Hồng Hà"))))

    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == [
        "enter_reform",
        "confirm_reform",
        "undo_reform",
    ]
    with pytest.raises(NoLongerADraft):
        confirm(reform)
    with pytest.raises(NotConfirmed):
        undo(reform)


def test_the_successions_that_the_registry_knows_need_no_sheet() -> None:
    old = make_commune("Phúc Xá")
    appointment = holder(old)
    new = make_unit("Hồng Hà", parent=make_city(), valid_from=DAY)
    make_succession(old, new)

    reform = confirm(enter())

    assert Appointment.objects.get(official=appointment.official, unit=new).valid_from == DAY
    undo(reform)
    assert (Succession.objects.count(), Unit.objects.filter(pk=new.pk).exists()) == (1, True)


def test_a_day_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(NothingKnown, match="1/7/2025"):
        enter()


def test_a_reform_is_entered_once() -> None:
    lasting("Phúc Xá")
    reform = enter(line("Phường Phúc Xá", "Phường Hồng Hà"))

    with pytest.raises(ReformAlreadyEntered):
        enter(line("Phường Phúc Xá", "Phường Hồng Hà"))
    with (
        pytest.raises(IntegrityError, match=r"reform_once_per_resolution_and_day|reform\.resolution"),
        transaction.atomic(),
    ):
        Reform.objects.create(resolution=reform.resolution, effective_on=reform.effective_on)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (line("Phường Không Có", "Phường Hồng Hà"), "1: “Phường Không Có” does not exist on 30/6/2025"),
        (line("Phường Trúc Bạch", "Phường Hồng Hà"), "1: there are several units “Phường Trúc Bạch” on 30/6/2025"),
        (line("Phường Phúc Xá", "Phường Hồng Hà", code=""), "1: the new unit “Phường Hồng Hà” needs a kind"),
        (line("Phường Phúc Xá", "Phường Hồng Hà", extent="nửa"), "1: the extent or the sureness"),
        (line("Phường Phúc Xá", "Phường Phúc Xá", code=""), "1: “Phường Phúc Xá” goes by this sheet itself"),
        (ending("Phường Phúc Xá", "Phường Hồng Hà"), "1: a unit that ends without a successor goes to none"),
    ],
)
def test_a_line_that_fits_no_unit_is_named_with_its_number(sheet: str, said: str) -> None:
    lasting("Phúc Xá")
    for district in ("Ba Đình", "Tây Hồ"):
        make_commune("Trúc Bạch", district=make_district(district))

    with pytest.raises(SheetDoesNotFit) as refusal, translation.override("en"):
        enter(sheet)

    with translation.override("en"):
        assert said in str(refusal.value)
    assert not Reform.objects.exists()


def test_a_reform_dated_before_its_units_existed_is_refused_in_words() -> None:
    make_unit("Phúc Xá", parent=make_city(), valid_from=DAY)

    with pytest.raises(SheetDoesNotFit, match="30/6/2025"):
        enter(line("Phường Phúc Xá", "Phường Hồng Hà"))


def test_units_that_would_go_to_each_other_are_refused_in_words() -> None:
    lasting("Phúc Xá")
    lasting("Trúc Bạch")
    round_about = [line(old, new, code="") for old, new in (("Phường Phúc Xá", "Phường Trúc Bạch"),) * 2]
    round_about[1] = line("Phường Trúc Bạch", "Phường Phúc Xá", code="")

    with pytest.raises(SheetDoesNotFit) as refusal:
        enter("\n".join(round_about))

    assert str(refusal.value).count("cũng kết thúc theo chính bảng này") == 2


def test_a_level_that_ends_ends_its_units_and_whoever_serves_there_waits_for_a_person() -> None:
    district = make_unit("Ba Đình", UnitKind.URBAN_DISTRICT, parent=make_city())
    ward = make_unit("Phúc Xá", parent=district)
    at_the_district = make_appointment(make_official("Lê Văn An"), post=make_post(), unit=district)
    reform = enter("\n".join([line("Phường Phúc Xá", "Phường Hồng Hà"), ending("Quận Ba Đình")]))
    assert (preview(reform).units_ending, preview(reform).units_beginning) == (2, 1)

    confirm(reform)

    district.refresh_from_db()
    ward.refresh_from_db()
    assert district.valid_until == ward.valid_until == DAY
    assert not Succession.objects.filter(predecessor=district).exists()
    (row,) = move_rows(reform)
    assert (row.full_name, row.is_waiting, row.ways) == ("Lê Văn An", True, ())
    assert row.why == "đơn vị kết thúc, không có đơn vị kế thừa"
    decide_move(reform.moves.get(), unit=None, by=make_user(), at=AT)
    undo(reform)
    district.refresh_from_db()
    at_the_district.refresh_from_db()
    assert (district.valid_until, at_the_district.valid_until) == (None, None)


def test_a_district_does_not_end_over_communes_of_which_nothing_is_said() -> None:
    district = make_unit("Ba Đình", UnitKind.URBAN_DISTRICT, parent=make_city())
    make_unit("Phúc Xá", parent=district)

    with pytest.raises(StillLiesInIt, match="Phường Phúc Xá vẫn thuộc Quận Ba Đình"), transaction.atomic():
        confirm(enter(ending("Quận Ba Đình")))

    district.refresh_from_db()
    assert district.valid_until is None


def test_the_ends_that_the_registry_knows_are_lines_too() -> None:
    district = make_district("Ba Đình")
    holder(district, "Lê Văn An")

    reform = enter()
    confirm(reform)

    (known,) = reform.lines.all()
    assert (known.predecessor, known.extent, known.ended_predecessor) == (district, ENDS, False)
    assert [row.full_name for row in move_rows(reform)] == ["Lê Văn An"]


def test_reform_line_that_ends_names_no_successor() -> None:
    unit = lasting("Phúc Xá")
    reform = enter(ending("Phường Phúc Xá"))

    with pytest.raises(IntegrityError, match="reform_line_that_ends_names_no_successor"), transaction.atomic():
        ReformLine.objects.create(reform=reform, predecessor=unit, successor=unit, extent=ENDS, confidence="high")


def test_reform_line_names_its_successor() -> None:
    unit = lasting("Phúc Xá")
    reform = enter(line("Phường Phúc Xá", "Phường Hồng Hà"))

    with pytest.raises(IntegrityError, match="reform_line_names_its_successor"), transaction.atomic():
        ReformLine.objects.create(reform=reform, predecessor=unit, extent="whole", confidence="high")


def test_who_was_moved_or_placed_has_a_new_appointment() -> None:
    appointment = holder(lasting("Phúc Xá"))
    reform = enter(line("Phường Phúc Xá", "Phường Hồng Hà"))

    with (
        pytest.raises(IntegrityError, match="who_was_moved_or_placed_has_a_new_appointment"),
        transaction.atomic(),
    ):
        ReformMove.objects.create(reform=reform, appointment=appointment, state=MoveState.MOVED)


def test_the_template_is_read_as_it_is_given() -> None:
    (row,) = read_sheet("\ufeff" + template())

    assert (row.old_name, row.new_name, row.extent, row.confidence) == (
        "Phường Phúc Xá",
        "Phường Hồng Hà",
        "whole",
        "high",
    )


def test_sheets_with_semicolons_or_tabs_are_read_alike() -> None:
    rows = [read_sheet(line("Phường A", "Phường B").replace(",", separator)) for separator in ",;\t"]

    assert rows[0] == rows[1] == rows[2]
