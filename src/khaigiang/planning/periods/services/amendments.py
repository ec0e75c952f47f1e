"""A later document changes numbers of lines; the latest amendment can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.documents.models import Document
from khaigiang.planning.periods.models import AmendedLine, PeriodAmendment, PeriodPlan
from khaigiang.planning.periods.queries import LineChange, amendment_rows, changed_lines, numbers_now
from khaigiang.planning.periods.queries.amendments import Key
from khaigiang.planning.periods.services.approval import locked, refuse_unless_approved
from khaigiang.planning.plans.errors import AmendedLater, ChangedSinceAmended, NothingIsAmended
from khaigiang.planning.plans.services.amendments import link_as_amending, refuse_untimely, told


@transaction.atomic
def amend_period_plan(
    plan: PeriodPlan,
    wanted: Mapping[Key, str],
    *,
    document: Document,
    in_force_on: date,
    clause: str = "",
    by: User,
    at: datetime,
) -> PeriodAmendment:
    """Give numbers of lines the values that a later document says, keeping what each was.

    Raises PeriodPlanIsNotApproved, NotInForceYet, AmendedByItself, AlreadyAmendedByIt, AmendedLater, NothingIsAmended or what a link of
    documents refuses.
    """
    plan = locked(plan)
    refuse_unless_approved(plan)
    refuse_untimely(plan.amendments.all(), decided_by=plan.document, document=document, in_force_on=in_force_on, at=at)
    items = changed_lines(plan, wanted)
    if not items:
        raise NothingIsAmended
    _set(plan, items, {item.key: item.after for item in items})
    amendment = PeriodAmendment.objects.create(
        plan=plan, document=document, clause=clause.strip(), in_force_on=in_force_on, entered_at=at, entered_by=by
    )
    AmendedLine.objects.bulk_create(
        AmendedLine(amendment=amendment, line_id=item.line_id, field=item.field, before=item.before, after=item.after)
        for item in items
    )
    link_as_amending(document, plan.document, clause)
    audit.record("amend_period_plan", plan, by=by, at=at, before=told(items, "was"), after=told(items, "becomes"))
    return amendment


@transaction.atomic
def withdraw_period_amendment(amendment: PeriodAmendment, *, by: User, at: datetime) -> PeriodPlan:
    """Take the latest amendment back: every number is what it was; raises AmendedLater or ChangedSinceAmended."""
    plan = locked(amendment.plan)
    latest, *_others = amendment_rows(plan)
    if latest.id != amendment.pk:
        raise AmendedLater(document=latest.number, day=f"{latest.in_force_on:%d/%m/%Y}")
    now = numbers_now(plan)
    for item in latest.items:
        if now.get(item.key, "") != item.after:
            raise ChangedSinceAmended(item=item.label)
    _set(plan, latest.items, {item.key: item.before for item in latest.items})
    amendment.delete()
    before, after = told(latest.items, "becomes"), told(latest.items, "was")
    audit.record("withdraw_period_amendment", plan, by=by, at=at, before=before, after=after)
    return plan


def _set(plan: PeriodPlan, items: Iterable[LineChange], values: Mapping[Key, str]) -> None:
    lines = {line.pk: line for line in plan.lines.all()}
    for item in items:
        text = values[item.key]
        setattr(lines[item.line_id], item.field, int(text) if text else None)
    for line in lines.values():
        line.save(update_fields=["people", "classes", "amount"])
