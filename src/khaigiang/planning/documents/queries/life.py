"""The life of a paper as a line of steps: what is done, what is next, and whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Copy, Document
from khaigiang.planning.documents.owners import Hands, hands_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a paper; `mark` is "done", "current" or "todo", `act` the service that takes it."""

    act: str
    label: str
    done_on: date | None
    note: str
    whose: str
    mark: str = "todo"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLife:
    """A paper's steps, the one that is next, and its copies."""

    steps: list[Step]
    next: Step | None
    copies: list[Copy]


def life_of(document: Document) -> PaperLife:
    """The steps of an own paper in their order."""
    copies = list(document.copies.order_by("pk"))
    steps = list(_steps(document, hands_of(document), copies))
    first = next((step for step in steps if step.done_on is None), None)
    marked = [replace(step, mark=_mark(step, first)) for step in steps]
    return PaperLife(steps=marked, next=first, copies=copies)


def _mark(step: Step, first: Step | None) -> str:
    if step.done_on is not None:
        return "done"
    return "current" if step is first else "todo"


def _steps(document: Document, hands: Hands, copies: list[Copy]) -> Iterator[Step]:
    yield Step(
        act="draft_paper",
        label=_("Drafted"),
        done_on=local_day(document.created_at),
        note=hands.drafter,
        whose=hands.drafter,
    )
    if hands.initialler or document.initialled_on:
        yield Step(
            act="initial_paper",
            label=_("Initialled"),
            done_on=document.initialled_on,
            note=document.initialler_name or hands.initialler,
            whose=hands.initialler,
        )
    yield Step(
        act="sign_paper",
        label=_("Signing"),
        done_on=document.signed_on,
        note=document.signer_name or hands.signer,
        whose=hands.signer,
    )
    yield Step(
        act="issue_paper",
        label=_("Numbered and dated"),
        done_on=document.issued_on,
        note=document.number or hands.numberer,
        whose=hands.numberer,
    )
    yield Step(act="seal_paper", label=_("Sealed"), done_on=document.sealed_on, note=hands.sealer, whose=hands.sealer)
    yield Step(
        act="send_copies",
        label=_("Copies sent"),
        done_on=max((copy.sent_on for copy in copies), default=None),
        note=_received(copies),
        whose=hands.numberer,
    )
    yield Step(
        act="file_scan",
        label=_("Signed scan filed"),
        done_on=local_day(document.file.stored_at) if document.issued_on and document.file else None,
        note="",
        whose=hands.numberer,
    )


def _received(copies: list[Copy]) -> str:
    if not copies:
        return ""
    received = sum(copy.received_on is not None for copy in copies)
    return _("%(received)s of %(sent)s received") % {"received": received, "sent": len(copies)}
