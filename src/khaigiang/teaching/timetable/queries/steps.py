"""The log of a plan's timetable in words, and which step comes next to be undone or done again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import BoardStep
from khaigiang.teaching.timetable.states import TAKEN_BACK_ELSEWHERE
from khaigiang.teaching.venues.models import Hall

Key = tuple[int, int]
SHOWN: Final = 12
NAMED: Final = 3
# So far back is looked for who changed a piece.
LOOKED_BACK: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the log in words."""

    number: int
    kind: str
    because: str
    who: str
    at: datetime
    sentences: tuple[str, ...]
    more: int
    is_own: bool
    is_undone: bool
    may_be_undone: bool
    is_from_elsewhere: bool

    @property
    def said(self) -> str:
        """Who did what, in one line, as the other person is told it."""
        return f"{self.who}: {'; '.join(self.sentences)}" + (" …" if self.more else "")


def last_step(plan: Plan) -> int:
    """The number of the last step of a plan; 0 before the first."""
    return plan.board_steps.order_by("-number").values_list("number", flat=True).first() or 0


def steps_since(plan: Plan, number: int, *, reader: User) -> list[StepRow]:
    """What was done after a step, the oldest first."""
    return step_rows(plan.board_steps.filter(number__gt=number).select_related("made_by").order_by("number"), reader)


def newest_steps(plan: Plan, *, reader: User) -> list[StepRow]:
    """The last steps of a plan, the newest first."""
    return step_rows(plan.board_steps.select_related("made_by").order_by("-number")[:SHOWN], reader)


def step_rows(steps: Iterable[BoardStep], reader: User) -> list[StepRow]:
    """Steps in words; four statements whatever their number."""
    found = list(steps)
    names = _Names.of([draft for step in found for draft in (*step.before, *step.after)])
    return [_row(step, names, reader) for step in found]


def keys_touched(steps: Iterable[BoardStep]) -> set[Key]:
    """The pieces, by class and item, that these steps touched."""
    return {(kept["class_id"], kept["item_id"]) for step in steps for kept in (*step.before, *step.after)}


def who_changed(plan: Plan, key: Key, *, besides: BoardStep | None) -> str:
    """Who last changed a piece (of a step `besides`: since then)."""
    steps = plan.board_steps.select_related("made_by").order_by("-number")
    if besides is not None:
        steps = steps.filter(number__gt=besides.number)
    for step in steps[:LOOKED_BACK]:
        if key in keys_touched([step]):
            return _who(step)
    return _("Somebody")


def step_to_undo(plan: Plan, by: User, number: int | None = None) -> BoardStep | None:
    """One's own step with this number that is not undone, or the last such."""
    own = plan.board_steps.filter(made_by=by, is_undone=False, undoes=None).order_by("-number")
    return (own if number is None else own.filter(number=number)).first()


def step_to_redo(plan: Plan, by: User) -> BoardStep | None:
    """The undoing that one did last and may do again: one's own acts since then end that."""
    own = plan.board_steps.filter(made_by=by).order_by("-number")
    last_act = own.filter(undoes=None).values_list("number", flat=True).first() or 0
    undone = own.filter(kind="undo", is_undone=False, number__gt=last_act)
    return undone.select_related("undoes").first()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    items: Mapping[int, str]
    classes: Mapping[int, str]
    lecturers: Mapping[int, str]
    halls: Mapping[int, str]

    @classmethod
    def of(cls, kept: Sequence[Mapping[str, Any]]) -> "_Names":
        items = ProgrammeItem.objects.in_bulk({one["item_id"] for one in kept})
        classes = TrainingClass.objects.in_bulk({one["class_id"] for one in kept})
        lecturers = Lecturer.objects.in_bulk({one["lecturer_id"] for one in kept if one["lecturer_id"]})
        halls = Hall.objects.in_bulk({one["hall_id"] for one in kept})
        return cls(
            items={pk: one.name for pk, one in items.items()},
            classes={pk: one.name for pk, one in classes.items()},
            lecturers={pk: str(one) for pk, one in lecturers.items()},
            halls={pk: one.name for pk, one in halls.items()},
        )


def _who(step: BoardStep) -> str:
    """Whose step it is, and by which act of another page it came."""
    if step.kind not in TAKEN_BACK_ELSEWHERE:
        return str(step.made_by)
    why = f"{step.get_kind_display()}: {step.because}"
    return f"{step.made_by} ({why}; {_('taken back')})" if step.undoes_id else f"{step.made_by} ({why})"


def _row(step: BoardStep, names: _Names, reader: User) -> StepRow:
    before, after = ({draft.key: draft for draft in map(Draft.from_json, kept)} for kept in (step.before, step.after))
    said = [_sentence(key, before.get(key), after.get(key), names) for key in dict.fromkeys([*after, *before])]
    is_own, is_from_elsewhere = step.made_by_id == reader.pk, step.kind in TAKEN_BACK_ELSEWHERE
    return StepRow(
        number=step.number,
        kind=step.get_kind_display(),
        because=step.because,
        who=_who(step),
        at=step.made_at,
        sentences=tuple(said[:NAMED]),
        more=max(0, len(said) - NAMED),
        is_own=is_own,
        is_undone=step.is_undone,
        may_be_undone=is_own and not step.is_undone and step.undoes_id is None and not is_from_elsewhere,
        is_from_elsewhere=is_from_elsewhere,
    )


def _sentence(key: Key, before: Draft | None, after: Draft | None, names: _Names) -> str:
    told = {
        "training_class": names.classes.get(key[0], "—"),
        "item": names.items.get(key[1], "—"),
        "before": _spot(before, after, names),
        "after": _spot(after, before, names),
    }
    if before is None:
        return _("%(item)s of %(training_class)s set: %(after)s") % told
    if after is None:
        return _("%(item)s of %(training_class)s taken off: %(before)s") % told
    return _("%(item)s of %(training_class)s: %(before)s → %(after)s") % told


def _spot(draft: Draft | None, beside: Draft | None, names: _Names) -> str:
    """Where a piece stands, as far as it differs from beside."""
    if draft is None:
        return ""
    parts = []
    if beside is None or (draft.on, draft.half_day) != (beside.on, beside.half_day):
        parts.append(f"{HalfDay(draft.half_day).label} {day_in_words(draft.on)}")
    elif draft.starts_at != beside.starts_at or draft.ends_at != beside.ends_at:
        parts.append(f"{draft.starts_at:%H:%M}–{draft.ends_at:%H:%M}")
    if beside is None or draft.hall_id != beside.hall_id:
        parts.append(names.halls.get(draft.hall_id, "—"))
    if draft.lecturer_id != (beside.lecturer_id if beside else None):
        parts.append(names.lecturers.get(draft.lecturer_id or 0, _("nobody")))
    return ", ".join(parts)
