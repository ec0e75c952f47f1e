"""How many people each committee is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans import changes
from khaigiang.planning.plans.errors import (
    IsSentUp,
    MorePlacesThanPosts,
    NotOpen,
    PlacesChangedSince,
    PlacesNumberMissing,
)
from khaigiang.planning.plans.models import PlacesByRule, Plan, Quota
from khaigiang.planning.plans.queries import (
    Quarter,
    last_places_by_rule,
    places_in_words,
    places_preview,
    quota_rows,
    shares_as_text,
    shares_from_text,
    shares_now,
)
from khaigiang.planning.plans.services.moving import locked
from khaigiang.planning.plans.services.spreading import let_shares_follow, put_shares, spread_all, sums
from khaigiang.planning.plans.states import PlacesRule, PlanState

MOST_PLACES: Final = 100_000


@transaction.atomic
def set_places(quota: Quota, places: int, *, by: User, at: datetime) -> Quota:
    """Ask one committee for this many people; raises NotOpen or MorePlacesThanPosts."""
    _change(quota.plan, {quota.committee_id: places}, by=by, at=at)
    quota.refresh_from_db()
    return quota


@transaction.atomic
def share_places(
    plan: Plan,
    places: Mapping[int, int],
    shares: Mapping[int, Mapping[Quarter, int]] | None = None,
    *,
    by: User,
    at: datetime,
) -> int:
    """Set the places of several committees (by their ids) at once; returns how many of them changed.

    Their quarters follow, unless they are given too: then they are as given, whatever they add up to.
    Raises NotOpen or MorePlacesThanPosts.
    """
    return _change(plan, places, shares, by=by, at=at)


@transaction.atomic
def set_places_by_rule(plan: Plan, rule: PlacesRule, number: int | None, *, by: User, at: datetime) -> Plan:
    """Set the places of all committees by a rule: at once under an approved plan, with the approval under a draft.

    Raises IsSentUp, NotOpen or PlacesNumberMissing.
    """
    plan = locked(plan)
    if plan.state == PlanState.SENT_UP:
        raise IsSentUp
    _refuse_wrong_number(rule, number)
    return _by_rule(plan, rule, number, {}, by=by, at=at)


@transaction.atomic
def set_given_places(plan: Plan, given: Mapping[int, int], *, by: User, at: datetime) -> Plan:
    """Give each committee (by its id) a number of its own, never more than its posts; undone as a rule is.

    Raises IsSentUp, NotOpen or PlacesNumberMissing.
    """
    plan = locked(plan)
    if plan.state == PlanState.SENT_UP:
        raise IsSentUp
    if not given or min(given.values()) < 0 or max(given.values()) > MOST_PLACES:
        raise PlacesNumberMissing
    by_text = {str(committee): places for committee, places in sorted(given.items())}
    return _by_rule(plan, PlacesRule.GIVEN, None, by_text, by=by, at=at)


@transaction.atomic
def undo_places_by_rule(plan: Plan, *, by: User, at: datetime) -> int:
    """Put back the places that the last rule changed; returns how many committees; raises NotOpen or PlacesChangedSince."""
    plan = locked(plan)
    last = last_places_by_rule(plan)
    if last is None:
        raise PlacesChangedSince
    before = {int(key): places for key, places in last.before.items()}
    changed = change_places(plan, before, follow=False) if plan.is_approved else {}
    put_shares(plan, shares_from_text(last.shares_before), whole=True)
    plan.places_rule, plan.places_number, plan.places_given = last.was_rule, last.was_number, last.was_given
    plan.save(update_fields=["places_rule", "places_number", "places_given"])
    last.delete()
    audit.record(
        "undo_places_by_rule", plan, by=by, at=at, after={name: places for name, (_was, places) in changed.items()}
    )
    changes.tell(plan, by, at)
    return len(changed)


def _by_rule(
    plan: Plan, rule: PlacesRule, number: int | None, given: Mapping[str, int], *, by: User, at: datetime
) -> Plan:
    _keep(plan, rule, number, given, by=by, at=at)
    before = places_in_words(PlacesRule(plan.places_rule), plan.places_number)
    plan.places_rule, plan.places_number, plan.places_given = rule, number, dict(given)
    plan.save(update_fields=["places_rule", "places_number", "places_given"])
    after: dict[str, object] = {"rule": places_in_words(rule, number), **given}
    audit.record("set_places_by_rule", plan, by=by, at=at, before={"rule": before}, after=after)
    changes.tell(plan, by, at)
    return plan


def _keep(
    plan: Plan, rule: PlacesRule, number: int | None, given: Mapping[str, int], *, by: User, at: datetime
) -> None:
    # Before the approval no places are there yet: the rule alone is kept.
    rows = places_preview(plan, rule, number, given).rows if plan.is_approved else []
    after = {row.committee_id: row.places for row in rows}
    shares = shares_now(plan)
    if plan.is_approved:
        change_places(plan, after, follow=False)
    if shares:
        spread_all(plan)
    PlacesByRule.objects.create(
        plan=plan,
        rule=rule,
        number=number,
        was_rule=plan.places_rule,
        was_number=plan.places_number,
        was_given=plan.places_given,
        before={str(row.committee_id): row.places_now for row in rows},
        after={str(committee): places for committee, places in after.items()},
        shares_before=shares_as_text(shares),
        shares_after=shares_as_text(shares_now(plan)),
        set_at=at,
        set_by=by,
    )


def _refuse_wrong_number(rule: PlacesRule, number: int | None) -> None:
    most = {PlacesRule.SHARE: 100, PlacesRule.FIXED: MOST_PLACES}
    is_number = number is not None and 1 <= number <= most.get(rule, 0)
    if not (number is None if rule == PlacesRule.ALL else is_number):
        raise PlacesNumberMissing


def change_places(plan: Plan, places: Mapping[int, int], *, follow: bool = True) -> dict[str, tuple[int, int]]:
    """Places of committees (by their ids) within an act that records itself; returns by name what was and what is.

    Their quarters follow, unless whoever calls sets these too.

    Raises NotOpen or MorePlacesThanPosts.
    """
    if not plan.is_open:
        raise NotOpen(state=plan.get_state_display())
    # The quotas are the lock that committees sending their people take too.
    quotas = {quota.committee_id: quota for quota in plan.quotas.select_for_update()}
    changed = [row for row in quota_rows(plan) if places.get(row.committee_id, row.places) != row.places]
    for row in changed:
        if places[row.committee_id] > row.posts:
            raise MorePlacesThanPosts(committee=row.committee, posts=row.posts)
        quotas[row.committee_id].places = places[row.committee_id]
    Quota.objects.bulk_update([quotas[row.committee_id] for row in changed], ["places"])
    if follow and changed:
        let_shares_follow(plan, {row.committee_id: places[row.committee_id] for row in changed})
    return {row.committee: (row.places, places[row.committee_id]) for row in changed}


def _change(
    plan: Plan,
    places: Mapping[int, int],
    shares: Mapping[int, Mapping[Quarter, int]] | None = None,
    *,
    by: User,
    at: datetime,
) -> int:
    changed = change_places(plan, places, follow=shares is None)
    before: dict[str, object] = {name: was for name, (was, _places) in changed.items()}
    after: dict[str, object] = {name: places for name, (_was, places) in changed.items()}
    if shares is not None:
        before |= sums(put_shares(plan, shares))
        after |= sums(shares_now(plan))
    audit.record("set_places", plan, by=by, at=at, before=before, after=after)
    changes.tell(plan, by, at)
    return len(changed)
