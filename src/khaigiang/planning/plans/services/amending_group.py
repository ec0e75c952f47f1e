"""Posts that join or leave the target group of an approved plan from a day on, as items of an amendment."""

from collections.abc import Iterable, Sequence

from khaigiang.planning.plans.dependents import have_dependents
from khaigiang.planning.plans.errors import AddedPostIsUsed, GroupStaysAsItIs, ReasonMissing
from khaigiang.planning.plans.models import AmendedPost, PlanAmendment, TargetPost, TargetPostQuerySet
from khaigiang.planning.plans.queries import GroupChange

# What an amendment itself keeps of a post that it added.
OWN = frozenset({"amendedpost.target_post"})


def refuse_changes(changes: Iterable[GroupChange]) -> None:
    """Raise GroupStaysAsItIs or ReasonMissing for the first change that cannot be made."""
    for one in changes:
        if one.why_not:
            raise GroupStaysAsItIs(post=one.post, unit=one.unit, why=one.why_not)
        if not one.by_rule and not one.reason.strip():
            raise ReasonMissing


def change_group(amendment: PlanAmendment, changes: Sequence[GroupChange]) -> None:
    """Let posts join and leave the group from the day on which an amendment is in force."""
    leaving = [one.target_post_id for one in changes if one.target_post_id is not None]
    TargetPost.objects.filter(pk__in=leaving).update(valid_until=amendment.in_force_on)
    joining = [one for one in changes if one.target_post_id is None]
    joined = TargetPost.objects.bulk_create(_joined(amendment, one) for one in joining)
    members = {id(one): post.pk for one, post in zip(joining, joined, strict=True)}
    AmendedPost.objects.bulk_create(
        AmendedPost(
            amendment=amendment,
            target_post_id=one.target_post_id or members[id(one)],
            adds=one.adds,
            by_rule=one.by_rule,
            official_id=None if one.by_rule else one.official_id,
            reason=one.reason.strip(),
        )
        for one in changes
    )


def give_group_back(amendment: PlanAmendment) -> TargetPostQuerySet:
    """Let who left belong to the group again; returns the posts that joined, to be deleted; raises AddedPostIsUsed."""
    of_it = TargetPost.objects.filter(amended__amendment=amendment)
    added = TargetPost.objects.filter(pk__in=[one.pk for one in of_it.filter(amended__adds=True)])
    if have_dependents(added, besides=OWN):
        raise AddedPostIsUsed(post=_first_used(added))
    TargetPost.objects.filter(pk__in=[one.pk for one in of_it.filter(amended__adds=False)]).update(valid_until=None)
    return added


def _first_used(added: TargetPostQuerySet) -> TargetPost:
    posts = added.select_related("post", "unit")
    return next(one for one in posts if have_dependents(TargetPost.objects.filter(pk=one.pk), besides=OWN))


def told_of_group(changes: Iterable[GroupChange]) -> dict[str, object]:
    """Who joined and who left, for the audit."""
    return {f"{'+' if one.adds else '−'} {one.post}, {one.unit}": one.reason for one in changes}


def _joined(amendment: PlanAmendment, change: GroupChange) -> TargetPost:
    return TargetPost(
        plan=amendment.plan,
        post_id=change.post_id,
        unit_id=change.unit_id,
        committee_id=change.committee_id,
        valid_from=amendment.in_force_on,
    )
