"""All reads around records of one person."""

from khaigiang.registry.duplicates.queries.comparing import (
    Fact,
    Hanging,
    Sides,
    comparison,
    hanging_on,
    own_fact,
    sides,
)
from khaigiang.registry.duplicates.queries.decided import AwayRow, apart_pairs, apart_rows, merges, obstacles_to_undoing
from khaigiang.registry.duplicates.queries.pairs import PairRow, is_kept_apart, last_scan, likely_pairs, pair_rows
from khaigiang.registry.duplicates.queries.people import people
from khaigiang.registry.duplicates.queries.ties import attached_to, obstacles_to_moving, ties

__all__ = [
    "AwayRow",
    "Fact",
    "Hanging",
    "PairRow",
    "Sides",
    "apart_pairs",
    "apart_rows",
    "attached_to",
    "comparison",
    "hanging_on",
    "is_kept_apart",
    "last_scan",
    "likely_pairs",
    "merges",
    "obstacles_to_moving",
    "obstacles_to_undoing",
    "own_fact",
    "pair_rows",
    "people",
    "sides",
    "ties",
]
