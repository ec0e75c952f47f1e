"""All reads of the coverage ledger."""

from khaigiang.oversight.coverage.queries.ledger import LedgerRow, ledger
from khaigiang.oversight.coverage.queries.sums import StateCount, counts_by_state, remaining_by_state

__all__ = ["LedgerRow", "StateCount", "counts_by_state", "ledger", "remaining_by_state"]
