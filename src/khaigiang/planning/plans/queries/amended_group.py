"""Posts that an amendment adds to a target group or takes out of it: what becomes of each, and of the places."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.plans.models import AmendedPost, Plan, StayingPost, TargetPost
from khaigiang.planning.plans.queries.exceptions import Place
from khaigiang.planning.plans.queries.places import QuotaRow, places_by_rule, quota_rows
from khaigiang.planning.plans.standing import standing_for
from khaigiang.planning.plans.states import PlacesRule
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Office, Unit
from khaigiang.registry.units.queries import committees_for


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """One post that joins a target group or leaves it, whom it concerns, and what speaks against it."""

    post_id: int
    post: str
    unit_id: int
    unit: str
    adds: bool
    official_id: int | None
    official: str
    committee_id: int
    committee: str
    reason: str
    target_post_id: int | None = None
    why_not: str = ""
    # Does somebody stand for it, so that it is not taken out? Does the rule of the group change it, not its name?
    has_somebody: bool = False
    by_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSums:
    """How many posts a group has before an amendment and after it."""

    before: int
    added: int
    taken_out: int

    @property
    def after(self) -> int:
        return self.before + self.added - self.taken_out


def group_changes(plan: Plan, reasons: Mapping[Place, str], on: date) -> list[GroupChange]:
    """What becomes of posts, each with its reason, from a day on: who is in leaves, who is not joins; five statements."""
    if not reasons:
        return []
    unit_ids = {unit_id for _post, unit_id in reasons}
    members = plan.target_posts.standing().filter(unit__in=unit_ids).select_related("post", "unit", "committee")
    standing = {(one.post_id, one.unit_id): one for one in members}
    units = Unit.objects.on(on).in_bulk(unit_ids)
    committees = committees_for(list(units.values()), on)
    posts = Post.objects.in_bulk({post_id for post_id, _unit in reasons})
    holders = _holders(reasons, on)
    stands = standing_for([one.pk for place, one in standing.items() if place in reasons])
    changes = [
        _leaving(standing[place], holders.get(place), reason, on, stands)
        if place in standing
        else _joining(posts[place[0]], units.get(place[1]), holders.get(place), reason, committees)
        for place, reason in reasons.items()
        if place in standing or place[0] in posts
    ]
    return sorted(changes, key=lambda one: (not one.adds, one.unit, one.post))


def group_sums(plan: Plan, changes: Sequence[GroupChange]) -> GroupSums:
    """How many posts the group has before these changes and after them; one statement."""
    added = sum(one.adds for one in changes)
    return GroupSums(before=plan.target_posts.standing().count(), added=added, taken_out=len(changes) - added)


def places_after(plan: Plan, changes: Iterable[GroupChange]) -> dict[int, int]:
    """Places of each committee once these changes are made: by the plan's rule where they follow it now; two statements.

    Places set by hand, or stated by each committee, grow with every post added and never exceed the posts.
    """
    rows = {row.committee_id: row for row in quota_rows(plan)}
    added = Counter(one.committee_id for one in changes if one.adds)
    taken_out = Counter(one.committee_id for one in changes if not one.adds)
    before = {pk: row.posts for pk, row in rows.items()}
    after = {pk: before.get(pk, 0) + added[pk] - taken_out[pk] for pk in {**before, **added}}
    rule = PlacesRule(plan.places_rule)
    was, becomes = (places_by_rule(posts, rule, plan.places_number, plan.places_given) for posts in (before, after))
    return {
        pk: becomes[pk] if _follows(rule, rows.get(pk), was) else min(_now(rows.get(pk)) + added[pk], after[pk])
        for pk in after
    }


def amended_posts() -> QuerySet[AmendedPost]:
    """The posts of amendments with all that is told of them, who joined first."""
    rows = AmendedPost.objects.select_related("target_post__post", "target_post__unit", "target_post__committee")
    return rows.select_related("official").order_by("-adds", "target_post__unit__sort_key", "pk")


def as_change(row: AmendedPost) -> GroupChange:
    """A post that an amendment changed, as it is told."""
    return replace(_change(row.target_post, row.official, row.reason, adds=row.adds), by_rule=row.by_rule)


def as_staying(row: StayingPost) -> GroupChange:
    """A post that stays in the group although an amended rule does not find it, as it is told."""
    return replace(_change(row.target_post, None, "", adds=False), by_rule=True, has_somebody=True)


def _follows(rule: PlacesRule, row: QuotaRow | None, was: Mapping[int, int]) -> bool:
    return rule != PlacesRule.GIVEN and (row is None or row.places == was[row.committee_id])


def _now(row: QuotaRow | None) -> int:
    return row.places if row else 0


def _holders(places: Iterable[Place], on: date) -> dict[Place, Official]:
    wanted = set(places)
    held = Appointment.objects.on(on).filter(
        post__in={post_id for post_id, _unit in wanted}, unit__in={unit_id for _post, unit_id in wanted}
    )
    rows = held.holders_last().select_related("official")
    return {(one.post_id, one.unit_id): one.official for one in rows}


def _leaving(
    member: TargetPost, holder: Official | None, reason: str, on: date, stands: Mapping[int, str]
) -> GroupChange:
    somebody = why_not = stands.get(member.pk, "")
    if not why_not and member.valid_from is not None and member.valid_from >= on:
        why_not = _("belongs to the group from %(day)s only") % {"day": day_in_words(member.valid_from)}
    change = _change(member, holder, reason, adds=False)
    return replace(change, why_not=why_not, has_somebody=bool(somebody))


def _joining(
    post: Post, unit: Unit | None, holder: Official | None, reason: str, committees: Mapping[int, Office]
) -> GroupChange:
    committee = committees.get(unit.pk) if unit else None
    why_not = "" if committee else _("no office names people for the unit")
    return GroupChange(
        post_id=post.pk,
        post=post.title,
        unit_id=unit.pk if unit else 0,
        unit=unit.name if unit else "",
        adds=True,
        official_id=holder.pk if holder else None,
        official=holder.full_name if holder else "",
        committee_id=committee.pk if committee else 0,
        committee=committee.name if committee else "",
        reason=reason,
        why_not=why_not if unit else _("the unit does not exist on that day"),
    )


def _change(member: TargetPost, holder: Official | None, reason: str, *, adds: bool) -> GroupChange:
    return GroupChange(
        post_id=member.post_id,
        post=member.post.title,
        unit_id=member.unit_id,
        unit=member.unit.name,
        adds=adds,
        official_id=holder.pk if holder else None,
        official=holder.full_name if holder else "",
        committee_id=member.committee_id,
        committee=member.committee.name,
        reason=reason,
        target_post_id=member.pk,
    )
