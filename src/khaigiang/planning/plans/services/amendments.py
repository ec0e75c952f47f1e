"""A later document changes single items of an approved plan; the latest amendment can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.documents.models import Document, DocumentLink
from khaigiang.planning.documents.services import link_in_transaction
from khaigiang.planning.plans import changes
from khaigiang.planning.plans.errors import (
    AlreadyAmendedByIt,
    AmendedByItself,
    AmendedLater,
    ChangedSinceAmended,
    EndsBeforeItBegins,
    NothingIsAmended,
    NotInForceYet,
    NotOpen,
)
from khaigiang.planning.plans.models import AmendedItem, Plan, PlanAmendment, QuarterTarget
from khaigiang.planning.plans.queries import ItemRow, amendment_rows, changed_items, items_now
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.services.moving import locked
from khaigiang.planning.plans.services.places import change_places
from khaigiang.planning.plans.services.plans import refuse_quarters_outside
from khaigiang.planning.plans.states import QUARTERLY, AmendedField

DAYS = (AmendedField.STARTS_ON, AmendedField.ENDS_ON, AmendedField.DUE_ON)


@transaction.atomic
def amend_plan(
    plan: Plan,
    wanted: Mapping[Key, str],
    *,
    document: Document,
    in_force_on: date,
    clause: str = "",
    by: User,
    at: datetime,
) -> PlanAmendment:
    """Give items of an approved plan the values that a later document says, keeping what each was.

    Raises NotOpen, NotInForceYet, AmendedByItself, AlreadyAmendedByIt, AmendedLater, NothingIsAmended,
    EndsBeforeItBegins, NotAQuarterOfThePlan, MorePlacesThanPosts or what a link of documents refuses.
    """
    plan = locked(plan)
    _refuse_untimely(plan, document, in_force_on, at)
    items = changed_items(plan, wanted)
    if not items:
        raise NothingIsAmended
    _set(plan, items, {item.key: item.after for item in items})
    amendment = PlanAmendment.objects.create(
        plan=plan, document=document, clause=clause.strip(), in_force_on=in_force_on, entered_at=at, entered_by=by
    )
    AmendedItem.objects.bulk_create(
        AmendedItem(
            amendment=amendment,
            field=item.field,
            year=item.year,
            quarter=item.quarter,
            committee_id=item.committee_id,
            before=item.before,
            after=item.after,
        )
        for item in items
    )
    _link(document, plan.document, clause)
    audit.record("amend_plan", plan, by=by, at=at, before=_told(items, "was"), after=_told(items, "becomes"))
    changes.tell(plan, by, at)
    return amendment


@transaction.atomic
def withdraw_amendment(amendment: PlanAmendment, *, by: User, at: datetime) -> Plan:
    """Take the latest amendment back: every item is what it was; raises NotOpen, AmendedLater or ChangedSinceAmended."""
    plan = locked(amendment.plan)
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
    latest, *_others = amendment_rows(plan)
    if latest.id != amendment.pk:
        raise AmendedLater(document=latest.number, day=f"{latest.in_force_on:%d/%m/%Y}")
    now = items_now(plan)
    for item in latest.items:
        if now.get(item.key, "") != item.after:
            raise ChangedSinceAmended(item=item.label)
    _set(plan, latest.items, {item.key: item.before for item in latest.items})
    amendment.delete()
    audit.record(
        "withdraw_amendment",
        plan,
        by=by,
        at=at,
        before=_told(latest.items, "becomes"),
        after=_told(latest.items, "was"),
    )
    changes.tell(plan, by, at)
    return plan


def _refuse_untimely(plan: Plan, document: Document, in_force_on: date, at: datetime) -> None:
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
    if in_force_on > local_day(at):
        raise NotInForceYet(day=f"{in_force_on:%d/%m/%Y}")
    if document.pk == plan.document_id:
        raise AmendedByItself(document=document)
    if plan.amendments.filter(document=document, in_force_on=in_force_on).exists():
        raise AlreadyAmendedByIt(document=document)
    later = plan.amendments.filter(in_force_on__gt=in_force_on).select_related("document").first()
    if later:
        raise AmendedLater(document=later.document.number, day=f"{later.in_force_on:%d/%m/%Y}")


def _set(plan: Plan, items: Iterable[ItemRow], values: Mapping[Key, str]) -> None:
    rows = list(items)
    for item in rows:
        if item.field in DAYS:
            text = values[item.key]
            setattr(plan, item.field, date.fromisoformat(text) if text else None)
    if plan.ends_on < plan.starts_on:
        raise EndsBeforeItBegins
    plan.save(update_fields=[field.value for field in DAYS])
    quarters = [item for item in rows if item.field in QUARTERLY]
    for item in quarters:
        _set_quarter(plan, item, values[item.key])
    _drop_empty_quarters(plan, quarters, values)
    refuse_quarters_outside(plan, plan.quarters.all())
    places = {item.committee_id: int(values[item.key]) for item in rows if item.committee_id is not None}
    if places:
        change_places(plan, places)


def _set_quarter(plan: Plan, item: ItemRow, text: str) -> None:
    assert item.year is not None
    assert item.quarter is not None
    row, _made = QuarterTarget.objects.get_or_create(
        plan=plan, year=item.year, quarter=item.quarter, defaults={"classes": 0, "places": 0}
    )
    setattr(row, "classes" if item.field == AmendedField.CLASSES else "places", int(text or 0))
    row.save()


def _drop_empty_quarters(plan: Plan, items: Iterable[ItemRow], values: Mapping[Key, str]) -> None:
    emptied = {(item.year, item.quarter) for item in items if values[item.key] == ""}
    for row in plan.quarters.filter(classes=0, places=0):
        if (row.year, row.quarter) in emptied:
            row.delete()


def _link(document: Document, amended: Document, clause: str) -> None:
    amends = DocumentLink.Relation.AMENDS
    if not DocumentLink.objects.filter(document=document, relation=amends, target=amended).exists():
        link_in_transaction(document, relation=amends, target=amended, clause=clause)


def _told(items: Iterable[ItemRow], side: str) -> dict[str, object]:
    return {item.label: getattr(item, side) for item in items}
