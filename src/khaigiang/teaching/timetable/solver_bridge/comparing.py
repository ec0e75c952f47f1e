"""Two timetables side by side: what each costs, and what stands elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from khaigiang.solvers import timetabling as solver
from khaigiang.teaching.runs.comparing import Both
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session, TimetableRun
from khaigiang.teaching.timetable.queries.names import Names, in_words, names_of
from khaigiang.teaching.timetable.queries.runs import PARTS, drafts_of
from khaigiang.teaching.timetable.queries.situation import situation_of
from khaigiang.teaching.timetable.solver_bridge.problem import asked_of, placements_of, problem_of, weights_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: a run, or (without one) the sessions as they stand at present."""

    run: TimetableRun | None
    drafts: tuple[Draft, ...]

    @property
    def name(self) -> str:
        """What it is called in the heads of the columns."""
        return self.run.title if self.run else _("In force now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an item stands on one side; `is_moved` and the others tell what differs."""

    when: str
    hall: str
    lecturer: str
    is_moved: bool
    has_another_hall: bool
    has_another_lecturer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An item of a class that stands elsewhere on the other side; None where it does not stand at all."""

    class_name: str
    item: str
    one: Spot | None
    other: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two timetables of the same classes, priced by what counted for the first that is a run."""

    one: Side
    other: Side
    classes: int
    sessions: Both
    parts: list[Both]
    total: Both
    elsewhere: list[Elsewhere]


def compared(one: TimetableRun | None, other: TimetableRun | None) -> Comparison | None:
    """Two runs, or a run and what is in force (None), for the classes that both speak of; None while both are the same.

    Both are priced by what was asked of the first that is a run, with lecturers, halls, days and programme as they are
    today.
    """
    if one == other:
        return None
    class_ids = _classes_of_both(one, other)
    sides = _side(one, class_ids), _side(other, class_ids)
    drafts = [draft for side in sides for draft in side.drafts]
    situation = situation_of(class_ids, besides=drafts)
    problem = problem_of(situation, weights_for(asked_of(one or other)))
    first, second = (solver.cost(problem, placements_of(side.drafts, situation)) for side in sides)
    return Comparison(
        one=sides[0],
        other=sides[1],
        classes=len(situation.classes),
        sessions=Both(label=_("Half-days set"), one=len(sides[0].drafts), other=len(sides[1].drafts)),
        parts=list(_parts(problem.weights, first, second)),
        total=Both(label="", one=first.total, other=second.total),
        elsewhere=list(_elsewhere(names_of(situation), sides[0].drafts, sides[1].drafts)),
    )


def _classes_of_both(one: TimetableRun | None, other: TimetableRun | None) -> set[int]:
    both = [set(run.class_ids) for run in (one, other) if run]
    return set.intersection(*both)


def _side(run: TimetableRun | None, class_ids: set[int]) -> Side:
    if run:
        drafts = [draft for draft in drafts_of(run) if draft.class_id in class_ids]
    else:
        drafts = [Draft.of(one) for one in Session.objects.filter(training_class__in=class_ids)]
    return Side(run=run, drafts=tuple(sorted(drafts, key=lambda one: (one.class_id, one.on, one.starts_at))))


def _parts(counts: solver.Weights, first: solver.Cost, second: solver.Cost) -> Iterable[Both]:
    one, other, weights = asdict(first), asdict(second), asdict(counts)
    for part, label in PARTS.items():
        if weights.get(part):
            yield Both(label=label, one=one[part], other=other[part])


def _elsewhere(names: Names, one: Sequence[Draft], other: Sequence[Draft]) -> Iterable[Elsewhere]:
    here, there = {draft.key: draft for draft in one}, {draft.key: draft for draft in other}
    for key in dict.fromkeys([*here, *there]):
        first, second = here.get(key), there.get(key)
        if key[1] in names.items and _spot(names, first, second) != _spot(names, second, first):
            yield Elsewhere(
                class_name=names.classes[key[0]],
                item=names.items[key[1]],
                one=_spot(names, first, second),
                other=_spot(names, second, first),
            )


def _spot(names: Names, draft: Draft | None, beside: Draft | None) -> Spot | None:
    if draft is None:
        return None
    return Spot(
        when=in_words([(draft.on, draft.half_day)]),
        hall=names.halls[draft.hall_id],
        lecturer=names.lecturers[draft.lecturer_id] if draft.lecturer_id else "",
        is_moved=beside is None or (draft.on, draft.half_day) != (beside.on, beside.half_day),
        has_another_hall=beside is None or draft.hall_id != beside.hall_id,
        has_another_lecturer=beside is None or draft.lecturer_id != beside.lecturer_id,
    )
