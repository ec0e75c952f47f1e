"""How many people each committee is asked for."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.errors import MorePlacesThanPosts, NotOpen
from khaigiang.planning.plans.models import Plan, Quota
from khaigiang.planning.plans.queries import quota_rows


@transaction.atomic
def set_places(quota: Quota, places: int, *, by: User, at: datetime) -> Quota:
    """Ask one committee for this many people; raises NotOpen or MorePlacesThanPosts."""
    _change(quota.plan, {quota.committee_id: places}, by=by, at=at)
    quota.refresh_from_db()
    return quota


@transaction.atomic
def share_places(plan: Plan, places: Mapping[int, int], *, by: User, at: datetime) -> int:
    """Set the places of several committees (by their ids) at once; returns how many of them changed.

    Raises NotOpen or MorePlacesThanPosts.
    """
    return _change(plan, places, by=by, at=at)


def _change(plan: Plan, places: Mapping[int, int], *, by: User, at: datetime) -> int:
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
    audit.record(
        "set_places",
        plan,
        by=by,
        at=at,
        before={row.committee: row.places for row in changed},
        after={row.committee: places[row.committee_id] for row in changed},
    )
    return len(changed)
