"""All writes around reforms."""

from khaigiang.oversight.reforms.services.confirming import confirm_reform
from khaigiang.oversight.reforms.services.deciding import decide_move
from khaigiang.oversight.reforms.services.drafting import enter_reform
from khaigiang.oversight.reforms.services.undoing import undo_reform

__all__ = ["confirm_reform", "decide_move", "enter_reform", "undo_reform"]
