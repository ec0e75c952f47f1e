"""People who fall due, taken into the target group of a plan that is still a draft, and out of it again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.oversight.deadlines.errors import NotADraftPlan, NothingChosen
from khaigiang.oversight.deadlines.queries import Joining
from khaigiang.planning.plans.errors import ReasonMissing
from khaigiang.planning.plans.models import Plan, TargetException
from khaigiang.planning.plans.services import add_exception, withdraw_exception
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Unit


@transaction.atomic
def add_to_plan(
    plan: Plan, joining: Sequence[Joining], *, reason: str, by: User, at: datetime
) -> list[TargetException]:
    """Add the units of these people to the target group; those who are in it already stay as they are.

    Raises NothingChosen, NotADraftPlan, ReasonMissing, or what adding an exception raises.
    """
    if not joining:
        raise NothingChosen
    if not plan.is_draft:
        raise NotADraftPlan
    if not reason.strip():
        raise ReasonMissing
    places = sorted((one.unit_id, one.post_id) for one in joining if one.is_added)
    units = Unit.objects.in_bulk([unit_id for unit_id, _post in places])
    posts = Post.objects.in_bulk([post_id for _unit, post_id in places])
    added = [
        add_exception(plan, units[unit_id], posts[post_id], reason=reason, by=by, at=at) for unit_id, post_id in places
    ]
    audit.record("add_to_plan", plan, by=by, at=at, after={"units": [unit.name for unit in units.values()]})
    return added


@transaction.atomic
def take_out_of_plan(plan: Plan, exceptions: Iterable[TargetException], *, by: User, at: datetime) -> Plan:
    """Undo it: let the rule alone decide about these units; raises what withdrawing an exception raises."""
    units = [one.unit.name for one in exceptions]
    for one in exceptions:
        withdraw_exception(one, by=by, at=at)
    audit.record("take_out_of_plan", plan, by=by, at=at, before={"units": units})
    return plan
