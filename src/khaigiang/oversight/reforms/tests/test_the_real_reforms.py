import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.oversight.reforms.models import Reform
from khaigiang.oversight.reforms.services import confirm_reform
from khaigiang.oversight.reforms.states import MoveState
from khaigiang.oversight.reforms.tests.makers import AT, enter
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.queries import holders
from khaigiang.registry.officials.tests.makers import make_post
from khaigiang.registry.units.models import Level, Succession, Unit
from khaigiang.registry.units.services import load_units

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2025, 1, 1), date(2025, 7, 1)
WORDS = {
    "whole": "toàn bộ",
    "part": "một phần",
    "part_area_only": "chỉ đất",
    "part_area_all_population": "một phần đất và toàn bộ dân",
}
SURENESS = {"high": "cao", "medium": "trung bình", "low": "thấp"}


def rows(name: str) -> list[dict[str, str]]:
    text = (files("khaigiang.registry.units") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def sheet_of(day: date) -> str:
    """The reform of a day as an office would type it."""
    units = {row["uid"]: row for row in rows("hanoi_units.csv")}
    lines = []
    for row in rows("hanoi_successions.csv"):
        if row["effective"] == day.isoformat():
            old, new = units[row["from_uid"]], units[row["to_uid"]]
            parents = units[old["parent_uid"]]["name"], units[new["parent_uid"]]["name"]
            words = WORDS[row["extent"]], SURENESS[row["confidence"]], row["clause"]
            values = (old["name"], parents[0], new["name"], parents[1], new["code"], *words)
            lines.append("\t".join(values))
    return "\n".join(lines)


@pytest.fixture
def post() -> Post:
    """The units of 31/12/2024 of which no end is known, with one official in each."""
    load_units(by=None, at=datetime(2023, 1, 3, 1, 0, tzinfo=UTC))
    Succession.objects.all().delete()
    Unit.objects.filter(level=Level.COMMUNE, valid_from__gte=FIRST).delete()
    Unit.objects.filter(level=Level.COMMUNE).update(valid_until=None)
    post = make_post()
    communes = list(Unit.objects.filter(level=Level.COMMUNE))
    names = [f"Nguyễn Văn {number}" for number in range(len(communes))]
    officials = Official.objects.bulk_create(Official(full_name=name, sort_key=name, folded=name) for name in names)
    Appointment.objects.bulk_create(
        Appointment(official=official, post=post, unit=unit, valid_from=date(2023, 1, 1))
        for official, unit in zip(officials, communes, strict=True)
    )
    return post


def replay(day: date) -> Reform:
    return confirm_reform(enter(sheet_of(day), day=day, resolution=f"NQ {day}"), by=make_user(), at=AT)


def communes_on(day: date) -> set[tuple[str, str]]:
    units = Unit.objects.on(day).filter(level=Level.COMMUNE).select_related("parent")
    return {(unit.name, unit.parent.name if unit.parent else "") for unit in units}


def shipped(flag: str) -> set[tuple[str, str]]:
    names = {row["uid"]: row["name"] for row in rows("hanoi_units.csv")}
    return {(row["name"], names[row["parent_uid"]]) for row in rows("hanoi_units.csv") if row[flag] == "1"}


def states(reform: Reform) -> Counter[str]:
    return Counter(reform.moves.values_list("state", flat=True))


@pytest.mark.usefixtures("post")
def test_both_reforms_are_replayed_from_the_day_before_to_the_day_after() -> None:
    assert len(communes_on(FIRST - timedelta(days=1))) == Appointment.objects.count() == 579

    first = replay(FIRST)
    second = replay(SECOND)

    assert communes_on(FIRST) == shipped("in_526")
    assert communes_on(SECOND) == shipped("in_126")
    assert (len(communes_on(FIRST)), len(communes_on(SECOND))) == (526, 126)
    assert Succession.objects.count() == 885
    # Every official of the day before either kept the unit, was moved, or waits for a person.
    kept = Appointment.objects.on(FIRST).filter(valid_from__lt=FIRST).count()
    after_first = states(first)
    assert kept + after_first[MoveState.MOVED] + after_first[MoveState.WAITING] == 579
    after_second = states(second)
    holding = Appointment.objects.on(SECOND - timedelta(days=1)).count()
    assert after_second[MoveState.MOVED] + after_second[MoveState.WAITING] == holding
    assert holding == 579 - after_first[MoveState.WAITING]
    assert Appointment.objects.on(SECOND).count() == after_second[MoveState.MOVED]


def test_a_shared_post_moves_everybody_whose_unit_went_whole_and_for_sure(post: Post) -> None:
    Appointment.objects.update(is_sole=False)
    Post.objects.filter(pk=post.pk).update(is_shared=True)

    first = replay(FIRST)
    second = replay(SECOND)

    # 68 of the 86 units that ended on 1/1/2025 went to one place for sure.
    assert states(first) == {MoveState.MOVED: 68, MoveState.WAITING: 18}
    assert set(first.moves.filter(state=MoveState.WAITING).values_list("why", flat=True)) == {"divided", "unsure"}
    assert sum(states(second).values()) == 579 - 18


def test_after_both_reforms_a_list_of_2023_still_prints_the_units_of_2023(post: Post) -> None:
    replay(FIRST)
    replay(SECOND)
    day = date(2023, 5, 24)

    units = Unit.objects.on(day).filter(level=Level.COMMUNE, name="Phường Ngô Quyền")
    (row,) = holders(post, units.select_related("parent"), day)

    unit = units.select_related("parent").get()
    assert (row.unit_name, unit.parent.name if unit.parent else "", row.is_vacant) == (
        "Phường Ngô Quyền",
        "Thị xã Sơn Tây",
        False,
    )
