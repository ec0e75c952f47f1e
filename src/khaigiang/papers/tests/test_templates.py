"""The Word templates that ship, and the script that makes them."""

import subprocess
import sys
from pathlib import Path

import khaigiang
from khaigiang.papers.word_filling import TEMPLATES

REPOSITORY = Path(khaigiang.__file__).parents[2]


def test_the_shipped_templates_are_what_the_script_makes(tmp_path: Path) -> None:
    script = REPOSITORY / "scripts/make_paper_templates.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)

    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.docx")}
    shipped = {file.relative_to(TEMPLATES): file.read_bytes() for file in TEMPLATES.rglob("*.docx")}
    assert sorted(made) == sorted(shipped)
    assert [name for name in made if made[name] != shipped[name]] == []


def test_the_shipped_frame_is_what_the_script_draws(tmp_path: Path) -> None:
    script = REPOSITORY / "scripts/make_certificate_frame.py"
    subprocess.run([sys.executable, script, tmp_path / "frame.svg"], check=True)

    shipped = TEMPLATES.parent / "typst/certificate-frame.svg"
    assert (tmp_path / "frame.svg").read_bytes() == shipped.read_bytes()


def test_papers_know_neither_django_nor_the_product() -> None:
    names = "certificate, opening_set, programme_report, seal, spreadsheet, summons"
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys; from khaigiang.papers import {names}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    outside = [name for name in loaded if name.startswith("khaigiang.") and not name.startswith("khaigiang.papers")]
    assert (outside, [name for name in loaded if name.split(".")[0] == "django"]) == ([], [])
