"""The mark grid of a class: everybody on its list with each mark, the mean and the band it gives now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import get_format

from khaigiang.ground.shared.cells import Saved, Typed
from khaigiang.recognition.assessment.models import Component, Mark, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import (
    EnteredMark,
    components_of,
    entered_marks,
    judgements_on,
    listed,
)
from khaigiang.recognition.assessment.rules import Judgement

# A cell of the grid: the ids of its enrolment and its component.
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCell:
    """One cell: what stands in it, which mark it was read from, and what is wrong with it."""

    enrolment_id: int
    component_id: int
    label: str
    text: str
    stands: str
    seen: str | None
    refusal: str = ""
    is_contested: bool = False

    @property
    def name(self) -> str:
        return cell_name(self.enrolment_id, self.component_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One trainee's line of the grid."""

    enrolment_id: int
    name: str
    unit: str
    cells: tuple[MarkCell, ...]
    resits: int
    judgement: Judgement
    mean: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole grid."""

    components: tuple[Component, ...]
    rows: tuple[GridRow, ...]

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows for cell in row.cells if not cell.text)


class _Trainee(NamedTuple):
    enrolment_id: int
    name: str
    unit: str


def mark_grid(
    sheet: ResultSheet, *, typed: Mapping[Cell, Typed] | None = None, saved: Saved[Cell, Mark] | None = None
) -> Grid:
    """The grid as it stands; with what a person typed put back into it when it could not be saved.

    7 statements for a class of any size.
    """
    components, entered, trainees = components_of(sheet), entered_marks(sheet), _trainees(sheet)
    judgements = judgements_on(sheet, components, entered, [trainee.enrolment_id for trainee in trainees])
    marks = _by_cell(entered)
    point = get_format("DECIMAL_SEPARATOR")
    return Grid(
        components=tuple(components),
        rows=tuple(
            GridRow(
                enrolment_id=trainee.enrolment_id,
                name=trainee.name,
                unit=trainee.unit,
                cells=tuple(
                    _cell(trainee, component, marks.get((trainee.enrolment_id, component.pk)), typed or {}, saved)
                    for component in components
                ),
                resits=sum(len(marks.get((trainee.enrolment_id, component.pk), ())) > 1 for component in components),
                judgement=(judgement := judgements[trainee.enrolment_id]),
                mean="" if judgement.mean is None else str(judgement.mean).replace(".", point),
                band=judgement.band.name if judgement.band else "",
            )
            for trainee in trainees
        ),
    )


def cell_name(enrolment_id: int, component_id: int) -> str:
    """The name of a cell's field in the form."""
    return f"m-{enrolment_id}-{component_id}"


def _trainees(sheet: ResultSheet) -> list[_Trainee]:
    people = listed(sheet.training_class).order_by("official__sort_key", "pk")
    return [_Trainee(*one) for one in people.values_list("pk", "official__full_name", "target_post__unit__name")]


def _by_cell(entered: Iterable[EnteredMark]) -> dict[Cell, list[EnteredMark]]:
    found: dict[Cell, list[EnteredMark]] = {}
    for mark in entered:
        found.setdefault((mark.enrolment_id, mark.component_id), []).append(mark)
    return found


def _cell(
    trainee: _Trainee,
    component: Component,
    marks: Sequence[EnteredMark] | None,
    typed: Mapping[Cell, Typed],
    saved: Saved[Cell, Mark] | None,
) -> MarkCell:
    key = (trainee.enrolment_id, component.pk)
    mark = marks[-1] if marks else None
    stands = _text(mark.value) if mark and mark.value is not None else ""
    return MarkCell(
        enrolment_id=trainee.enrolment_id,
        component_id=component.pk,
        label=f"{trainee.name}, {component.name}",
        text=typed[key].text if key in typed else stands,
        stands=stands,
        # After a conflict the next saving is on top of what the person has now been shown.
        seen=str(mark.version) if mark else None,
        refusal=saved.refused.get(key, "") if saved else "",
        is_contested=bool(saved and key in saved.conflicts),
    )


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
