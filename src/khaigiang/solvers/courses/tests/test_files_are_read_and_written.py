"""The form of the competition: read whole, and refused with the line where it does not fit."""

from pathlib import Path

import pytest

from khaigiang.solvers.courses.problem import Course, Curriculum, Room, Sitting, Slot
from khaigiang.solvers.courses.reading import read, read_timetable, write
from khaigiang.solvers.courses.tests.makers import A_FILE
from khaigiang.solvers.errors import MalformedProblem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "toy.ctt"


def test_a_file_is_read_whole(file: Path) -> None:
    file.write_text(A_FILE, encoding="ascii")
    problem = read(file)

    assert (problem.name, problem.days, problem.periods_a_day, problem.lectures) == ("Toy", 5, 4, 16)
    assert problem.courses[1] == Course(id="ArcTec", teacher="Indaco", lectures=3, days=2, students=42)
    assert problem.rooms[2] == Room(id="rC", seats=40)
    assert problem.curricula == (
        Curriculum(id="Cur1", courses=("SceCosC", "ArcTec", "TecCos")),
        Curriculum(id="Cur2", courses=("TecCos", "Geotec")),
    )
    assert {slot for course, slot in problem.closed if course == "TecCos"} == {
        Slot(2, 0),
        Slot(2, 1),
        Slot(3, 2),
        Slot(3, 3),
    }


@pytest.mark.parametrize(
    "same",
    [
        A_FILE.replace("\n", "\r\n"),
        A_FILE.replace("\n", "\n\n"),
        "\ufeff" + A_FILE,
        A_FILE.replace(" ", "   ").replace("\n", " \n"),
        A_FILE.removesuffix("\n"),
    ],
    ids=["Windows", "blank lines", "a mark at its beginning", "wide spaces", "no last line end"],
)
def test_line_ends_blanks_and_marks_change_nothing(file: Path, same: str) -> None:
    file.write_text(A_FILE, encoding="utf-8", newline="")
    expected = read(file)
    file.write_text(same, encoding="utf-8", newline="")

    assert read(file) == expected


def test_a_week_without_closed_periods_and_curricula_is_read(file: Path) -> None:
    file.write_text(
        "Name: small\nCourses: 1\nRooms: 1\nDays: 1\nPeriods_per_day: 1\nCurricula: 0\nConstraints: 0\n\n"
        "COURSES:\nA T 1 1 0\n\nROOMS:\nR 0\n\nCURRICULA:\n\nUNAVAILABILITY_CONSTRAINTS:\n\nEND.\n",
        encoding="ascii",
    )

    problem = read(file)
    assert (problem.curricula, problem.closed, problem.periods) == ((), frozenset(), 1)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("ArcTec Indaco 3 2 42", "ArcTec Indaco 3 2", "dòng 11: 'ArcTec Indaco 3 2' phải có dạng “course teacher"),
        ("ArcTec Indaco 3 2 42", "ArcTec Indaco x 2 42", "dòng 11: 'x' không phải số nguyên"),
        ("ArcTec Indaco 3 2 42", "ArcTec Indaco -3 2 42", "dòng 11: '-3' không phải số nguyên"),
        ("ArcTec Indaco", "TecCos Indaco", "dòng 12: 'TecCos' đã có ở trên"),
        ("Courses: 4", "Courses: 5", "dòng 2: báo 5 mục mà chương COURSES có 4"),
        ("rB\t50", "rB", "dòng 17: 'rB' phải có dạng “room seats”"),
        ("Cur2 2 TecCos Geotec", "Cur2 3 TecCos Geotec", "dòng 22: chương trình học phải có dạng"),
        ("Cur2 2 TecCos Geotec", "Cur2 2 TecCos Geo", "dòng 22: không có môn 'Geo'"),
        ("TecCos 2 0", "TecCos 5 0", "dòng 25: 5 không nằm trong khoảng từ 0 đến 4"),
        ("TecCos 2 0", "TecCos 2 4", "dòng 25: 4 không nằm trong khoảng từ 0 đến 3"),
        ("TecCos 2 0", "Tec 2 0", "dòng 25: không có môn 'Tec'"),
        ("Days: 5", "Days: 0", "dòng 4: 0 không nằm trong khoảng từ 1 đến"),
        ("Days: 5\n", "", "thiếu dòng “Days:” trước chương thứ nhất"),
        ("Periods_per_day: 4", "Periods_per_day: 4 5", "dòng 5: 'Periods_per_day: 4 5' phải có dạng"),
        ("ROOMS:", "ROMS:", "dòng 15: mẫu này không có chương 'ROMS'"),
        ("CURRICULA:", "ROOMS:", "dòng 20: chương ROOMS lặp lại"),
        ("END.", "", "tệp kết thúc mà không có “END.”; có thể tệp bị cắt cụt"),
        ("Geotec Scarlatti 5 4 18", "x" * 100, "dòng 13: '" + "x" * 60 + "…' phải có dạng"),
        ("Name: Toy", "What is this", "dòng 1: 'What' không phải là"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(file: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in A_FILE
    file.write_text(A_FILE.replace(right, wrong, 1), encoding="ascii")

    with pytest.raises(MalformedProblem) as refused:
        read(file)
    assert str(refused.value).startswith(f"toy.ctt, {sentence}" if "dòng" in sentence[:4] else f"toy.ctt: {sentence}")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\xff\xfe", b"{}", b"END.\n"])
def test_what_is_no_such_file_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    with pytest.raises(MalformedProblem):
        read(file)


def test_a_timetable_is_written_one_lecture_a_line_and_read_again(file: Path) -> None:
    timetable = (
        Sitting(course="A", room="rA", slot=Slot(0, 2)),
        Sitting(course="B", room="rB", slot=Slot(4, 0)),
    )
    write(file, timetable)

    assert file.read_text(encoding="utf-8") == "A rA 0 2\nB rB 4 0\n"
    assert read_timetable(file) == timetable


def test_an_answer_that_is_none_is_refused_with_its_line(file: Path) -> None:
    file.write_text("B rB 4 0\nB rB 4\n", encoding="ascii")

    with pytest.raises(MalformedProblem, match="dòng 2: 'B rB 4' phải có dạng “course room day period”"):
        read_timetable(file)
