"""`khaigiang timetable`: a file in, a file out, and a sentence with its place for a file that does not fit together."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from khaigiang.solvers import timetabling
from khaigiang.solvers.command_line import run
from khaigiang.solvers.timetabling import broken_demands, cost
from khaigiang.solvers.timetabling.form import PlanForm, ProblemForm, placements_of, problem_of

SCHEMAS = Path(timetabling.__file__).parent

# Two half-days of one date, one of the next; two classes of a topic and a discussion that follows it.
PIECES: list[dict[str, Any]] = [
    {"id": "topic", "kind": "topic", "block": 1, "lecturers": ["an", "binh"], "features": ["projector"]},
    {
        "id": "talk",
        "kind": "discussion",
        "block": 1,
        "lecturers": [],
        "features": [],
        "after": ["topic"],
        "fixed": None,
    },
]
PROBLEM: dict[str, Any] = {
    "half_days": [
        {"id": "13s", "date": "2023-03-13", "part": "sáng"},
        {"id": "13c", "date": "2023-03-13", "part": "chiều"},
        {"id": "14s", "date": "2023-03-14", "part": "sáng"},
    ],
    "halls": [
        {"id": "A", "size": 120, "features": ["projector"], "closed": ["14s"]},
        {"id": "B", "size": 100, "features": [], "closed": []},
    ],
    "lecturers": [
        {"id": "an", "away": ["13c"], "unwanted": ["13s"], "max_per_day": 2, "max_per_week": 6, "fair": 1},
        {"id": "binh", "away": [], "unwanted": [], "max_per_day": 1, "max_per_week": 6, "fair": 1},
    ],
    "classes": [
        {"id": "K1", "size": 90, "half_days": ["13s", "13c", "14s"], "pieces": PIECES},
        {"id": "K2", "size": 100, "half_days": ["13s", "13c", "14s"], "pieces": PIECES},
    ],
    "block_order": True,
    "weights": {"unwanted": 3, "hall_change": 2, "load": 5},
}


NEEDS_A_PROJECTOR = "Nội dung topic của lớp {} cần hội trường có: projector."


def solved(folder: Path, problem: object, *more: str) -> dict[str, Any]:
    source, out = folder / "problem.json", folder / "plan.json"
    source.write_text(json.dumps(problem), encoding="utf-8")
    code = run(["timetable", str(source), "--seconds", "20", "--out", str(out), *more], started=time.perf_counter())
    assert code == 0
    plan: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return plan


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    problem: dict[str, Any] = json.loads(json.dumps(PROBLEM))
    change(problem)
    return problem


def test_the_plan_stands_in_the_ids_of_the_file_and_its_price_is_true(tmp_path: Path) -> None:
    plan = solved(tmp_path, PROBLEM)

    form = msgspec.convert(PROBLEM, ProblemForm)
    placements = placements_of(form, msgspec.convert(plan, PlanForm))
    # Only hall A serves the topics, and it is closed on the 14th: one of them falls to An in the morning, and as B is
    # the only hall on the 14th, one of the talks comes on the 13th in B, after its topic in A.
    assert broken_demands(problem_of(form), placements) == []
    assert plan["cost"] == {"total": 5, "unwanted": 3, "hall_change": 2, "load": 0}
    assert cost(problem_of(form), placements).total == 5
    assert (plan["status"], plan["bound"], set(plan)) == (
        "optimal",
        5,
        {"status", "pieces", "cost", "bound", "seconds"},
    )


@pytest.mark.parametrize("half_day", ["13s", "13c"])
def test_a_fixed_piece_stands_where_it_is_fixed(half_day: str, tmp_path: Path) -> None:
    problem = changed(lambda problem: problem["classes"][1]["pieces"][0].update(fixed=half_day))

    assert solved(tmp_path, problem)["pieces"]["K2"]["topic"]["half_day"] == half_day


def test_pieces_of_a_lower_block_come_first_only_where_blocks_have_an_order(tmp_path: Path) -> None:
    def later_block_first(problem: dict[str, Any]) -> None:
        problem["classes"] = problem["classes"][:1]
        talk = problem["classes"][0]["pieces"][1]
        talk.update(block=0, after=[], fixed="14s")

    in_order = changed(later_block_first)

    assert solved(tmp_path, in_order)["status"] == "infeasible"
    assert solved(tmp_path, in_order | {"block_order": False})["status"] == "optimal"


def test_that_nothing_fits_is_an_answer(tmp_path: Path) -> None:
    problem = changed(lambda problem: problem["halls"][0].update(closed=["13s", "14s"]))

    plan = solved(tmp_path, problem)

    assert (plan["status"], plan["pieces"]) == ("infeasible", {})
    assert plan["conflict"] == [
        {"rule": "features", "class": "K1", "pieces": ["topic"], "text": NEEDS_A_PROJECTOR.format("K1")},
        {"rule": "features", "class": "K2", "pieces": ["topic"], "text": NEEDS_A_PROJECTOR.format("K2")},
        {"rule": "closed", "hall": "A", "half_day": "13s", "text": "Hội trường A không dùng được sáng 13/03/2023."},
        {"rule": "closed", "hall": "A", "half_day": "14s", "text": "Hội trường A không dùng được sáng 14/03/2023."},
    ]
    prices = [way["cost"] for way in plan["relaxations"]]
    assert (len(prices), prices) == (3, sorted(prices))
    assert all(way["text"].startswith("Bỏ yêu cầu: ") for way in plan["relaxations"])


def test_no_time_is_an_answer(tmp_path: Path) -> None:
    plan = solved(tmp_path, PROBLEM, "--seconds", "0")

    assert (plan["status"], plan["pieces"]) == ("no_plan_in_time", {})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda problem: problem["classes"][1]["pieces"][0].update(lecturers=["an", "chi"]),
            "classes[1].pieces[0].lecturers: không có giảng viên 'chi'",
        ),
        (
            lambda problem: problem["classes"][0]["pieces"][1].update(after=["tpoic"]),
            "classes[0].pieces[1].after: không có nội dung 'tpoic'",
        ),
        (
            lambda problem: problem["classes"][0]["pieces"][1].update(after=["talk"]),
            "classes[0].pieces[1].after: nội dung 'talk' không thể học sau chính nó",
        ),
        (
            lambda problem: problem["classes"][0]["pieces"][1].update(fixed="15s"),
            "classes[0].pieces[1].fixed: không có buổi '15s'",
        ),
        (
            lambda problem: problem["classes"][0]["half_days"].append("13s"),
            "classes[0].half_days: mã '13s' đứng 2 lần",
        ),
        (lambda problem: problem["halls"][1].update(closed=["x"]), "halls[1].closed: không có buổi 'x'"),
        (lambda problem: problem["lecturers"][1].update(away=["x"]), "lecturers[1].away: không có buổi 'x'"),
        (lambda problem: problem["lecturers"][0].update(unwanted=["x"]), "lecturers[0].unwanted: không có buổi 'x'"),
        (lambda problem: problem["halls"].append(problem["halls"][0]), "halls: mã 'A' đứng 2 lần"),
        (lambda problem: problem["lecturers"].append(problem["lecturers"][0]), "lecturers: mã 'an' đứng 2 lần"),
        (lambda problem: problem["classes"].append(problem["classes"][0]), "classes: mã 'K1' đứng 2 lần"),
        (
            lambda problem: problem["classes"][0]["pieces"].append(PIECES[0]),
            "classes[0].pieces: mã 'topic' đứng 2 lần",
        ),
        (lambda problem: problem["half_days"].append(problem["half_days"][0]), "half_days: mã '13s' đứng 2 lần"),
        (
            lambda problem: problem["half_days"].reverse(),
            "half_days[1].date: 2023-03-13 đứng sau 2023-03-14; các buổi phải theo thứ tự ngày",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_place(
    change: Callable[[dict[str, Any]], object], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "problem.json"
    source.write_text(json.dumps(changed(change)), encoding="utf-8")

    code = run(["timetable", str(source), "--out", str(tmp_path / "plan.json")], started=time.perf_counter())

    assert (code, capsys.readouterr().err) == (1, f"{sentence}\n")
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "problem.json"),
        ("[]", "problem.json"),
        ("{", "problem.json"),
        ('{"half_days": 3}', "half_days"),
        (json.dumps(PROBLEM | {"weights": {"load": -1}}), "weights.load"),
        (json.dumps({"classes": []}), "problem.json"),
    ],
)
def test_a_file_of_another_form_is_told_with_its_place(
    content: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "problem.json"
    source.write_text(content, encoding="utf-8")

    code = run(["timetable", str(source), "--out", str(tmp_path / "plan.json")], started=time.perf_counter())

    told = capsys.readouterr().err
    assert (code, told.startswith(f"{place}: "), told.count("\n")) == (1, True, 1)


@pytest.mark.parametrize(("name", "form"), [("problem", ProblemForm), ("plan", PlanForm)])
def test_the_schema_says_what_is_read_and_written(name: str, form: type[msgspec.Struct]) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))

    assert schema == msgspec.json.schema(form)
