"""Keeping the figures of load and honoraria, and the statements."""

from khaigiang.teaching.honoraria.services.figures import save_factor, save_norm, save_rate, save_tax
from khaigiang.teaching.honoraria.services.statements import (
    approve_statement,
    correct_line,
    discard_statement,
    make_statement,
    reckon_statement,
)

__all__ = [
    "approve_statement",
    "correct_line",
    "discard_statement",
    "make_statement",
    "reckon_statement",
    "save_factor",
    "save_norm",
    "save_rate",
    "save_tax",
]
