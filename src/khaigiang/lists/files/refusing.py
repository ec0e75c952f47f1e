"""Why a file is not read: every code with its sentence, which the product says in the user's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from khaigiang.lists.grid import Refused


class Reason(StrEnum):
    """The closed list of codes."""

    PASSWORD = "password"  # noqa: S105  # a reason, not a secret
    MACRO = "macro"
    TOO_LARGE = "too_large"
    EMPTY_FORM = "empty_form"
    NOT_A_WORKBOOK = "not_a_workbook"
    BINARY_WORKBOOK = "binary_workbook"
    OLD_WORD = "old_word"
    SCAN = "scan"
    HOSTILE = "hostile"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"


REASONS: Final[Mapping[str, str]] = {
    Reason.PASSWORD: "The file is protected by a password. Remove the password and send it again.",
    Reason.MACRO: "The file holds macros. Save it as an Excel workbook without macros (.xlsx) and send it again.",
    Reason.TOO_LARGE: "The file is too large to be read ({detail}).",
    Reason.EMPTY_FORM: "The file holds no rows: the form has not been filled in.",
    Reason.NOT_A_WORKBOOK: "This is not a list that can be read ({detail}). Send an Excel workbook (.xlsx).",
    Reason.BINARY_WORKBOOK: "This is a binary Excel workbook (.xlsb). Save it as .xlsx and send it again.",
    Reason.OLD_WORD: "This is an old Word document (.doc). Save it as .docx and send it again.",
    Reason.SCAN: "This is a picture or a scan: nothing in it can be read as text.",
    Reason.HOSTILE: "The file holds what no list needs ({detail}) and was not opened.",
    Reason.DAMAGED: "The file is damaged and cannot be read.",
    Reason.TOO_SLOW: "The file took too long to read.",
    Reason.TOO_MUCH_MEMORY: "The file needs too much memory to be read.",
    Reason.CRASHED: "The file could not be read: its reader broke down.",
}


def refused(code: Reason, detail: str = "") -> Refused:
    """The refusal of that code; `detail` is what its sentence names."""
    return Refused(code, detail=detail) if detail else Refused(code)


def sentence(refusal: Refused) -> str:
    """The refusal in English words."""
    return REASONS[refusal.code].format(detail=refusal.details.get("detail", ""))
