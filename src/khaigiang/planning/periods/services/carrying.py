"""Which line of an annual plan a training plan carries out."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.periods.errors import CarriesNothingOut, NotAnAnnualLine
from khaigiang.planning.periods.models import CarriedOut, PlanLine
from khaigiang.planning.periods.services.approval import refuse_unless_approved
from khaigiang.planning.periods.services.periods import implement
from khaigiang.planning.periods.states import PeriodKind
from khaigiang.planning.plans.models import Plan


@transaction.atomic
def carry_out_line(training_plan: Plan, line: PlanLine, *, by: User, at: datetime) -> CarriedOut:
    """Say which line of an annual plan a training plan carries out; its document then implements the annual plan's.

    Raises NotAnAnnualLine, PeriodPlanIsNotApproved or what a link of documents refuses.
    """
    if line.plan.kind != PeriodKind.ANNUAL:
        raise NotAnAnnualLine
    refuse_unless_approved(line.plan)
    carried = CarriedOut.objects.filter(training_plan=training_plan).select_related("line").first()
    before = {"line": str(carried.line)} if carried else None
    carried = carried or CarriedOut(training_plan=training_plan)
    carried.line = line
    carried.save()
    implement(training_plan.document, line.plan.document, clause=str(line)[:120])
    audit.record("carry_out_line", training_plan, by=by, at=at, before=before, after={"line": str(line)})
    return carried


@transaction.atomic
def take_off_line(training_plan: Plan, *, by: User, at: datetime) -> None:
    """A training plan carries out no line any more; the link of its document stays; raises CarriesNothingOut."""
    carried = CarriedOut.objects.filter(training_plan=training_plan).select_related("line").first()
    if carried is None:
        raise CarriesNothingOut
    audit.record("take_off_line", training_plan, by=by, at=at, before={"line": str(carried.line)})
    carried.delete()
