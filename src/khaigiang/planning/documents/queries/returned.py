"""Papers that came back altered by hand: the differences, and whose names stand in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from khaigiang.ground.accounts.models import User
from khaigiang.planning.documents.models import Document, ReturnedDraft
from khaigiang.planning.documents.places import place_in_words
from khaigiang.planning.documents.states import ReturnAnswer
from khaigiang.registry.officials.models import Official

# Two to six syllables that each begin with a capital: what may be the name of a person.
_CAPITALS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
LONGEST_NAME: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One file that came back: its differences by what they are, and what was answered."""

    id: int
    file_name: str
    returned_at: datetime
    returned_by: str
    answer: str
    answer_label: str
    answered_by: str
    reason: str
    altered: list[dict[str, str]]
    reworded: list[dict[str, str]]


def returned_rows(document: Document) -> list[ReturnedRow]:
    """All files of a paper that came back, the last first; one statement."""
    found = ReturnedDraft.objects.filter(document=document).select_related("file", "returned_by", "answered_by")
    return [_row(one) for one in found.order_by("-pk")]


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """The names of officials, and of those who sign and teach, that stand in these texts; one statement."""
    candidates = {name for text in texts for name in _candidates(text)}
    officials = Official.objects.filter(full_name__in=candidates).values_list("full_name", flat=True).order_by()
    users = User.objects.filter(full_name__in=candidates).values_list("full_name", flat=True).order_by()
    return frozenset(officials.union(users))


def accepted_file(document: Document) -> ReturnedDraft | None:
    """The file altered by hand that is the text of a paper, where one was accepted."""
    found = document.returned_drafts.filter(answer=ReturnAnswer.ACCEPTED)
    return found.select_related("drawn", "file").order_by("-pk").first()


def _candidates(text: str) -> set[str]:
    found = set()
    for run in _CAPITALS.findall(text):
        words = run.split(" ")
        for first in range(len(words)):
            for last in range(first + 2, min(first + LONGEST_NAME, len(words)) + 1):
                piece = words[first:last]
                if all(word[:1].isupper() for word in piece):
                    found.add(" ".join(piece))
    return found


def _row(one: ReturnedDraft) -> ReturnedRow:
    return ReturnedRow(
        id=one.pk,
        file_name=one.file.name,
        returned_at=one.returned_at,
        returned_by=str(one.returned_by),
        answer=one.answer,
        answer_label=one.get_answer_display() if one.answer else "",
        answered_by=str(one.answered_by or ""),
        reason=one.reason,
        altered=[_told(row) for row in one.differences if row["kind"] != "text"],
        reworded=[_told(row) for row in one.differences if row["kind"] == "text"],
    )


def _told(difference: dict[str, str]) -> dict[str, str]:
    return difference | {"where": place_in_words(difference["place"])}
