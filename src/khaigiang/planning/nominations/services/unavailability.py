"""Days on which a named person cannot attend."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.errors import LastDayBeforeFirst, NotLive, OutsideThePlan
from khaigiang.planning.nominations.models import Nomination, Unavailability
from khaigiang.planning.nominations.services.moves import given
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans import changes


@transaction.atomic
def state_unavailability(
    nomination: Nomination, *, first_day: date, last_day: date, reason: str, by: User, at: datetime
) -> Unavailability:
    """Say on which days a named person cannot attend; the allocation keeps them out of classes on these days.

    Raises NotLive, ReasonMissing, LastDayBeforeFirst or OutsideThePlan.
    """
    plan = nomination.plan
    if nomination.state not in LIVE:
        raise NotLive(official=nomination.official)
    if last_day < first_day:
        raise LastDayBeforeFirst
    if last_day < plan.starts_on or first_day > plan.ends_on:
        raise OutsideThePlan(first=f"{plan.starts_on:%d/%m/%Y}", last=f"{plan.ends_on:%d/%m/%Y}")
    stated = Unavailability.objects.create(
        nomination=nomination,
        first_day=first_day,
        last_day=last_day,
        reason=given(reason),
    )
    audit.record("state_unavailability", nomination, by=by, at=at, after=_described(stated))
    return stated


@transaction.atomic
def withdraw_unavailability(unavailability: Unavailability, *, by: User, at: datetime) -> None:
    """Say that a person can attend on these days after all."""
    audit.record("withdraw_unavailability", unavailability.nomination, by=by, at=at, before=_described(unavailability))
    unavailability.delete()
    changes.tell(unavailability.nomination.plan, by, at)


def _described(stated: Unavailability) -> dict[str, object]:
    return {"first_day": stated.first_day, "last_day": stated.last_day, "reason": stated.reason}
