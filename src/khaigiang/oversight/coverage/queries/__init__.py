"""All reads of the coverage ledger."""

from khaigiang.oversight.coverage.queries.kept import ledger
from khaigiang.oversight.coverage.queries.ledger import LedgerRow
from khaigiang.oversight.coverage.queries.remarks import with_remarks
from khaigiang.oversight.coverage.queries.shares import Share, share_label, shares, whole
from khaigiang.oversight.coverage.queries.sums import StateCount, counts_by_state, remaining_by_state

__all__ = [
    "LedgerRow",
    "Share",
    "StateCount",
    "counts_by_state",
    "ledger",
    "remaining_by_state",
    "share_label",
    "shares",
    "whole",
    "with_remarks",
]
