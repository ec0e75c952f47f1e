"""Who falls due by the quarters of a year, committee by committee: what a survey of need is answered from."""

from datetime import date
from typing import Final

from khaigiang.oversight.deadlines.queries.known import lines_on
from khaigiang.oversight.deadlines.queries.statement import Sql, everybody_due
from khaigiang.oversight.deadlines.states import WANTED, DueState
from khaigiang.planning.needs.falling_due import Quarters

# Whoever is named or in a class needs no further place.
COUNTED: Final = WANTED | {DueState.EXTENDED}
_STATES: Final = ", ".join(f"'{state.value}'" for state in sorted(COUNTED))


def due_by_committee(post_id: int, year: int, on: date) -> dict[int, Quarters] | None:
    """Holders of a post who fall due by the end of a year and have no class yet, by committee and quarter, each once.

    Who was due before the year counts in its first quarter; None where no requirement in force speaks of the post.
    Counted by the database in one statement.
    """
    lines = lines_on(on)
    if not any(post_id in line.post_ids for line in lines):
        return None
    first = year * 4
    # Whom two requirements reach counts for the one that is due soonest.
    soonest = f"""SELECT committee_id, CASE WHEN quarter < {first} THEN {first} ELSE quarter END AS quarter,
        ROW_NUMBER() OVER (PARTITION BY official_id ORDER BY falls_due, place_key, line_id) AS turn
        FROM due WHERE post_id = %s AND quarter < {first + 4} AND state IN ({_STATES})"""
    counted = (
        f"SELECT committee_id, quarter, COUNT(*) FROM ({soonest}) due WHERE turn = 1 GROUP BY committee_id, quarter"
    )
    found: dict[int, list[int]] = {}
    for committee_id, quarter, count in everybody_due(lines, on, Sql(counted, (post_id,))):
        found.setdefault(committee_id or 0, [0, 0, 0, 0])[quarter - first] += count
    return {pk: (one, two, three, four) for pk, (one, two, three, four) in found.items()}
