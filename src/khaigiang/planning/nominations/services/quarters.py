"""A committee says in which quarter its people would come."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.errors import NotLive, PlanIsNotOpen, QuarterOutsideThePlan, SitsInAClass
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.quarter_sources import class_quarters
from khaigiang.planning.nominations.services.moves import locked
from khaigiang.planning.nominations.states import LIVE
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.queries import Quarter
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.registry.units.models import Office

Wishes = Mapping[int, Quarter | None]


@transaction.atomic
def wish_quarters(
    plan: Plan, committee: Office, wishes: Wishes, *, by: User, at: datetime
) -> dict[int, Quarter | None]:
    """Say in which quarter people of a committee (by the nomination) would come, None where it is open; all or nobody.

    Returns what those who changed wished before, by which it is undone. Raises PlanIsNotOpen, QuarterOutsideThePlan,
    NobodyChosen, NotLive or SitsInAClass.
    """
    if not plan.is_open:
        raise PlanIsNotOpen(state=plan.get_state_display())
    refuse_quarters_outside(plan, wishes.values())
    # The quota row is the lock, as for sending.
    Quota.objects.select_for_update().filter(plan=plan, committee=committee).first()
    people = Nomination.objects.filter(pk__in=list(wishes), plan=plan, committee=committee)
    rows = {one.pk: one for one in locked(people)}
    before = dict.fromkeys(rows) | _wished(rows)
    changed = {pk: wishes[pk] for pk in rows if wishes[pk] != before[pk]}
    _refuse_settled(plan, [rows[pk] for pk in changed])
    put_wishes(changed, by=by, at=at)
    after = {str(rows[pk].official): _told(quarter) for pk, quarter in changed.items()}
    was = {str(rows[pk].official): _told(before[pk]) for pk in changed}
    audit.record("wish_quarters", committee, by=by, at=at, before=was, after={"plan": plan.pk, **after})
    return {pk: before[pk] for pk in changed}


def put_wishes(wishes: Wishes, *, by: User, at: datetime) -> None:
    """Keep wished quarters (by the nomination) within an act that records itself."""
    QuarterWish.objects.filter(nomination__in=list(wishes)).delete()
    QuarterWish.objects.bulk_create(
        QuarterWish(nomination_id=pk, year=quarter[0], quarter=quarter[1], said_at=at, said_by=by)
        for pk, quarter in wishes.items()
        if quarter
    )


def refuse_quarters_outside(plan: Plan, quarters: Iterable[Quarter | None]) -> None:
    """Raise QuarterOutsideThePlan for a quarter that the days of the plan do not touch."""
    known = {None, *quarters_between(plan.starts_on, plan.ends_on)}
    for quarter in quarters:
        if quarter is not None and quarter not in known:
            raise QuarterOutsideThePlan(quarter=quarter[1], year=quarter[0])


def pass_on_wish(left: Nomination, new: Nomination, *, by: User, at: datetime) -> None:
    """Let a substitute come in the quarter wished for who is replaced, within an act that records itself."""
    put_wishes({new.pk: _wished([left.pk]).get(left.pk)}, by=by, at=at)


def _refuse_settled(plan: Plan, people: Iterable[Nomination]) -> None:
    in_classes = class_quarters(plan)
    for one in people:
        if one.state not in LIVE:
            raise NotLive(official=one.official)
        if one.pk in in_classes:
            raise SitsInAClass(official=one.official)


def _wished(nominations: Iterable[int]) -> dict[int, Quarter]:
    return {
        one.nomination_id: (one.year, one.quarter)
        for one in QuarterWish.objects.filter(nomination__in=list(nominations))
    }


def _told(quarter: Quarter | None) -> str:
    return f"{quarter[1]}/{quarter[0]}" if quarter else ""
