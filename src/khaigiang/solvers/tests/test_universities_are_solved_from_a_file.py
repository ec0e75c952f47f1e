import time
from pathlib import Path

import pytest

from khaigiang.solvers.command_line import run
from khaigiang.solvers.courses.tests.makers import A_FILE


def solve(folder: Path, content: str, *options: str) -> int:
    """Run `khaigiang solve` on a file in this process; returns the exit code."""
    (folder / "toy.ctt").write_text(content, encoding="ascii")
    words = ["solve", str(folder / "toy.ctt"), "--out", str(folder / "toy.sol"), *options]
    return run(words, started=time.perf_counter())


def test_the_answer_has_a_line_for_every_lecture_and_the_price_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert solve(tmp_path, A_FILE, "--steps", "20000", "--seed", "3") == 0

    lines = (tmp_path / "toy.sol").read_text(encoding="utf-8").splitlines()
    told = capsys.readouterr()
    assert (
        sorted(line.split()[0] for line in lines) == ["ArcTec"] * 3 + ["Geotec"] * 5 + ["SceCosC"] * 3 + ["TecCos"] * 5
    )
    assert all(len(line.split()) == 4 for line in lines)
    assert (told.out, told.err) == (
        "",
        "Giá 0 = 0 thiếu chỗ + 0 thiếu ngày + 0 lẻ buổi + 0 đổi phòng; không thể rẻ hơn\n",
    )


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (
            A_FILE.replace("ArcTec Indaco 3", "ArcTec Indaco 30"),
            (),
            "Không có thời khóa biểu nào: môn ArcTec có 30 buổi học",
        ),
        (A_FILE.replace("Days: 5", "Days: five"), (), "toy.ctt, dòng 4: 'five' không phải số nguyên"),
        (A_FILE, ("--steps", "0"), "Hết giờ mà chưa tìm được thời khóa biểu giữ mọi quy tắc: 16 trong 16 buổi học"),
        (A_FILE, ("--seconds", "0"), "Hết giờ mà chưa tìm được thời khóa biểu giữ mọi quy tắc: 16 trong 16 buổi học"),
    ],
)
def test_without_an_answer_there_is_a_sentence_and_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, options: tuple[str, ...], sentence: str
) -> None:
    assert solve(tmp_path, content, *options) == 1

    assert capsys.readouterr().err.startswith(sentence)
    assert not (tmp_path / "toy.sol").exists()


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["solve", str(tmp_path / "no.ctt"), "--out", str(tmp_path / "no.sol")], started=time.perf_counter()) == 1

    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["soon", "-1", "nan", "inf"])
def test_a_limit_that_is_no_time_is_a_wrong_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seconds: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        solve(tmp_path, A_FILE, "--seconds", seconds)

    assert ended.value.code == 2
    assert "--seconds" in capsys.readouterr().err
