"""The rule of a target group by day: what later documents change of it, and who joins or leaves the group by that."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from khaigiang.planning.plans.models import AmendedRule, Plan, PlanAmendment, StayingPost
from khaigiang.planning.plans.queries.amended_group import (
    GroupChange,
    as_change,
    as_staying,
    group_changes,
)
from khaigiang.planning.plans.queries.exceptions import Place, exception_rows, named_later
from khaigiang.planning.plans.queries.targets import TargetRule, found_posts, rule_alone, rule_in_words, with_exceptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPost:
    """A post as a list names it, and what is told of it besides."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCommittee:
    """Posts of one committee in a list of those that join, leave or stay."""

    committee: str
    posts: list[ListedPost]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule of a target group that becomes another, and what becomes of posts by it; neither says its exceptions."""

    was: TargetRule
    becomes: TargetRule
    joining: list[GroupChange]
    leaving: list[GroupChange]
    # Those that the new rule does not find, but for which somebody stands.
    staying: list[GroupChange]

    @property
    def was_in_words(self) -> str:
        """The rule before as a sentence."""
        return rule_in_words(self.was)

    @property
    def becomes_in_words(self) -> str:
        """The rule afterwards as a sentence."""
        return rule_in_words(self.becomes)

    @property
    def made(self) -> list[GroupChange]:
        """The posts that join and leave."""
        return [*self.joining, *self.leaving]

    @property
    def refused(self) -> list[GroupChange]:
        """The posts for which the amendment cannot be entered yet, each with the reason."""
        return [one for one in self.made if one.why_not]

    @property
    def refused_by_committee(self) -> list[OfCommittee]:
        return _by_committee(self.refused)

    @property
    def joining_by_committee(self) -> list[OfCommittee]:
        return _by_committee(self.joining)

    @property
    def leaving_by_committee(self) -> list[OfCommittee]:
        return _by_committee(self.leaving)

    @property
    def staying_by_committee(self) -> list[OfCommittee]:
        return _by_committee(self.staying)


def rule_change(plan: Plan, rule: TargetRule | None, on: date, *, besides: Iterable[Place] = ()) -> RuleChange | None:
    """What another rule, in force from a day on, makes of the group; None where it is the rule that the plan has.

    Posts that documents named one by one, and those `besides`, stay as these said; a post for which somebody stands
    stays in the group. The same statements whatever the rules find.
    """
    own = rule_alone(plan)
    if rule is None or _is_same(own, rule):
        return None
    becomes = replace(rule, exceptions=())
    exceptions, named = exception_rows(plan), list(named_later(plan))
    found, wanted = (
        {one.place for one in found_posts(with_exceptions(one, exceptions, named))} for one in (own, becomes)
    )
    standing = set(plan.target_posts.standing().values_list("post_id", "unit_id"))
    touched = (wanted - found - standing) | ((found - wanted) & standing)
    reasons = dict.fromkeys(touched - set(besides), "")
    changes = [replace(one, by_rule=True) for one in group_changes(plan, reasons, on)]
    return _sorted_out(own, becomes, changes, [one for one in changes if one.has_somebody])


def staying_posts() -> QuerySet[StayingPost]:
    """The posts that stay although an amended rule does not find them, with all that is told of them."""
    rows = StayingPost.objects.select_related("target_post__post", "target_post__unit", "target_post__committee")
    return rows.order_by("target_post__unit__sort_key", "pk")


def amended_rules(plan: Plan, amendments: Iterable[PlanAmendment]) -> dict[int, RuleChange]:
    """What each of a plan's amendments, the latest first, changed of its rule, by the amendment's id."""
    rule, found = rule_alone(plan), dict[int, RuleChange]()
    for one in amendments:
        changed: AmendedRule | None = getattr(one, "rule", None)
        if changed is None:
            continue
        was = _before(changed, rule)
        posts = [as_change(row) for row in one.posts.all() if row.by_rule]
        found[one.pk] = _sorted_out(was, rule, posts, [as_staying(row) for row in changed.staying.all()])
        rule = was
    return found


def _before(changed: AmendedRule, after: TargetRule) -> TargetRule:
    came = {row.post_id for row in changed.posts.all() if row.adds}
    went = [row.post for row in changed.posts.all() if not row.adds]
    kept = [post for post in after.posts if post.pk not in came]
    posts = tuple(sorted([*kept, *went], key=lambda post: post.title))
    return TargetRule(posts=posts, kinds=tuple(changed.kinds_before), on=changed.on_before)


def _is_same(one: TargetRule, other: TargetRule) -> bool:
    posts = [{post.pk for post in rule.posts} for rule in (one, other)]
    return posts[0] == posts[1] and set(one.kinds) == set(other.kinds) and one.on == other.on


def _sorted_out(
    was: TargetRule, becomes: TargetRule, changes: Sequence[GroupChange], staying: list[GroupChange]
) -> RuleChange:
    return RuleChange(
        was=was,
        becomes=becomes,
        joining=[one for one in changes if one.adds],
        leaving=[one for one in changes if not one.adds and not one.has_somebody],
        staying=staying,
    )


def _by_committee(posts: Collection[GroupChange]) -> list[OfCommittee]:
    are_alike = len({one.post_id for one in posts}) < 2
    found: defaultdict[str, list[ListedPost]] = defaultdict(list)
    for one in posts:
        name = one.unit if are_alike else f"{one.unit} ({one.post})"
        found[one.committee].append(ListedPost(name=name, why=one.why_not))
    return [OfCommittee(committee=committee, posts=rows) for committee, rows in sorted(found.items())]
