"""Reading documents: the register, the chain both ways, the number series."""

from khaigiang.planning.documents.queries.chain import Chain, ChainRow, chain, stands_on
from khaigiang.planning.documents.queries.register import (
    DocumentRow,
    RegisterFilter,
    RegisterPage,
    register_page,
    typed_values,
    years_of_documents,
)
from khaigiang.planning.documents.queries.series import SeriesRow, missing_numbers, series_on, series_rows

__all__ = [
    "Chain",
    "ChainRow",
    "DocumentRow",
    "RegisterFilter",
    "RegisterPage",
    "SeriesRow",
    "chain",
    "missing_numbers",
    "register_page",
    "series_on",
    "series_rows",
    "stands_on",
    "typed_values",
    "years_of_documents",
]
