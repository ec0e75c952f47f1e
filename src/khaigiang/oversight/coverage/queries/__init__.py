"""All reads of the coverage ledger."""

from khaigiang.oversight.coverage.queries.differing import posts_kept_wrongly
from khaigiang.oversight.coverage.queries.ledger import Ledger, ledger, ledger_of
from khaigiang.oversight.coverage.queries.planned import Source, shares_of
from khaigiang.oversight.coverage.queries.remarks import with_remarks
from khaigiang.oversight.coverage.queries.rows import Counted, Group, LedgerRow, has_reached, share_of
from khaigiang.oversight.coverage.queries.shares import Share, share_label, shares, whole
from khaigiang.oversight.coverage.queries.sums import StateCount, counts_by_state, remaining_by_state

__all__ = [
    "Counted",
    "Group",
    "Ledger",
    "LedgerRow",
    "Share",
    "Source",
    "StateCount",
    "counts_by_state",
    "has_reached",
    "ledger",
    "ledger_of",
    "posts_kept_wrongly",
    "remaining_by_state",
    "share_label",
    "share_of",
    "shares",
    "shares_of",
    "whole",
    "with_remarks",
]
