import pytest

from khaigiang.ground.shared.cells import Saved, Typed, contested, typed_cells


def test_a_cell_is_contested_when_its_row_is_not_the_one_that_was_seen() -> None:
    typed = {
        "same": Typed(text="8", seen="2"),
        "newer": Typed(text="8", seen="2"),
        "was empty": Typed(text="8", seen=None),
        "empty": Typed(text="8", seen=None),
        "emptied": Typed(text="8", seen="2"),
    }
    stamps = {"same": "2", "newer": "3", "was empty": "1"}

    assert contested(typed, stamps) == {"newer", "was empty", "emptied"}


def test_only_cells_that_were_changed_are_sent_on() -> None:
    data = {
        "a": "8",
        "a-was": "7",
        "a-seen": "3",
        "b": "7",
        "b-was": "7",
        "b-seen": "1",
        "c": " 9 ",
        "c-was": "",
        "c-seen": "",
        "d": "",
        "d-was": "5",
        "d-seen": "2",
    }
    names = {1: "a", 2: "b", 3: "c", 4: "d", 5: "not sent"}

    assert typed_cells(data, names) == {
        1: Typed(text="8", seen="3"),
        3: Typed(text="9", seen=None),
        4: Typed(text="", seen="2"),
    }


def test_a_cell_sent_without_a_stamp_was_empty() -> None:
    assert typed_cells({"a": "8", "a-seen": ""}, {1: "a"}) == {1: Typed(text="8", seen=None)}
    assert typed_cells({"a": "8"}, {1: "a"}) == {1: Typed(text="8", seen=None)}


@pytest.mark.parametrize("seen", ["x", "-1", "²", "9" * 5000])
def test_a_forged_stamp_is_the_stamp_of_no_row(seen: str) -> None:
    typed = typed_cells({"a": "8", "a-seen": seen}, {1: "a"})

    assert contested(typed, {1: "1"}) == {1}


def test_a_block_is_whole_when_nothing_was_refused_or_contested() -> None:
    assert Saved(count=2).is_whole
    assert not Saved(refusal="…").is_whole
    assert not Saved(refused={1: "…"}).is_whole
    assert not Saved(conflicts={1: "7"}).is_whole
