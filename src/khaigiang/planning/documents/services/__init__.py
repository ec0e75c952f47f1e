"""All writing of documents: the register, links, number series and the product's own papers.

Names ending in `_in_transaction`, and `new_draft` and `keep_paper`, are for services above, which record the act.
"""

from khaigiang.planning.documents.services.after_issue import note_receipt, seal_paper, send_copies
from khaigiang.planning.documents.services.arrivals import hand_on, register_arrival
from khaigiang.planning.documents.services.issuing import (
    Expected,
    ask_to_issue,
    expected_numbers,
    issue_next,
)
from khaigiang.planning.documents.services.links import link_documents, link_in_transaction, name_clause, unlink
from khaigiang.planning.documents.services.numbers import note_number_on_paper, release_number, reserve_number
from khaigiang.planning.documents.services.papers import (
    draft_paper,
    explain_exception,
    file_scan,
    initial_paper,
    issue_in_transaction,
    issue_paper,
    keep_paper,
    new_draft,
    refuse_ended_grounds,
    sign_in_transaction,
    sign_paper,
)
from khaigiang.planning.documents.services.register import correct_document, register_document
from khaigiang.planning.documents.services.returned import (
    accept_changed_file,
    refuse_changed_file,
    take_changed_file,
)
from khaigiang.planning.documents.services.series import end_series, open_series

__all__ = [
    "Expected",
    "accept_changed_file",
    "ask_to_issue",
    "correct_document",
    "draft_paper",
    "end_series",
    "expected_numbers",
    "explain_exception",
    "file_scan",
    "hand_on",
    "initial_paper",
    "issue_in_transaction",
    "issue_next",
    "issue_paper",
    "keep_paper",
    "link_documents",
    "link_in_transaction",
    "name_clause",
    "new_draft",
    "note_number_on_paper",
    "note_receipt",
    "open_series",
    "refuse_changed_file",
    "refuse_ended_grounds",
    "register_arrival",
    "register_document",
    "release_number",
    "reserve_number",
    "seal_paper",
    "send_copies",
    "sign_in_transaction",
    "sign_paper",
    "take_changed_file",
    "unlink",
]
