"""Reading load, figures and statements."""

from khaigiang.teaching.honoraria.queries.figures import figures_of
from khaigiang.teaching.honoraria.queries.load import load_of_year
from khaigiang.teaching.honoraria.queries.statements import own_payments, payment_rows, statement_rows

__all__ = ["figures_of", "load_of_year", "own_payments", "payment_rows", "statement_rows"]
