"""All reads of who falls due, of requirements, of what was granted and of what was learned elsewhere."""

from khaigiang.oversight.deadlines.queries.due import DueRow, due_of, rows_of
from khaigiang.oversight.deadlines.queries.figures import (
    Figure,
    Named,
    QuarterCount,
    StateCount,
    counts_by_quarter,
    counts_by_state,
    figures,
    names_in,
)
from khaigiang.oversight.deadlines.queries.groups import (
    Joining,
    draft_plans,
    joining,
    of_people,
    plan_of,
    posts_to_excuse,
)
from khaigiang.oversight.deadlines.queries.known import Line, lines_on, plans_by_line
from khaigiang.oversight.deadlines.queries.listed import Choice, DueList, people_of
from khaigiang.oversight.deadlines.queries.needed import due_by_committee
from khaigiang.oversight.deadlines.queries.reliefs import proof_rows, relief_rows
from khaigiang.oversight.deadlines.queries.requirements import (
    Reach,
    RequirementRow,
    history,
    in_words,
    reach,
    reach_of,
    requirement_rows,
    typed_values,
    words_of,
)

__all__ = [
    "Choice",
    "DueList",
    "DueRow",
    "Figure",
    "Joining",
    "Line",
    "Named",
    "QuarterCount",
    "Reach",
    "RequirementRow",
    "StateCount",
    "counts_by_quarter",
    "counts_by_state",
    "draft_plans",
    "due_by_committee",
    "due_of",
    "figures",
    "history",
    "in_words",
    "joining",
    "lines_on",
    "names_in",
    "of_people",
    "people_of",
    "plan_of",
    "plans_by_line",
    "posts_to_excuse",
    "proof_rows",
    "reach",
    "reach_of",
    "relief_rows",
    "requirement_rows",
    "rows_of",
    "typed_values",
    "words_of",
]
