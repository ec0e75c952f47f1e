"""Posts that need not be trained under the plan."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.plans.errors import AlreadyExcused, NotInTheGroup, NotOpen, ReasonMissing
from khaigiang.planning.plans.models import Excuse, TargetPost


@transaction.atomic
def excuse_post(target_post: TargetPost, *, reason: str, by: User, at: datetime) -> Excuse:
    """Accept that nobody need come for a post; raises NotOpen, ReasonMissing, NotInTheGroup or AlreadyExcused."""
    post = (
        TargetPost.objects.select_for_update(of=("self",)).select_related("plan", "unit", "post").get(pk=target_post.pk)
    )
    if not post.plan.is_open:
        raise NotOpen(state=post.plan.get_state_display())
    if not reason.strip():
        raise ReasonMissing
    if post.valid_until is not None:
        raise NotInTheGroup(post=post, day=f"{post.valid_until:%d/%m/%Y}")
    if post.excuses.filter(withdrawn_on__isnull=True).exists():
        raise AlreadyExcused(post=post)
    excuse = Excuse.objects.create(
        target_post=post,
        reason=reason.strip(),
        excused_on=local_day(at),
        excused_by=by,
    )
    audit.record("excuse_post", post, by=by, at=at, after={"reason": excuse.reason})
    return excuse


@transaction.atomic
def withdraw_excuse(excuse: Excuse, *, by: User, at: datetime) -> Excuse:
    """Count a post among those to be trained again; what was told before stays true of its days."""
    excuse.withdrawn_on = local_day(at)
    excuse.save(update_fields=["withdrawn_on"])
    audit.record("withdraw_excuse", excuse.target_post, by=by, at=at, before={"reason": excuse.reason})
    return excuse
