"""`khaigiang allocate`: the file that is read, the file that is written, and what is said of a file that does not fit."""

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khaigiang.solvers.allocation import Problem, cost
from khaigiang.solvers.allocation.form import BESIDE_THIS, PlanForm, ProblemForm, schemas
from khaigiang.solvers.allocation.tests.makers import a_programme_of_579_officials, make_class, make_people, make_person
from khaigiang.solvers.command_line import run

TWO_CLASSES = (make_class("c1", size=2, most=2), make_class("c2", size=2, most=2))
A_FILE: dict[str, Any] = {
    "classes": [{"id": "c1", "size": 2, "min": 0, "max": 3, "week": 1}],
    "people": [{"id": "p1", "unit": "u", "district": "d", "traits": {}, "cannot": [], "prefers": []}],
    "together": [],
    "apart": [],
    "unit_max_per_week": None,
    "weights": {"size": 1, "prefer": 1, "crowding": 1, "balance": {}},
}
PLACES = {"district": "d", "class": "c1", "places": 1}


def allocate(folder: Path, problem: object, *options: str) -> tuple[int, PlanForm | None]:
    question, answer = folder / "problem.json", folder / "plan.json"
    answer.unlink(missing_ok=True)
    question.write_bytes(problem if isinstance(problem, bytes) else msgspec.json.encode(problem))
    arguments = ["allocate", str(question), "--out", str(answer), "--seconds", "20", *options]
    code = run(arguments, started=time.perf_counter())
    return code, msgspec.json.decode(answer.read_bytes(), type=PlanForm) if answer.exists() else None


def test_a_file_of_579_people_is_answered_with_the_best_plan(tmp_path: Path) -> None:
    problem = a_programme_of_579_officials()

    code, plan = allocate(tmp_path, problem)

    assert code == 0
    assert plan is not None
    assert plan.cost is not None
    assert (plan.status, plan.bound) == ("optimal", plan.cost.total)
    assert plan.cost.total == cost(problem, plan.assignment).total


def test_the_cost_is_written_with_its_parts(tmp_path: Path) -> None:
    _, plan = allocate(tmp_path, Problem(classes=TWO_CLASSES, people=make_people(3)))

    assert plan is not None
    assert msgspec.to_builtins(plan.cost) == {"total": 1, "size": 1, "prefer": 0, "crowding": 0, "balance": 0}


def test_places_given_are_kept_and_their_price_is_written_even_where_it_is_nothing(tmp_path: Path) -> None:
    people = [{"id": f"p{number}", "unit": "u", "district": "d", "prefers": ["c2"]} for number in range(3)]
    problem = {"classes": TWO_CLASSES, "people": people, "places": [PLACES | {"places": 2}]}

    _, plan = allocate(tmp_path, problem)

    assert plan is not None
    assert sorted(plan.assignment.values()) == ["c1", "c1", "c2"]
    assert msgspec.to_builtins(plan.cost) == {
        "total": 3,
        "size": 1,
        "prefer": 2,
        "crowding": 0,
        "balance": 0,
        "places": 0,
    }


def test_what_cannot_be_answered_is_an_answer(tmp_path: Path) -> None:
    code, plan = allocate(tmp_path, Problem(classes=TWO_CLASSES, people=make_people(5)))

    assert code == 0
    assert plan is not None
    assert (plan.status, plan.assignment, plan.cost, plan.bound) == ("infeasible", {}, None, None)
    assert [(demand.rule, demand.class_id) for demand in plan.conflict] == [("max", "c1"), ("max", "c2")]
    assert [[demand.class_id for demand in way.drop] for way in plan.relaxations] == [["c1"], ["c2"]]
    assert all(demand.text for demand in plan.conflict)
    assert all(way.text and way.cost == 1 for way in plan.relaxations)


def test_a_demand_is_written_with_what_identifies_it(tmp_path: Path) -> None:
    lonely = make_person("p1", cannot=("c1", "c2"))

    _, plan = allocate(tmp_path, Problem(classes=TWO_CLASSES, people=(lonely,)))

    assert plan is not None
    assert {(demand.person, demand.class_id, demand.people) for demand in plan.conflict} == {
        ("p1", "c1", None),
        ("p1", "c2", None),
    }


def test_no_time_at_all_is_an_answer_too(tmp_path: Path) -> None:
    code, plan = allocate(tmp_path, a_programme_of_579_officials(), "--seconds", "0")

    assert code == 0
    assert plan is not None
    assert (plan.status, plan.cost) == ("no_plan_in_time", None)


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("people", 0, "prefers"), ["c9"], "people[0].prefers: không có lớp “c9”.\n"),
        (("people", 0, "cannot"), "c1", "people[0].cannot: cần array, ở đây là str.\n"),
        (("classes", 0, "size"), "2", "classes[0].size: cần int, ở đây là str.\n"),
        (("weights", "size"), -1, "weights.size: -1 nhỏ hơn 0.\n"),
        (("together",), [["p1", "p2"]], "together[0]: không có người “p2”.\n"),
        (("people", 0), {"id": "p1"}, "people[0]: thiếu mục “unit”.\n"),
        (("people",), None, "people: cần array, ở đây là null.\n"),
        (("places",), [PLACES | {"district": "e"}], "places[0].district: không có địa bàn “e”.\n"),
        (("places",), [PLACES | {"class": "c9"}], "places[0].class: không có lớp “c9”.\n"),
        (("places",), [PLACES | {"places": -1}], "places[0].places: -1 nhỏ hơn 0.\n"),
        (("places",), [PLACES, PLACES], "places[1]: địa bàn “d” ở lớp “c1” đã có ở trên.\n"),
        (("places",), [{"district": "d", "places": 1}], "places[0]: thiếu mục “class”.\n"),
        (("weights", "places"), -1, "weights.places: -1 nhỏ hơn 0.\n"),
    ],
)
def test_the_sentence_of_a_refusal_names_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: tuple[str | int, ...], value: object, sentence: str
) -> None:
    content = json.loads(json.dumps(A_FILE))
    within = content
    for step in place[:-1]:
        within = within[step]
    within[place[-1]] = value

    code, plan = allocate(tmp_path, content)

    assert (code, plan) == (1, None)
    assert capsys.readouterr().err == sentence


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b'{"classes": [', b"\xff\xfe{}", b'{"people": "\xff"}'])
def test_a_file_that_is_no_such_file_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    code, plan = allocate(tmp_path, content)

    assert (code, plan) == (1, None)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(
        ["allocate", str(tmp_path / "none.json"), "--out", str(tmp_path / "plan.json")], started=time.perf_counter()
    )

    assert code == 1
    assert "none.json" in capsys.readouterr().err


def test_the_schemas_that_ship_are_those_of_the_forms() -> None:
    assert {name: (BESIDE_THIS / name).read_bytes() for name in schemas()} == schemas()


def test_the_example_is_read_whole() -> None:
    problem = msgspec.convert(A_FILE, ProblemForm).problem

    assert (len(problem.classes), len(problem.people), problem.unit_max_per_week) == (1, 1, None)
