"""Changes in lists and on pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.models import DocumentState
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.states import OF_A_CLASS, TONES, ChangeKind, ChangeState
from khaigiang.teaching.cohorts.models import ClassDecision, TrainingClass
from khaigiang.teaching.cohorts.queries import partner_of
from khaigiang.teaching.cohorts.states import BEFORE_IT_BEGINS, ClassState

PEOPLE_CHANGE_LISTS: Final = frozenset({ClassState.OPEN, ClassState.RUNNING})
ICONS: Final[dict[str, str]] = {
    ChangeKind.POSTPONE: "calendar-clock",
    ChangeKind.CANCEL: "circle-x",
    ChangeKind.MERGE: "merge",
    ChangeKind.MOVE: "arrow-right",
    ChangeKind.SWAP: "arrow-left-right",
}
HELP: Final[dict[str, Promise]] = {
    ChangeKind.POSTPONE: _("Other days; sessions and people go along"),
    ChangeKind.CANCEL: _("It is not held; its people wait for a class again"),
    ChangeKind.MERGE: _("It is not held; its people go into another class"),
    ChangeKind.MOVE: _("From this list to another on the same day"),
    ChangeKind.SWAP: _("Each takes the place of the other on the same day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change of a class."""

    id: int
    kind_label: str
    class_name: str
    other: str
    reason: str
    state: str
    state_label: str
    tone: str
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The papers of an approved change: its decision, the one that goes with it, the letter."""

    decisions: list[ClassDecision]
    letter_id: int | None
    letter_number: str
    letter_is_draft: bool

    @property
    def is_issued(self) -> bool:
        """Is one of them issued, so that the change stands?"""
        has_letter = self.letter_id is not None and not self.letter_is_draft
        return has_letter or any(one.effective_on is not None for one in self.decisions)

    @property
    def wait(self) -> bool:
        """Are its decisions still drafts?"""
        return any(one.effective_on is None for one in self.decisions)


def changes_of(training_class: TrainingClass) -> list[ChangeRow]:
    """Every change of a class or into it, the latest first; one statement."""
    found = ClassChange.objects.filter(Q(training_class=training_class) | Q(other_class=training_class))
    return change_rows(found)


def change_rows(changes: QuerySet[ClassChange]) -> list[ChangeRow]:
    """Changes as rows, the latest first; one statement."""
    together = changes.select_related("training_class", "other_class", "proposed_by").order_by("-proposed_at", "-pk")
    return [
        ChangeRow(
            id=one.pk,
            kind_label=one.get_kind_display(),
            class_name=one.training_class.name,
            other=one.other_class.name if one.other_class else "",
            reason=one.reason,
            state=one.state,
            state_label=one.get_state_display(),
            tone=TONES[one.state],
            proposed_by=str(one.proposed_by),
            proposed_at=one.proposed_at,
        )
        for one in together
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to change a class."""

    kind: str
    label: str
    icon: str
    help: str


def ways_of(training_class: TrainingClass) -> list[Way]:
    """The ways that a class in its state may change."""
    before, listed = training_class.state in BEFORE_IT_BEGINS, training_class.state in PEOPLE_CHANGE_LISTS
    open_to = {kind for kind in ChangeKind if (before if kind in OF_A_CLASS else listed)}
    return [
        Way(kind=kind.value, label=str(kind.label), icon=ICONS[kind], help=str(HELP[kind]))
        for kind in ChangeKind
        if kind in open_to
    ]


def waiting_changes() -> QuerySet[ClassChange]:
    """Changes that wait for approval."""
    return ClassChange.objects.filter(state=ChangeState.PROPOSED)


def papers_of(change: ClassChange) -> Papers:
    """The papers of a change; three statements."""
    found = ClassDecision.objects.filter(class_change=change).select_related("training_class", "document")
    first = found.first()
    partner = partner_of(first) if first else None
    letter = change.letter
    return Papers(
        decisions=[one for one in (first, partner) if one is not None],
        letter_id=letter.pk if letter else None,
        letter_number=letter.number if letter else "",
        letter_is_draft=letter is not None and letter.state != DocumentState.ISSUED,
    )


def carried_out(classes: QuerySet[TrainingClass]) -> list[tuple[ClassChange, bool]]:
    """The last approved change of each of these classes that has not begun, or is not held any more, as a whole; and
    whether a decision or letter of it still waits to be issued. One statement."""
    found = ClassChange.objects.filter(
        state=ChangeState.APPROVED,
        kind__in=sorted(OF_A_CLASS),
        training_class__in=classes,
        training_class__state__in=sorted(BEFORE_IT_BEGINS | {ClassState.CANCELLED}),
    )
    together = found.select_related("training_class", "decision", "letter").order_by("training_class__number", "pk")
    last = {change.training_class_id: change for change in together}
    return [(change, _waits(change)) for change in last.values()]


def _waits(change: ClassChange) -> bool:
    undecided = change.decision is not None and change.decision.effective_on is None
    return undecided or (change.letter is not None and change.letter.state != DocumentState.ISSUED)
