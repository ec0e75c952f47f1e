"""The last lists of who falls due, kept in memory until anything is written."""

from datetime import date
from typing import Final

from khaigiang.ground.audit.kept import Kept
from khaigiang.oversight.deadlines.queries.due import DueRow, read_due

# Some 120 MB: two days of the largest city.
MOST_ROWS: Final = 250_000
_lists: Final[Kept[date, DueRow]] = Kept(most=MOST_ROWS)


def due_on(on: date) -> list[DueRow]:
    """Everybody whom requirements reach at the end of a day, the soonest due first: for whoever needs each of them.

    Pages count with `figures` and read the rows that they show alone.

    16 statements for any number of people; two while nothing has been written since the last time.
    """
    return _lists.of(on, lambda: read_due(on))
