"""Writing posts."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.officials.errors import PostHeldBySeveral, PostTitleTaken
from khaigiang.registry.officials.models import Appointment, Post
from khaigiang.vietnamese.names import tidy

FACTS = ("title", "short_title", "unit_level", "is_shared")


@transaction.atomic
def save_post(
    post: Post | None,
    *,
    title: str,
    short_title: str,
    unit_level: str,
    is_shared: bool = False,
    by: User,
    at: datetime,
) -> Post:
    """Make a post of the units of a level, or correct one; raises PostTitleTaken or PostHeldBySeveral."""
    post = Post.objects.select_for_update().get(pk=post.pk) if post else Post()
    before = {fact: getattr(post, fact) for fact in FACTS} if post.pk else None
    post.title, post.short_title, post.unit_level = tidy(title), tidy(short_title), unit_level
    require_own_title(post)
    post.is_shared = is_shared
    post.save()
    _mark_sole_holders(post)
    audit.record("save_post", post, by=by, at=at, before=before, after={fact: getattr(post, fact) for fact in FACTS})
    return post


def require_own_title(post: Post) -> None:
    """Raise PostTitleTaken where another post has the title."""
    if Post.objects.filter(title=post.title).exclude(pk=post.pk).exists():
        raise PostTitleTaken(title=post.title)


def _mark_sole_holders(post: Post) -> None:
    held = Appointment.with_removed.filter(post=post).exclude(way=Appointment.Way.ACTING)
    if not post.is_shared:
        _require_one_at_a_time(post)
    held.exclude(is_sole=not post.is_shared).update(is_sole=not post.is_shared)


def _require_one_at_a_time(post: Post) -> None:
    holders = Appointment.objects.exclude(way=Appointment.Way.ACTING).filter(post=post)
    ends_later = Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_from"))
    beside = holders.filter(ends_later, unit=OuterRef("unit"), valid_from__lte=OuterRef("valid_from"))
    several = holders.filter(Exists(beside.exclude(pk=OuterRef("pk")))).select_related("unit").first()
    if several:
        raise PostHeldBySeveral(unit=several.unit.name, post=post.title)
