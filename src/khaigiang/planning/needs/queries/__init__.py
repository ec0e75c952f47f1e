"""Reading needs, reservations and projections."""

from khaigiang.planning.needs.queries.projection import (
    PersonRow,
    Projection,
    ProjectionRow,
    people_behind,
    projection,
)
from khaigiang.planning.needs.queries.reservations import (
    HeldRow,
    HeldTable,
    QuarterPool,
    held_rows,
    held_table,
    holding_quotas,
    quarter_pools,
)
from khaigiang.planning.needs.queries.surveys import (
    DueOfNeed,
    NeedRow,
    SurveyPage,
    SurveyRow,
    committees_to_ask,
    due_of_need,
    survey_page,
    survey_rows,
)

__all__ = [
    "DueOfNeed",
    "HeldRow",
    "HeldTable",
    "NeedRow",
    "PersonRow",
    "Projection",
    "ProjectionRow",
    "QuarterPool",
    "SurveyPage",
    "SurveyRow",
    "committees_to_ask",
    "due_of_need",
    "held_rows",
    "held_table",
    "holding_quotas",
    "people_behind",
    "projection",
    "quarter_pools",
    "survey_page",
    "survey_rows",
]
