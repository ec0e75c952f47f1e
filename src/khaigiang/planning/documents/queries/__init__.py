"""Reading documents: the register, the chain both ways, the number series."""

from khaigiang.planning.documents.queries.chain import Chain, ChainRow, chain, stands_on
from khaigiang.planning.documents.queries.life import PaperLife, Step, life_of
from khaigiang.planning.documents.queries.register import (
    DocumentRow,
    RegisterFilter,
    RegisterPage,
    register_page,
    typed_values,
    years_of_documents,
)
from khaigiang.planning.documents.queries.series import (
    NumberRow,
    Proof,
    SeriesRow,
    missing_numbers,
    next_number,
    number_row,
    proof,
    reserved_as,
    reserved_numbers,
    series_id_of,
    series_on,
    series_rows,
    text_of,
)

__all__ = [
    "Chain",
    "ChainRow",
    "DocumentRow",
    "NumberRow",
    "PaperLife",
    "Proof",
    "RegisterFilter",
    "RegisterPage",
    "SeriesRow",
    "Step",
    "chain",
    "life_of",
    "missing_numbers",
    "next_number",
    "number_row",
    "proof",
    "register_page",
    "reserved_as",
    "reserved_numbers",
    "series_id_of",
    "series_on",
    "series_rows",
    "stands_on",
    "text_of",
    "typed_values",
    "years_of_documents",
]
