"""Writing posts."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.officials.errors import PostTitleTaken
from khaigiang.registry.officials.models import Post
from khaigiang.vietnamese.names import tidy

FACTS = ("title", "short_title", "unit_level")


@transaction.atomic
def save_post(
    post: Post | None,
    *,
    title: str,
    short_title: str,
    unit_level: str,
    by: User,
    at: datetime,
) -> Post:
    """Make a post of the units of a level, or correct one; raises PostTitleTaken."""
    post = Post.objects.select_for_update().get(pk=post.pk) if post else Post()
    before = {fact: getattr(post, fact) for fact in FACTS} if post.pk else None
    post.title, post.short_title, post.unit_level = tidy(title), tidy(short_title), unit_level
    if Post.objects.filter(title=post.title).exclude(pk=post.pk).exists():
        raise PostTitleTaken(title=post.title)
    post.save()
    audit.record("save_post", post, by=by, at=at, before=before, after={fact: getattr(post, fact) for fact in FACTS})
    return post
