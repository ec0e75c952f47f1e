"""Derives touched posts anew and keeps how they stand on every day."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db import connection, transaction

from khaigiang.oversight.coverage.models import Span, Standing, Touch
from khaigiang.oversight.coverage.queries.lives import Stretch, lives_of
from khaigiang.oversight.coverage.queries.rows import OF_A_STANDING, How
from khaigiang.oversight.coverage.queries.touched import posts_of
from khaigiang.planning.plans.models import TargetPost

# A transaction is short: on SQLite everybody who writes waits for it.
AT_ONCE: Final = 250
GATHERED_AT_ONCE: Final = 20_000
PlanHow = tuple[int, How]


def settle_all() -> None:
    """Settle until nothing is touched."""
    while settle():
        continue


def settle() -> bool:
    """Derive some of the touched posts and forget that they were touched; may there be more?

    May be run by several at once: what one has begun the other derives again from what was written meanwhile.
    """
    # Nobody who writes waits for a look.
    return Touch.objects.exists() and _settle_some()


@transaction.atomic
def _settle_some() -> bool:
    touches = list(Touch.objects.order_by("pk")[:AT_ONCE])
    if len(touches) == AT_ONCE and any(touch.what != Touch.What.POST for touch in touches):
        _gather()
        return True
    if touches:
        _derive(posts_of((touch.what, touch.row) for touch in touches))
        _forget(touch.pk for touch in touches)
    return len(touches) == AT_ONCE


def _gather() -> None:
    """Of many touches one for each post: attendance alone touches a post twenty times."""
    touches = list(Touch.objects.order_by("pk")[:GATHERED_AT_ONCE])
    posts = posts_of({(touch.what, touch.row) for touch in touches})
    Touch.objects.bulk_create((Touch(what=Touch.What.POST, row=post) for post in sorted(posts)), batch_size=1000)
    _forget(touch.pk for touch in touches)


def _forget(touches: Iterable[int]) -> None:
    # By their numbers: others may have been written with lower ones and be committed only now.
    ids = list(touches)
    for first in range(0, len(ids), 1000):
        Touch.objects.filter(pk__in=ids[first : first + 1000]).delete()


def _derive(posts: Collection[int]) -> None:
    locked = TargetPost.objects.filter(pk__in=posts).order_by("pk")
    if connection.features.has_select_for_no_key_update:
        locked = locked.select_for_update(no_key=True)
    ids = list(locked.values_list("pk", flat=True))
    stretches = [(life.post.plan_id, stretch) for life in lives_of(ids) for stretch in life.stretches()]
    standings = _standings({(plan_id, stretch.stood.how) for plan_id, stretch in stretches})
    Span.objects.filter(target_post__in=ids).delete()
    Span.objects.bulk_create((_span(plan_id, stretch, standings) for plan_id, stretch in stretches), batch_size=1000)


def _span(plan_id: int, stretch: Stretch, standings: dict[PlanHow, int]) -> Span:
    stood = stretch.stood
    return Span(
        plan_id=plan_id,
        target_post_id=stood.target_post_id,
        standing_id=standings[plan_id, stood.how],
        official_id=stood.official_id,
        nomination_id=stood.nomination_id,
        valid_from=stretch.valid_from,
        valid_until=stretch.valid_until,
    )


def _standings(wanted: Collection[PlanHow]) -> dict[PlanHow, int]:
    """The ids of these ways of standing; such as are met for the first time are written."""
    found = _known(wanted)
    new = sorted(set(wanted) - found.keys())
    if new:
        # Whoever else settles may meet the same one at the same time.
        rows = (Standing(plan_id=plan_id, **dict(zip(OF_A_STANDING, how, strict=True))) for plan_id, how in new)
        Standing.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        found = _known(wanted)
    return found


def _known(wanted: Collection[PlanHow]) -> dict[PlanHow, int]:
    near = Standing.objects.filter(
        plan__in={plan_id for plan_id, _how in wanted}, committee_id__in={how.committee_id for _plan_id, how in wanted}
    )
    rows = near.values_list("pk", "plan_id", *OF_A_STANDING)
    return {(plan_id, How(*columns)): pk for pk, plan_id, *columns in rows}
