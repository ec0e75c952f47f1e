"""The posts of an open plan: their holders on a day, and which are excused."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from khaigiang.ground.web.table_files import leaf
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.queries.targets import holders_of
from khaigiang.registry.officials.models import Official
from khaigiang.vietnamese.names import fold

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """One post of the target group."""

    id: int
    post: str
    unit: str
    committee: str
    official_id: int | None
    holder: str
    excuse_id: int | None
    excuse: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """Lines of the list of posts, and the page they stand on."""

    rows: list[PostRow]
    page: Page[TargetPost]


def post_page(plan: Plan, *, committee_id: int | None, text: str, on: date, number: str | None) -> PostPage:
    """One page of the plan's posts with holder and excuse; four statements whatever its size."""
    posts = (
        plan.target_posts.on(on)
        .select_related("post", "unit", "committee")
        .order_by("committee__sort_key", "unit__sort_key", "post__title", "pk")
    )
    shown = leaf(_narrowed(posts, committee_id, text), PER_PAGE, number)
    found = list(shown.object_list)
    holders = holders_of(found, on)
    excuses = {excuse.target_post_id: excuse for excuse in _standing(on).filter(target_post__in=found)}
    return PostPage(rows=[_row(post, holders.get(post.pk), excuses.get(post.pk)) for post in found], page=shown)


def excused_on(plan: Plan, on: date) -> dict[int, str]:
    """Posts that are excused on a day, each with the reason; one statement."""
    found = _standing(on).filter(target_post__plan=plan)
    return dict(found.values_list("target_post_id", "reason"))


def _standing(on: date) -> QuerySet[Excuse]:
    return Excuse.objects.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on), excused_on__lte=on)


def _narrowed(posts: QuerySet[TargetPost], committee_id: int | None, text: str) -> QuerySet[TargetPost]:
    for word in fold(text).split():
        posts = posts.filter(Q(unit__folded__contains=word) | Q(committee__folded__contains=word))
    return posts.filter(committee=committee_id) if committee_id else posts


def _row(post: TargetPost, holder: Official | None, excuse: Excuse | None) -> PostRow:
    return PostRow(
        id=post.pk,
        post=post.post.title,
        unit=post.unit.name,
        committee=post.committee.name,
        official_id=holder.pk if holder else None,
        holder=holder.full_name if holder else "",
        excuse_id=excuse.pk if excuse else None,
        excuse=excuse.reason if excuse else "",
        since=post.valid_from,
    )
