"""What would come of adding people to the target group of a plan, and which posts of open plans a proof may excuse."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from khaigiang.oversight.deadlines.models import Proof
from khaigiang.oversight.deadlines.queries.due import DueRow, rows_of
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.queries import Place, TargetRule, posts_of, rule_of
from khaigiang.planning.plans.states import MAY_CHANGE, PlanState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One person who falls due, and what adding their post to a target group does."""

    official_id: int
    official: str
    post_id: int
    unit_id: int
    unit: str
    is_added: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """A plan whose target group may still change, with the posts that it trains."""

    id: int
    title: str
    number: str
    posts: str


def joining(plan: Plan, rows: Sequence[DueRow]) -> list[Joining]:
    """What becomes of each of these people; four statements for any number."""
    rule = rule_of(plan)
    units = Unit.objects.on(plan.target_on).in_bulk([row.unit_id for row in rows])
    held = Appointment.objects.on(plan.target_on).filter(post__in=[row.post_id for row in rows], unit__in=units)
    holders = {
        (post_id, unit_id): official_id
        for post_id, unit_id, official_id in held.holders_last().values_list("post_id", "unit_id", "official_id")
    }
    by_exception = {one.place: one.adds for one in rule.exceptions}
    seen: set[Place] = set()
    found = []
    for row in rows:
        unit = units.get(row.unit_id)
        why_not = _why_not(rule, row, unit, by_exception, holders)
        if not why_not and (row.post_id, row.unit_id) in seen:
            why_not = _("the post is added already")
        seen.add((row.post_id, row.unit_id))
        found.append(
            Joining(
                official_id=row.official_id,
                official=row.official,
                post_id=row.post_id,
                unit_id=row.unit_id,
                unit=row.place.unit,
                is_added=not why_not,
                why_not=why_not,
            )
        )
    return found


def draft_plans(plans: QuerySet[Plan]) -> list[DraftPlan]:
    """Plans whose target group may still change; two statements."""
    found = plans.filter(state__in=MAY_CHANGE).select_related("document").prefetch_related("rule_posts")
    return [
        DraftPlan(
            id=plan.pk,
            title=plan.title,
            number=plan.document.number,
            posts="; ".join(post.short_title for post in posts_of(plan)),
        )
        for plan in found.order_by("-starts_on", "pk")
    ]


def posts_to_excuse(proof: Proof, on: date) -> list[TargetPost]:
    """Posts of open plans that the official holds on a day and that nothing excuses yet; one statement."""
    holds = Appointment.objects.on(on).filter(official=proof.official_id, post=OuterRef("post"), unit=OuterRef("unit"))
    excused = Excuse.objects.filter(target_post=OuterRef("pk"), withdrawn_on__isnull=True)
    posts = TargetPost.objects.standing().filter(~Exists(excused), Exists(holds), plan__state=PlanState.OPEN)
    return list(posts.select_related("plan__document", "post", "unit").order_by("plan", "pk"))


def of_people(official_ids: Collection[int], on: date, *, committees: Collection[int] | None = None) -> list[DueRow]:
    """What these people owe on a day, each person once; for some committees their own people alone."""
    found: dict[int, DueRow] = {}
    for row in rows_of(on, official_ids):
        if committees is None or row.committee_id in committees:
            found.setdefault(row.official_id, row)
    return list(found.values())


def _why_not(
    rule: TargetRule, row: DueRow, unit: Unit | None, by_exception: dict[Place, bool], holders: dict[Place, int]
) -> str:
    place = (row.post_id, row.unit_id)
    if row.post_id not in {post.pk for post in rule.posts}:
        return _("holds another post than the plan trains")
    if unit is None:
        return _("the unit does not exist on the day of the plan")
    if place in by_exception:
        return _("added to the group already") if by_exception[place] else _("left out of the group with a reason")
    if rule.finds(row.post_id, unit):
        return _("is in the group by the rule")
    if holders.get(place) != row.official_id:
        return _("does not hold the post on the day of the plan")
    return ""


def plan_of(rows: Sequence[DueRow], on: date) -> dict[str, list[str]]:
    """The target group of a new plan for these people: the posts that they hold, and the kinds of their units."""
    if not rows:
        return {}
    posts = [str(pk) for pk in sorted({row.post_id for row in rows})]
    kinds = sorted({row.place.kind for row in rows})
    return {"rule_posts": posts, "target_kinds": kinds, "target_on": [f"{on:%d/%m/%Y}"]}
