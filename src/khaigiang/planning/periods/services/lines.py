"""The lines of a term or annual plan."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.periods.errors import LineIsCarriedOut, NotALineAbove
from khaigiang.planning.periods.models import PeriodPlan, PlanLine
from khaigiang.planning.periods.services.approval import locked, refuse_unless_draft


class LineValues(TypedDict):
    """What is typed about one line."""

    title: str
    people: int | None
    classes: int | None
    amount: int | None
    above: PlanLine | None


@transaction.atomic
def save_line(
    plan: PeriodPlan, line: PlanLine | None, *, by: User, at: datetime, **values: Unpack[LineValues]
) -> PlanLine:
    """Add a line at the end of a plan, or correct one; an approved plan keeps what its lines want.

    Raises IsSentUp, PeriodPlanIsApproved or NotALineAbove.
    """
    # The plan is the lock of the numbers of its lines.
    plan = locked(plan)
    above = values["above"]
    if above and above.plan_id != plan.above_id:
        raise NotALineAbove
    before = _described(line) if line else None
    if not (line and plan.is_approved and _described(line) | {"title": ""} == _wanted(values) | {"title": ""}):
        refuse_unless_draft(plan)
    changed = line or PlanLine(plan=plan, number=_next_number(plan))
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save()
    audit.record("save_line", changed, by=by, at=at, before=before, after=_described(changed))
    return changed


@transaction.atomic
def remove_line(line: PlanLine, *, by: User, at: datetime) -> PeriodPlan:
    """Take a line away that nothing carries out and no document changed.

    Raises IsSentUp, PeriodPlanIsApproved or LineIsCarriedOut.
    """
    refuse_unless_draft(locked(line.plan))
    if line.carried_out_by.exists() or line.beneath.exists() or line.amended.exists():
        raise LineIsCarriedOut(line=line)
    audit.record("remove_line", line, by=by, at=at, before=_described(line))
    line.delete()
    return line.plan


def _next_number(plan: PeriodPlan) -> int:
    last = plan.lines.order_by("-number").first()
    return last.number + 1 if last else 1


def _wanted(values: LineValues) -> dict[str, object]:
    return {**values, "above": values["above"].pk if values["above"] else None}


def _described(line: PlanLine) -> dict[str, object]:
    return {
        "title": line.title,
        "people": line.people,
        "classes": line.classes,
        "amount": line.amount,
        "above": line.above_id,
    }
