"""The history of a plan's approval: who sent it up, and what was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khaigiang.planning.documents.models import Document
from khaigiang.planning.documents.queries import EndedGround, ended_grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow:
    """One time that a plan was sent up; the answer is empty while it waits."""

    sent_up_at: datetime
    sent_up_by: str
    answer: str
    answer_label: str
    answered_at: datetime | None
    answered_by: str
    reason: str


def submission_rows(plan: Any) -> list[SubmissionRow]:
    """Every time that a training, term or annual plan was sent up, the latest first; one statement."""
    found = plan.submissions.select_related("sent_up_by", "answered_by").order_by("-sent_up_at", "-pk")
    return [
        SubmissionRow(
            sent_up_at=one.sent_up_at,
            sent_up_by=one.sent_up_by.full_name,
            answer=one.answer,
            answer_label=one.get_answer_display(),
            answered_at=one.answered_at,
            answered_by=one.answered_by.full_name if one.answered_by else "",
            reason=one.reason,
        )
        for one in found
    ]


def ended_grounds_of(document: Document, today: date) -> list[EndedGround]:
    """On which documents that are no longer in force a plan stands: on the day of its document, today without one."""
    return ended_grounds(document, document.issued_on or today)
