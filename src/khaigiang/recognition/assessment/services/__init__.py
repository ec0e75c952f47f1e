"""All writes of assessment, by subject."""

from khaigiang.recognition.assessment.services.decisions import (
    draft_result_decision,
    draft_supplementary_decision,
    issue_result_decision,
)
from khaigiang.recognition.assessment.services.marks import enter_marks, enter_resit
from khaigiang.recognition.assessment.services.rule_book import (
    NewBand,
    copy_components_in_transaction,
    save_rule,
    set_components,
)
from khaigiang.recognition.assessment.services.sheets import confirm_results, lock_results, open_sheet, reopen_results

__all__ = [
    "NewBand",
    "confirm_results",
    "copy_components_in_transaction",
    "draft_result_decision",
    "draft_supplementary_decision",
    "enter_marks",
    "enter_resit",
    "issue_result_decision",
    "lock_results",
    "open_sheet",
    "reopen_results",
    "save_rule",
    "set_components",
]
