"""One step in the life of a plan: under its lock, told to the audit."""

from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState


def locked(plan: Plan) -> Plan:
    """The plan as it stands, held until the act is done."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def moved(plan: Plan, state: PlanState, act: str, *, by: User, at: datetime, **after: object) -> Plan:
    """The plan in its new state, with an entry of the audit."""
    before = plan.state
    plan.state = state
    plan.save(update_fields=["state"])
    audit.record(act, plan, by=by, at=at, before={"state": before}, after={"state": state.value, **after})
    return plan
