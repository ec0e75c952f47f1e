"""What became of the board since a step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.board_drawing import in_view
from khaigiang.teaching.timetable.queries.board_parts import TrayPiece, spot_of
from khaigiang.teaching.timetable.queries.rows import SessionRow, row_of
from khaigiang.teaching.timetable.queries.steps import StepRow, keys_touched, step_rows
from khaigiang.teaching.timetable.queries.tray import tray_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of the board since a step: half-days as they are now, pieces that lie in the tray or left it."""

    last: int
    steps: tuple[StepRow, ...]
    spots: dict[str, list[SessionRow]]
    tray: tuple[TrayPiece, ...]
    keys: tuple[str, ...]

    @property
    def is_anew(self) -> bool:
        """Did an act of another page change more than where pieces stand: the days of a class, or its programme?"""
        return any(step.is_from_elsewhere for step in self.steps)


def changes_on_board(
    plan: Plan, classes: QuerySet[TrainingClass], view: str, since: int, *, reader: User, now: datetime
) -> Since:
    """What changed in a view of the board after a step; one statement when nothing did."""
    found = list(plan.board_steps.filter(number__gt=since).select_related("made_by").order_by("number"))
    if not found:
        return Since(last=since, steps=(), spots={}, tray=(), keys=())
    keys = keys_touched(found)
    drafts = [Draft.from_json(kept) for step in found for kept in (*step.before, *step.after)]
    visible = list(classes.select_related("version"))
    touched = [one for one in visible if one.pk in {class_id for class_id, _item in keys}]
    return Since(
        last=found[-1].number,
        steps=tuple(step_rows(found, reader)),
        spots=spots_now(plan, visible, view, {spot_of(view, draft) for draft in drafts}, now=now),
        tray=tuple(one for one in tray_of(touched, {key[1] for key in keys}) if one.ids in keys),
        keys=tuple(f"{class_id}-{item_id}" for class_id, item_id in sorted(keys)),
    )


def spots_now(
    plan: Plan, classes: Sequence[TrainingClass], view: str, keys: Iterable[str], *, now: datetime
) -> dict[str, list[SessionRow]]:
    """What stands in these half-days of a view at present; one statement."""
    wanted = set(keys)
    found: dict[str, list[SessionRow]] = {key: [] for key in wanted}
    days = {key.split("/")[1] for key in wanted}
    sessions = Session.objects.filter(in_view(plan, view, classes), _in_rows(wanted), on__in=days)
    together = sessions.select_related("training_class", "item__block", "lecturer", "hall")
    for session in together.order_by("on", "starts_at", "training_class__number", "pk"):
        row = row_of(session, session.training_class, session_id=session.pk, now=now)
        if (key := spot_of(view, row)) in found:
            found[key].append(row)
    return found


def _in_rows(keys: Iterable[str]) -> Q:
    """Sessions of the rows of these half-days."""
    column = {"c": "training_class__in", "l": "lecturer__in", "h": "hall__in"}
    rows = {key.split("/")[0] for key in keys}
    kinds = {row[0] for row in rows} - {"m"}
    return Q(*(Q(**{column[kind]: [int(row[1:]) for row in rows if row[0] == kind]}) for kind in kinds))
