"""Where something stands in a Word file: the number of its paragraph, or table, row and cell."""

from typing import Any, Final

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH: Final = f"{WORD}p"
TEXT: Final = f"{WORD}t"


def words_in(paragraph: Any) -> str:
    """The words of a paragraph, its line breaks as blanks."""
    parts = (one.text or "" if one.tag == TEXT else " " for one in paragraph.iter(TEXT, f"{WORD}br", f"{WORD}tab"))
    return "".join(parts)


def place_of(paragraph: Any, number: int) -> str:
    """The place of a paragraph: "12", or "2.3.1" in the third row of the second table, its first cell."""
    cell = next(paragraph.iterancestors(f"{WORD}tc"), None)
    if cell is None:
        return f"{number}"
    row = cell.getparent()
    table = next(row.iterancestors(f"{WORD}tbl"))
    tables = list(table.getroottree().iter(f"{WORD}tbl"))
    return ".".join(
        str(own.index(one) + 1 if one in own else 0)
        for own, one in (
            (tables, table),
            (table.findall(f"{WORD}tr"), row),
            (row.findall(f"{WORD}tc"), cell),
        )
    )
