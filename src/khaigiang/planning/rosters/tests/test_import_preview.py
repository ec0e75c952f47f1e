"""The command that previews a list."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import override

from khaigiang.lists.codes import FLAGS, NOTICES
from khaigiang.lists.files.refusing import REASONS
from khaigiang.planning.rosters import words

LIST = """STT;Họ và tên;Ngày sinh;Đơn vị
1;Nguyễn Văn An;12/3/1975;Phường Phúc Xá - Ba Đình
2;Trần Thị Bình;1980;Yên Viên
"""


def previewed(path: Path) -> dict[str, object]:
    """What the command prints for that file."""
    out = StringIO()
    call_command("import", "preview", str(path), as_of=date(2023, 5, 24), json=True, stdout=out)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
def test_a_list_is_previewed_with_the_units_of_its_day(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")

    found = previewed(path)

    assert found["status"] == "ok"
    assert [(row["row"], row["values"].get("unit"), row["values"].get("district")) for row in found["rows"]] == [  # type: ignore[attr-defined]  # parsed JSON
        (2, "Phường Phúc Xá", "Quận Ba Đình"),
        (3, None, None),
    ]
    assert [flag["code"] for flag in found["rows"][1]["flags"]] == ["unit_ambiguous"]  # type: ignore[index]  # parsed JSON


@pytest.mark.django_db
def test_a_file_that_is_no_list_is_rejected_in_words(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"")

    assert previewed(path) == {
        "status": "rejected",
        "message": "Tệp không có dòng nào: biểu mẫu chưa được điền.",
        "rows": [],
        "duplicates": [],
        "notices": [],
    }


def test_every_doubt_notice_and_refusal_has_its_words() -> None:
    with override("en"):
        assert {code: str(text) for code, text in words.DOUBTS.items()} == FLAGS
        assert {code: str(text) for code, text in words.NOTICES.items()} == NOTICES
        assert {code: str(text) for code, text in words.REFUSALS.items()} == REASONS
