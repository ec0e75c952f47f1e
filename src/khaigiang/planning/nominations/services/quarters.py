"""A committee says in which quarter its people would come."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.errors import (
    AboveTheQuarter,
    NotLive,
    PlanIsNotOpen,
    QuarterOutsideThePlan,
    SitsInAClass,
)
from khaigiang.planning.nominations.models import Nomination, QuarterWish
from khaigiang.planning.nominations.quarter_sources import class_quarters
from khaigiang.planning.nominations.queries import committees_by_quarter, quarters_of_people
from khaigiang.planning.nominations.services.moves import locked
from khaigiang.planning.nominations.states import LIVE, TAKES_A_PLACE
from khaigiang.planning.plans.models import Plan, Quota, StrictQuarters
from khaigiang.planning.plans.queries import Quarter, above_quarter
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.planning.plans.states import AboveQuarter
from khaigiang.registry.units.models import Office

Wishes = Mapping[int, Quarter | None]


@contextmanager
def within_quarters(plan: Plan) -> Iterator[None]:
    """An act of a feature above that gives people of a plan other quarters: their classes, or none; raises AboveTheQuarter.

    Only those whose quarter the act changes are looked at, and only where the plan refuses whoever is above.
    """
    if above_quarter(plan) != AboveQuarter.REFUSE:
        yield
        return
    before = quarters_of_people(plan)
    yield
    after = quarters_of_people(plan)
    refuse_people_above(plan, [pk for pk, quarter in after.items() if before.get(pk) != quarter])


def refuse_people_above(plan: Plan, nominations: Iterable[int]) -> None:
    """At the end of an act that gave these people places of quarters; raises AboveTheQuarter."""
    known = quarters_of_people(plan)
    taking = Nomination.objects.filter(pk__in=list(nominations), state__in=TAKES_A_PLACE)
    committees = taking.order_by("pk").values_list("pk", "committee")
    refuse_above(plan, [(committee, known[pk]) for pk, committee in committees if pk in known])


def refuse_above(plan: Plan, taken: Iterable[tuple[int, Quarter]]) -> None:
    """At the end of an act that took places of committees (by their ids) in quarters.

    Raises AboveTheQuarter where one of them is above its places there and the plan refuses that.
    """
    # The last lock that is taken, so that whoever holds it waits for nobody, and who waited for it sees what was kept.
    if StrictQuarters.objects.select_for_update().filter(plan=plan).first() is None:
        return
    quarters = committees_by_quarter(plan)
    for committee_id, quarter in dict.fromkeys(taken) if quarters else ():
        cell = quarters[committee_id].cell(quarter)
        if cell.above:
            raise AboveTheQuarter(
                committee=Office.objects.get(pk=committee_id), places=cell.given, quarter=cell.label, taken=cell.taken
            )


@transaction.atomic
def wish_quarters(
    plan: Plan, committee: Office, wishes: Wishes, *, by: User, at: datetime
) -> dict[int, Quarter | None]:
    """Say in which quarter people of a committee (by the nomination) would come, None where it is open; all or nobody.

    Returns what those who changed wished before, by which it is undone. Raises PlanIsNotOpen, QuarterOutsideThePlan,
    NobodyChosen, NotLive, SitsInAClass or AboveTheQuarter.
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
    refuse_people_above(plan, changed)
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
