"""A draft that comes back changed: which figures and names a hand altered, and its changes kept when it is numbered."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from docx import Document
from docx.document import Document as WordDocument

from khaigiang.papers import class_decision, summons
from khaigiang.papers.comparison import Difference, carried_over, differences
from khaigiang.papers.tests import makers
from khaigiang.papers.tests.reading import docx_text

CONTENT = makers.make_summons(trainees=3)
DRAFT = replace(CONTENT, letterhead=replace(CONTENT.letterhead, number=None, dated_on=None))
NAMES = tuple(person.name for person in CONTENT.trainees)


def edited(docx: bytes, change: Callable[[WordDocument], object]) -> bytes:
    """A file after somebody has changed it in Word."""
    document = Document(io.BytesIO(docx))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def retype(old: str, new: str) -> Callable[[WordDocument], object]:
    """Type something else over a text, wherever it stands."""

    def change(document: WordDocument) -> None:
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        for paragraph in [*document.paragraphs, *(line for cell in cells for line in cell.paragraphs)]:
            for run in paragraph.runs:
                run.text = run.text.replace(old, new)

    return change


def test_a_file_that_was_only_opened_and_saved_has_no_difference() -> None:
    made = summons.docx(DRAFT)

    assert differences(made, edited(made, lambda _document: None), NAMES) == []


def test_a_figure_altered_by_hand_is_told_with_its_place() -> None:
    made = summons.docx(DRAFT)

    [found] = differences(made, edited(made, retype("7 giờ 15", "8 giờ 00")), NAMES)

    assert (found.kind, "7 giờ 15" in found.before, "8 giờ 00" in found.after) == ("figure", True, True)
    assert found.place.isdecimal()


def test_a_name_altered_by_hand_is_told_with_its_cell() -> None:
    made = summons.docx(DRAFT)

    found = differences(made, edited(made, retype(NAMES[1], "Trần Văn Khoa")), NAMES)

    assert found == [Difference(place="2.3.2", before=NAMES[1], after="Trần Văn Khoa", kind="name")]


def test_a_name_that_got_one_more_syllable_is_an_altered_name() -> None:
    made = summons.docx(DRAFT)

    found = differences(made, edited(made, retype(NAMES[1], f"{NAMES[1]} Đức")), NAMES)

    assert found == [Difference(place="2.3.2", before=NAMES[1], after=f"{NAMES[1]} Đức", kind="name")]


def test_a_person_deleted_or_added_by_hand_is_told() -> None:
    made = summons.docx(DRAFT)

    def drop(document: WordDocument) -> None:
        row = document.tables[1].rows[2]._tr
        row.getparent().remove(row)

    gone = differences(made, edited(made, drop), NAMES)
    came = differences(edited(made, drop), made, NAMES)

    assert [(one.before, one.kind) for one in gone if one.kind == "name"] == [(NAMES[1], "name")]
    assert [(one.after, one.kind) for one in came if one.kind == "name"] == [(NAMES[1], "name")]


def test_other_words_are_told_apart() -> None:
    made = summons.docx(DRAFT)
    returned = edited(made, retype("Trang phục nghiêm túc", "Trang phục công sở"))

    assert [one.kind for one in differences(made, returned, NAMES)] == ["text"]


def test_a_changed_draft_keeps_its_changes_when_it_gets_number_and_date() -> None:
    made, final = summons.docx(DRAFT), summons.docx(CONTENT)
    returned = edited(made, retype("Trang phục nghiêm túc", "Trang phục công sở"))

    carried = docx_text(carried_over(made, returned, final))

    assert ("Trang phục công sở" in carried, "DỰ THẢO" in carried) == (True, False)
    assert ("Số: 156/QĐ-TĐTCB" in carried, "ngày 10 tháng 3 năm 2023" in carried) == (True, True)
    assert differences(final, carried_over(made, returned, final), NAMES)[0].kind == "text"


def test_a_draft_that_nobody_changed_becomes_the_final_text_itself() -> None:
    content = makers.make_class_decision(trainees=40)
    draft = replace(content, letterhead=replace(content.letterhead, number=None, dated_on=None))
    made, final = class_decision.docx(draft), class_decision.docx(content)

    assert differences(final, carried_over(made, edited(made, lambda _document: None), final), ()) == []


def test_number_and_date_are_those_of_the_register_even_where_a_hand_wrote_others() -> None:
    made, final = summons.docx(DRAFT), summons.docx(CONTENT)
    returned = edited(made, retype("Hà Nội, ngày", "Hà Nội, ngày 1"))

    assert "Hà Nội, ngày 10 tháng 3 năm 2023" in docx_text(carried_over(made, returned, final))
    assert DRAFT.letterhead.dated_on is None
    assert CONTENT.letterhead.dated_on == date(2023, 3, 10)
