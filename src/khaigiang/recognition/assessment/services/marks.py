"""Entering marks: all of a block or none of it, and never over somebody else's."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.cells import Saved, Typed, contested
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.figures import decimal_from_text
from khaigiang.recognition.assessment.errors import (
    MarkNotUnderstood,
    MarkOutOfRange,
    MarksAreLocked,
    MarkTooFine,
    NothingToResit,
    ResitCannotBeEmptied,
)
from khaigiang.recognition.assessment.models import Component, Mark, ResultSheet
from khaigiang.recognition.assessment.queries.mark_grid import Cell
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass

HIGHEST: Final = Decimal(10)
FINEST: Final = -2
OPEN_TO_MARKS: Final = frozenset({SheetState.OPEN})
# A resit after the decision waits for a supplementary one; in between, what is being confirmed stands still.
OPEN_TO_RESITS: Final = frozenset({SheetState.OPEN, SheetState.RECOGNISED})


def mark_from_text(text: str) -> Decimal:
    """A mark from 0 to 10 with at most two decimals, as typed with comma or point.

    Raises MarkNotUnderstood, MarkOutOfRange or MarkTooFine.
    """
    value = decimal_from_text(text)
    if value is None:
        raise MarkNotUnderstood(text=text)
    if value > HIGHEST:
        raise MarkOutOfRange(text=text)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < FINEST:
        raise MarkTooFine(text=text)
    return value


@transaction.atomic
def enter_marks(
    training_class: TrainingClass, entries: Mapping[Cell, Typed], *, by: User, at: datetime
) -> Saved[Cell, Mark]:
    """Save the marks of a class typed into cells (enrolment id, component id); an emptied cell removes its mark.

    One bad or contested cell saves nothing. Raises MarksAreLocked.
    """
    _sheet_in(training_class.pk, OPEN_TO_MARKS)
    current = _current_marks(training_class)
    values, refused = read_cells(entries)
    refused |= _emptied_resits(values, current)
    typed_anew = {cell: value for cell, value in values.items() if _differs(current.get(cell), value)}
    taken = contested(
        {cell: entries[cell] for cell in typed_anew}, {cell: str(mark.version) for cell, mark in current.items()}
    )
    if refused or taken:
        return Saved(refused=refused, conflicts={cell: current.get(cell) for cell in taken})
    before, after = _before_and_after(typed_anew, current)
    _write(typed_anew, current, by=by, at=at)
    if typed_anew:
        audit.record("enter_marks", training_class, by=by, at=at, before=before, after=after)
    return Saved(count=len(typed_anew))


@transaction.atomic
def enter_resit(enrolment: Enrolment, component: Component, text: str, *, by: User, at: datetime) -> Mark:
    """Add the mark of a resit as a further attempt; the earlier marks stay.

    Raises NothingToResit, MarksAreLocked between locking and the decision, and the refusals of `mark_from_text`.
    """
    value = mark_from_text(text)
    _sheet_in(enrolment.training_class_id, OPEN_TO_RESITS)
    last = enrolment.marks.filter(component=component).order_by("-attempt").first()
    if last is None or last.value is None:
        raise NothingToResit
    mark = Mark.objects.create(
        enrolment=enrolment,
        component=component,
        attempt=last.attempt + 1,
        value=value,
        # Versions of a cell rise over its attempts, so that a stale grid never takes one for the other.
        version=last.version + 1,
        entered_by=by,
        entered_at=at,
    )
    audit.record("enter_resit", enrolment, by=by, at=at, before={"mark": last.value}, after={"mark": value})
    return mark


def read_cells(entries: Mapping[Cell, Typed]) -> tuple[dict[Cell, Decimal | None], dict[Cell, str]]:
    """The marks typed into cells, and the sentence for each cell that holds none."""
    values: dict[Cell, Decimal | None] = {}
    refused: dict[Cell, str] = {}
    for cell, typed in entries.items():
        try:
            values[cell] = mark_from_text(typed.text) if typed.text.strip() else None
        except DomainError as refusal:
            refused[cell] = str(refusal)
    return values, refused


def _sheet_in(class_id: int, states: frozenset[SheetState]) -> None:
    # The sheet is the lock: nobody enters a mark while somebody else is locking them.
    sheet = ResultSheet.objects.select_for_update().filter(training_class=class_id).first()
    if sheet is None or sheet.state not in states:
        raise MarksAreLocked


def _emptied_resits(values: Mapping[Cell, Decimal | None], current: Mapping[Cell, Mark]) -> dict[Cell, str]:
    emptied = [cell for cell, value in values.items() if value is None and cell in current]
    return {cell: str(ResitCannotBeEmptied()) for cell in emptied if current[cell].attempt > 1}


def _current_marks(training_class: TrainingClass) -> dict[Cell, Mark]:
    marks = Mark.objects.filter(enrolment__training_class=training_class).order_by("attempt")
    return {(mark.enrolment_id, mark.component_id): mark for mark in marks}


def _differs(mark: Mark | None, value: Decimal | None) -> bool:
    return (mark.value if mark else None) != value


def _write(values: Mapping[Cell, Decimal | None], current: Mapping[Cell, Mark], *, by: User, at: datetime) -> None:
    new, changed = [], []
    for cell, value in values.items():
        mark = current.get(cell)
        if mark is None:
            new.append(Mark(enrolment_id=cell[0], component_id=cell[1], value=value, entered_by=by, entered_at=at))
        else:
            mark.value, mark.version, mark.entered_by, mark.entered_at = value, mark.version + 1, by, at
            changed.append(mark)
    Mark.objects.bulk_create(new)
    Mark.objects.bulk_update(changed, ["value", "version", "entered_by", "entered_at"])


def _before_and_after(
    values: Mapping[Cell, Decimal | None], current: Mapping[Cell, Mark]
) -> tuple[dict[str, object], dict[str, object]]:
    before: dict[str, object] = {f"{e}/{c}": _plain(current[e, c].value) for e, c in values if (e, c) in current}
    after: dict[str, object] = {f"{e}/{c}": _plain(value) for (e, c), value in values.items()}
    return before, after


def _plain(value: Decimal | None) -> str:
    return "" if value is None else str(value)
