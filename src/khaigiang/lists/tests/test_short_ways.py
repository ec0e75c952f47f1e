"""What is read a shorter way in long lists comes out as what is read the whole way."""

from itertools import product
from random import Random

import pytest

from khaigiang.lists import pairs
from khaigiang.lists.grid import Cell, Line, Sheet
from khaigiang.lists.layout.rows import Walk
from khaigiang.lists.pairs import Pairs
from khaigiang.lists.people import PeopleReader
from khaigiang.lists.tests.nasty.layouts import TRAPS, Drawer, Drawn, together
from khaigiang.lists.tests.nasty.people import DAYS
from khaigiang.lists.tests.test_nasty_lists import TRIALS, gazetteer
from khaigiang.lists.values.names import is_sure_name, read_name
from khaigiang.lists.values.numbers import is_sure_identity, is_sure_phone, read_identity, read_phone
from khaigiang.lists.values.reading import Reading
from khaigiang.vietnamese.encodings import is_plain


def as_sheet(drawn: Drawn, *, of_texts: bool) -> Sheet:
    """A list, its texts as a long sheet hands them on or as cells."""
    lines = [
        Line(
            number,
            tuple(
                value if value is None or (of_texts and isinstance(value, str)) else Cell(value)
                for value in (cell or None if isinstance(cell, str) else cell for cell in row)
            ),
            number in drawn.hidden,
        )
        for number, row in enumerate(drawn.rows, 1)
    ]
    return Sheet("Danh sách", lines, merged=tuple(drawn.merged))


def test_rows_of_which_nothing_is_to_be_said_are_put_together_as_all_others_are_gathered() -> None:
    random, plain = Random(1), 0

    for _ in range(100 * TRIALS):
        traps = together(random.sample(TRAPS, random.randint(0, 4)))
        drawn = Drawer(random, random.choice(DAYS), traps, strange=0.1, wrong=0.05).draw()
        reader = PeopleReader(gazetteer(DAYS.index(drawn.on)), drawn.on)
        for person in Walk(as_sheet(drawn, of_texts=False), drawn.on, {}, reader.names_unit).people():
            plain += person.is_plain
            assert reader.read(person, "x") == reader.read(person._replace(is_plain=False), "x")

    assert plain > 100 * TRIALS


def test_a_text_alone_is_read_as_its_cell() -> None:
    random = Random(2)

    for _ in range(60 * TRIALS):
        traps = together(random.sample(TRAPS, random.randint(0, 6)))
        drawn = Drawer(random, random.choice(DAYS), traps).draw()
        reader = PeopleReader(gazetteer(DAYS.index(drawn.on)), drawn.on)
        rows = [
            [reader.read(person, "x") for person in Walk(sheet, drawn.on, {}, reader.names_unit).people()]
            for sheet in (as_sheet(drawn, of_texts=False), as_sheet(drawn, of_texts=True))
        ]

        assert rows[0] == rows[1]


def test_what_is_surely_a_name_or_a_number_is_read_as_it_stands() -> None:
    words = ("Nguyễn", "Văn", "An", "Lò", "Ông", "Bà", "Phường", "Đ/c", "Ý", "nam", "Hoà", "", "Lan.", "ÔNG")
    names = [" ".join(parts) for size in (1, 2, 3) for parts in product(words, repeat=size)]
    numbers = [
        "001075029725",
        "001075000000",
        "00107502972",
        "٠٠١٠٧٥٠٢٩٧٢٥",
        "0837260626",
        "0137260626",
        "083726062",
        "",
    ]
    for name in names:
        read_name(name)

    sure = [name for name in names if is_sure_name(name)]

    assert "Nguyễn Văn An" in sure
    assert "Lò An" not in sure
    assert [name for name in sure if read_name(name) != Reading(name) or not is_plain(name)] == []
    assert [text for text in numbers if is_sure_identity(text)] == ["001075029725"]
    assert [text for text in numbers if is_sure_phone(text)] == ["0837260626"]
    assert read_identity("001075029725") == Reading("001075029725")
    assert read_phone("0837260626") == Reading("0837260626")


@pytest.mark.parametrize("marks", [1, 1 << 22])
def test_pairs_are_found_however_many_keys_share_a_mark(monkeypatch: pytest.MonkeyPatch, marks: int) -> None:
    monkeypatch.setattr(pairs, "MARKS", marks)
    found = Pairs()
    rows = [
        (("A", 1), "001075029725", ("001075029725", ("lan", 1), None)),
        (("A", 2), None, (None, ("lan", 1), ("lan", 2))),
        (("A", 3), "001075029726", ("001075029726", ("lan", 1), None)),
        (("B", 1), None, (None, ("binh", 1), ("lan", 2))),
        (("B", 2), "001075029725", ("001075029725", None, ("lan", 2))),
    ]

    for place, number, keys in rows:
        found.add(place, number, keys)

    assert found.found() == [
        (("A", 1), ("A", 2)),
        (("A", 2), ("B", 1)),
        (("A", 1), ("B", 2)),
        (("A", 2), ("B", 2)),
    ]
