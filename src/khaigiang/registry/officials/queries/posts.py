"""The list of posts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from khaigiang.ground.removal.models import present
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.officials.models import Post
from khaigiang.vietnamese.names import text_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post and how many hold it on a day."""

    id: int
    title: str
    short_title: str
    unit_level: str
    is_shared: bool
    holders: int


def posts(on: date) -> list[PostRow]:
    """Every post by title, in one query."""
    found = Post.objects.annotate(
        holders=Count("appointments", filter=valid_on(on, "appointments__") & present("appointments__"))
    )
    rows = [
        PostRow(
            id=post.pk,
            title=post.title,
            short_title=post.short_title,
            unit_level=post.get_unit_level_display(),
            is_shared=post.is_shared,
            holders=post.holders,
        )
        for post in found
    ]
    return sorted(rows, key=lambda row: text_key(row.title))
