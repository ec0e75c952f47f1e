"""Single posts that a target group has beyond its rule, or not although the rule finds them, as of a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.planning.plans.models import AmendedPost, Plan

# A post and a unit, by their ids.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """A post of a unit that belongs to the group beyond the rule, or does not although the rule finds it.

    One that a later document named has no id: it is changed by a later document only.
    """

    id: int
    post_id: int
    post: str
    unit_id: int
    unit: str
    adds: bool
    official_id: int | None
    official: str
    reason: str
    document: str = ""

    @property
    def place(self) -> Place:
        """The post and the unit."""
        return self.post_id, self.unit_id


def exception_rows(plan: Plan) -> list[ExceptionRow]:
    """Posts more or fewer than the rule finds, in the order of lists; one statement."""
    found = plan.exceptions.select_related("post", "unit", "official").order_by("-adds", "unit__sort_key", "pk")
    return [
        ExceptionRow(
            id=one.pk,
            post_id=one.post_id,
            post=one.post.title,
            unit_id=one.unit_id,
            unit=one.unit.name,
            adds=one.adds,
            official_id=one.official_id,
            official=one.official.full_name if one.official else "",
            reason=one.reason,
        )
        for one in found
    ]


def named_later(plan: Plan, on: date | None = None) -> QuerySet[AmendedPost]:
    """Posts that later documents named one by one, the latest last; those in force on a day when one is asked for."""
    found = AmendedPost.objects.filter(amendment__plan=plan, by_rule=False)
    found = found.filter(amendment__in_force_on__lte=on) if on else found
    together = ("target_post__post", "target_post__unit", "official", "amendment__document")
    return found.select_related(*together).order_by("amendment__in_force_on", "amendment", "pk")


def as_exception(row: AmendedPost) -> ExceptionRow:
    """A post that a later document named, as an exception of the rule."""
    post = row.target_post
    return ExceptionRow(
        id=0,
        post_id=post.post_id,
        post=post.post.title,
        unit_id=post.unit_id,
        unit=post.unit.name,
        adds=row.adds,
        official_id=row.official_id,
        official=row.official.full_name if row.official else "",
        reason=row.reason,
        document=row.amendment.document.number,
    )
