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
    NeedRow,
    SurveyPage,
    SurveyRow,
    committees_to_ask,
    survey_page,
    survey_rows,
)

__all__ = [
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
    "held_rows",
    "held_table",
    "holding_quotas",
    "people_behind",
    "projection",
    "quarter_pools",
    "survey_page",
    "survey_rows",
]
