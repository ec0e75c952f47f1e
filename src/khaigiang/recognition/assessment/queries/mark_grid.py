"""The mark grid of a class: everybody on its list with each mark, the mean and the band it gives now."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from khaigiang.ground.shared.cells import Saved, Typed
from khaigiang.recognition.assessment.models import Component, Mark, ResultSheet
from khaigiang.recognition.assessment.queries.judgements import judgements_of, listed
from khaigiang.recognition.assessment.rules import Judgement
from khaigiang.teaching.cohorts.models import Enrolment

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole grid."""

    components: tuple[Component, ...]
    rows: tuple[GridRow, ...]

    @property
    def missing(self) -> int:
        return sum(1 for row in self.rows for cell in row.cells if not cell.text)


def mark_grid(
    sheet: ResultSheet, *, typed: Mapping[Cell, Typed] | None = None, saved: Saved[Cell, Mark] | None = None
) -> Grid:
    """The grid as it stands; with what a person typed put back into it when it could not be saved.

    10 statements for a class of any size.
    """
    components = tuple(sheet.training_class.version.components.order_by("ordinal"))
    marks = _marks_by_cell(sheet)
    judgements = judgements_of(sheet)
    enrolments = _enrolments(sheet)
    return Grid(
        components=components,
        rows=tuple(
            GridRow(
                enrolment_id=enrolment.pk,
                name=enrolment.official.full_name,
                unit=enrolment.target_post.unit.name,
                cells=tuple(
                    _cell(enrolment, component, marks.get((enrolment.pk, component.pk), []), typed or {}, saved)
                    for component in components
                ),
                resits=sum(len(marks.get((enrolment.pk, component.pk), [])) > 1 for component in components),
                judgement=judgements[enrolment.pk],
            )
            for enrolment in enrolments
        ),
    )


def cell_name(enrolment_id: int, component_id: int) -> str:
    """The name of a cell's field in the form."""
    return f"m-{enrolment_id}-{component_id}"


def _enrolments(sheet: ResultSheet) -> list[Enrolment]:
    return list(
        listed(sheet.training_class)
        .select_related("official", "target_post__unit")
        .only("official__full_name", "target_post__unit__name")
        .order_by("official__sort_key", "pk"),
    )


def _marks_by_cell(sheet: ResultSheet) -> dict[Cell, list[Mark]]:
    found: dict[Cell, list[Mark]] = {}
    for mark in Mark.objects.filter(enrolment__training_class=sheet.training_class).order_by("attempt"):
        found.setdefault((mark.enrolment_id, mark.component_id), []).append(mark)
    return found


def _cell(
    enrolment: Enrolment,
    component: Component,
    marks: list[Mark],
    typed: Mapping[Cell, Typed],
    saved: Saved[Cell, Mark] | None,
) -> MarkCell:
    key = (enrolment.pk, component.pk)
    mark = marks[-1] if marks else None
    stands = _text(mark.value) if mark and mark.value is not None else ""
    return MarkCell(
        enrolment_id=enrolment.pk,
        component_id=component.pk,
        label=f"{enrolment.official.full_name}, {component.name}",
        text=typed[key].text if key in typed else stands,
        stands=stands,
        # After a conflict the next saving is on top of what the person has now been shown.
        seen=str(mark.version) if mark else None,
        refusal=saved.refused.get(key, "") if saved else "",
        is_contested=bool(saved and key in saved.conflicts),
    )


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
