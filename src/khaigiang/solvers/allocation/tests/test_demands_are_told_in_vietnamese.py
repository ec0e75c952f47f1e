"""Demands as an office would say them."""

import pytest

from khaigiang.solvers.allocation import Demand, Problem
from khaigiang.solvers.allocation.tests.makers import make_class, make_people
from khaigiang.solvers.allocation.texts import Names, dropping, sentence, told

PROBLEM = Problem(
    classes=(make_class("3", fewest=80, most=120), make_class("4")), people=make_people(9), unit_max_per_week=2
)
NAMES = Names(
    classes={"3": "lớp Bồi dưỡng 3"},
    people={"p1": "Nguyễn Văn An", "p2": "Trần Thị Bình"},
    units={"u1": "xã Tân Phú"},
    weeks={12: "tuần từ 20/3"},
)


@pytest.mark.parametrize(
    ("demand", "by_id", "by_name"),
    [
        (
            Demand(rule="max", class_id="3"),
            "Lớp 3 nhận nhiều nhất 120 người.",
            "Lớp Bồi dưỡng 3 nhận nhiều nhất 120 người.",
        ),
        (
            Demand(rule="min", class_id="3"),
            "Lớp 3 phải có ít nhất 80 người.",
            "Lớp Bồi dưỡng 3 phải có ít nhất 80 người.",
        ),
        (
            Demand(rule="cannot", people=("p1",), class_id="3"),
            "p1 không thể dự lớp 3.",
            "Nguyễn Văn An không thể dự lớp Bồi dưỡng 3.",
        ),
        (
            Demand(rule="together", people=("p1", "p2")),
            "p1 và p2 phải học cùng một lớp.",
            "Nguyễn Văn An và Trần Thị Bình phải học cùng một lớp.",
        ),
        (
            Demand(rule="apart", people=("p1", "p2", "p3")),
            "p1, p2 và p3 không được học cùng lớp với nhau.",
            "Nguyễn Văn An, Trần Thị Bình và p3 không được học cùng lớp với nhau.",
        ),
        (
            Demand(rule="unit_max_per_week", unit="u1", week=12),
            "Đơn vị u1 có nhiều nhất 2 người đi học trong tuần 12.",
            "Xã Tân Phú có nhiều nhất 2 người đi học trong tuần từ 20/3.",
        ),
    ],
)
def test_every_rule_has_its_sentence(demand: Demand, by_id: str, by_name: str) -> None:
    assert sentence(PROBLEM, demand) == by_id
    assert sentence(PROBLEM, demand, names=NAMES) == by_name


def test_people_who_cannot_attend_the_same_classes_are_told_together() -> None:
    cannot = [
        Demand(rule="cannot", people=(f"p{number}",), class_id=class_id)
        for number in range(1, 9)
        for class_id in ("3", "4")
    ]

    assert told(PROBLEM, [Demand(rule="max", class_id="4"), *cannot]) == (
        "Lớp 4 nhận nhiều nhất 9 người.",
        "8 người (p1, p2, p3, p4, p5 và 3 người khác) không thể dự lớp 3 và lớp 4.",
    )
    assert dropping(PROBLEM, cannot[:1]) == "Bỏ yêu cầu: p1 không thể dự lớp 3."
