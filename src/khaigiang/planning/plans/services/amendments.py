"""A later document changes single items of an approved plan; the latest amendment can be taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

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
    MorePlacesThanPosts,
    NothingIsAmended,
    NotInForceYet,
    NotOpen,
)
from khaigiang.planning.plans.models import AmendedItem, Plan, PlanAmendment, QuarterTarget, Quota
from khaigiang.planning.plans.queries import (
    ItemRow,
    Place,
    TargetRule,
    amendment_rows,
    changed_items,
    group_changes,
    items_now,
    quota_rows,
    rule_change,
    shares_now,
)
from khaigiang.planning.plans.queries.amendments import Change, Key, value_in
from khaigiang.planning.plans.services.amending_group import (
    change_group,
    give_group_back,
    refuse_changes,
    told_of_group,
)
from khaigiang.planning.plans.services.amending_rule import (
    change_rule,
    put_rule,
    refuse_rule,
    told_of_posts,
    told_of_rule,
)
from khaigiang.planning.plans.services.moving import locked
from khaigiang.planning.plans.services.places import change_places
from khaigiang.planning.plans.services.plans import refuse_quarters_outside, set_above_quarter
from khaigiang.planning.plans.services.spreading import put_shares, refuse_shares_outside
from khaigiang.planning.plans.states import QUARTERLY, AboveQuarter, AmendedField

DAYS = (AmendedField.STARTS_ON, AmendedField.ENDS_ON, AmendedField.DUE_ON)


@transaction.atomic
def amend_plan(
    plan: Plan,
    wanted: Mapping[Key, str],
    *,
    document: Document,
    in_force_on: date,
    clause: str = "",
    group: Mapping[Place, str] | None = None,
    rule: TargetRule | None = None,
    by: User,
    at: datetime,
) -> PlanAmendment:
    """Give items of an approved plan the values that a later document says, keeping what each was.

    `group` names posts of units, each with its reason: who belongs to the target group leaves it, who does not joins
    it, from the day on. Another `rule` brings in what it finds beyond the old one and takes out what it does not find
    any more, but for whom somebody stands. The places follow the plan's rule of places, the quarters of a committee its
    places. Raises NotOpen, NotInForceYet, AmendedByItself, AlreadyAmendedByIt, AmendedLater, NothingIsAmended,
    NoPostInTheRule, EmptyTargetGroup, GroupStaysAsItIs, ReasonMissing, EndsBeforeItBegins, NotAQuarterOfThePlan,
    MorePlacesThanPosts or what a link of documents refuses.
    """
    plan = locked(plan)
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
    refuse_untimely(plan.amendments.all(), decided_by=plan.document, document=document, in_force_on=in_force_on, at=at)
    becomes = rule_change(plan, rule, in_force_on, besides=group or {})
    named = group_changes(plan, group or {}, in_force_on)
    changed = [*named, *(becomes.made if becomes else [])]
    refuse_changes(changed)
    items = changed_items(plan, wanted, changed)
    if not items and not changed and not becomes:
        raise NothingIsAmended
    amendment = PlanAmendment.objects.create(
        plan=plan, document=document, clause=clause.strip(), in_force_on=in_force_on, entered_at=at, entered_by=by
    )
    _keep(amendment, items)
    if becomes:
        refuse_rule(becomes.becomes)
        change_rule(amendment, becomes)
    change_group(amendment, changed)
    _set(plan, items, {item.key: item.after for item in items})
    _refuse_more_than_posts(plan)
    link_as_amending(document, plan.document, clause)
    before = told(items, "was") | told_of_rule(becomes, "was_in_words")
    after = (
        told(items, "becomes")
        | told_of_rule(becomes, "becomes_in_words")
        | told_of_group(named)
        | told_of_posts(becomes)
    )
    audit.record("amend_plan", plan, by=by, at=at, before=before, after=after)
    changes.tell(plan, by, at)
    return amendment


def _keep(amendment: PlanAmendment, items: Iterable[ItemRow]) -> None:
    """Write down what each item was and becomes."""
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


@transaction.atomic
def withdraw_amendment(amendment: PlanAmendment, *, by: User, at: datetime) -> Plan:
    """Take the latest amendment back: every item is what it was, the group is who it was.

    Raises NotOpen, AmendedLater, ChangedSinceAmended, AddedPostIsUsed or MorePlacesThanPosts.
    """
    plan = locked(amendment.plan)
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
    latest, *_others = amendment_rows(plan)
    if latest.id != amendment.pk:
        raise AmendedLater(document=latest.number, day=f"{latest.in_force_on:%d/%m/%Y}")
    now = items_now(plan)
    for item in latest.items:
        if value_in(now, item.key) != item.after:
            raise ChangedSinceAmended(item=item.label)
    added = give_group_back(amendment)
    if latest.rule:
        put_rule(plan, latest.rule.was)
    _set(plan, latest.items, {item.key: item.before for item in latest.items})
    amendment.delete()
    added.delete()
    _refuse_more_than_posts(plan)
    audit.record(
        "withdraw_amendment",
        plan,
        by=by,
        at=at,
        before=told(latest.items, "becomes")
        | told_of_rule(latest.rule, "becomes_in_words")
        | told_of_group(latest.posts)
        | told_of_posts(latest.rule),
        after=told(latest.items, "was") | told_of_rule(latest.rule, "was_in_words"),
    )
    changes.tell(plan, by, at)
    return plan


def refuse_untimely(
    amendments: QuerySet[Any], *, decided_by: Document, document: Document, in_force_on: date, at: datetime
) -> None:
    """Raise NotInForceYet, AmendedByItself, AlreadyAmendedByIt or AmendedLater, given the amendments known so far."""
    if in_force_on > local_day(at):
        raise NotInForceYet(day=f"{in_force_on:%d/%m/%Y}")
    if document.pk == decided_by.pk:
        raise AmendedByItself(document=document)
    if amendments.filter(document=document, in_force_on=in_force_on).exists():
        raise AlreadyAmendedByIt(document=document)
    later = amendments.filter(in_force_on__gt=in_force_on).select_related("document").first()
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
    for item in rows:
        if item.field == AmendedField.ABOVE_QUARTER:
            set_above_quarter(plan, AboveQuarter(values[item.key]))
    _set_places(plan, rows, values)
    refuse_shares_outside(plan)


def _set_places(plan: Plan, rows: Iterable[ItemRow], values: Mapping[Key, str]) -> None:
    """Places of committees as typed; a committee is asked for the first time, or, where nothing is said, no more."""
    places: dict[int, str] = {}
    shares, named = shares_now(plan), set()
    for item in rows:
        if item.committee_id is not None and item.field == AmendedField.PLACES:
            places[item.committee_id] = values[item.key]
        elif item.committee_id is not None and item.year and item.quarter:
            shares.setdefault(item.committee_id, {})[item.year, item.quarter] = int(values[item.key])
            named.add(item.committee_id)
    asked = {pk: int(text) for pk, text in places.items() if text}
    if places:
        known = set(plan.quotas.values_list("committee", flat=True))
        Quota.objects.bulk_create(Quota(plan=plan, committee_id=pk, places=0) for pk in asked if pk not in known)
        # The quarters are items of their own, so that they can be taken back as they were.
        change_places(plan, asked, follow=False)
    if named:
        put_shares(plan, {committee: shares[committee] for committee in named})
    plan.quotas.filter(committee__in=places.keys() - asked.keys()).delete()


def _refuse_more_than_posts(plan: Plan) -> None:
    # Posts leave while the places stay where these are fixed or typed, or were raised since.
    shares = shares_now(plan)
    for row in quota_rows(plan):
        if max(row.places, sum(shares.get(row.committee_id, {}).values())) > row.posts:
            raise MorePlacesThanPosts(committee=row.committee, posts=row.posts)


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


def link_as_amending(document: Document, amended: Document, clause: str) -> None:
    """Link a later document to the one that it amends, unless it is linked already."""
    amends = DocumentLink.Relation.AMENDS
    if not DocumentLink.objects.filter(document=document, relation=amends, target=amended).exists():
        link_in_transaction(document, relation=amends, target=amended, clause=clause)


def told(items: Iterable[Change], side: str) -> dict[str, object]:
    """What changes, for the audit: "was" or "becomes" of each item by its name."""
    return {item.label: getattr(item, side) for item in items}
