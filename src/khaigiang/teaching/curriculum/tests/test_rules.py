import pytest

from khaigiang.teaching.curriculum.rules import half_days_left, topic_lines


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("Chuyển đổi số\nCông tác dân vận", ["Chuyển đổi số", "Công tác dân vận"]),
        ("1. Chuyển đổi số\n2) Công tác dân vận", ["Chuyển đổi số", "Công tác dân vận"]),
        ("Chuyên đề 1: Chuyển đổi số;\nCĐ 2 - Công tác dân vận.", ["Chuyển đổi số", "Công tác dân vận"]),
        ("- Chuyển  đổi số\n\n•  Công tác dân vận\n", ["Chuyển đổi số", "Công tác dân vận"]),
        ("5 nhiệm vụ trọng tâm", ["5 nhiệm vụ trọng tâm"]),
        ("Nghị quyết 4.0 ở cơ sở", ["Nghị quyết 4.0 ở cơ sở"]),
        ("Chuyên đề 1\nChuyên đề nâng cao", ["Chuyên đề 1", "Chuyên đề nâng cao"]),
        ("4.0 và cán bộ", ["4.0 và cán bộ"]),
        ("   \n", []),
    ],
)
def test_numbering_bullets_and_blank_lines_are_taken_off(typed: str, titles: list[str]) -> None:
    assert topic_lines(typed) == titles


@pytest.mark.parametrize(("days", "items", "left"), [(11, 22, 0), (11, 20, 2), (10, 22, -2)])
def test_a_day_holds_two_half_days(days: int, items: int, left: int) -> None:
    assert half_days_left(days, items) == left
