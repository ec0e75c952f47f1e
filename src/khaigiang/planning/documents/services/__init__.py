"""All writing of documents: the register, links, number series and the product's own papers.

Names ending in `_in_transaction`, and `new_draft` and `keep_paper`, are for services above, which record the act.
"""

from khaigiang.planning.documents.services.links import link_documents, link_in_transaction, unlink
from khaigiang.planning.documents.services.papers import (
    draft_paper,
    file_scan,
    issue_in_transaction,
    issue_paper,
    keep_paper,
    new_draft,
    sign_in_transaction,
    sign_paper,
)
from khaigiang.planning.documents.services.register import correct_document, register_document
from khaigiang.planning.documents.services.series import end_series, open_series

__all__ = [
    "correct_document",
    "draft_paper",
    "end_series",
    "file_scan",
    "issue_in_transaction",
    "issue_paper",
    "keep_paper",
    "link_documents",
    "link_in_transaction",
    "new_draft",
    "open_series",
    "register_document",
    "sign_in_transaction",
    "sign_paper",
    "unlink",
]
