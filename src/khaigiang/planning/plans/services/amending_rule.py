"""The rule of an approved plan's target group becomes another from a day on, as an item of an amendment."""

from khaigiang.planning.plans.errors import EmptyTargetGroup, NoPostInTheRule
from khaigiang.planning.plans.models import AmendedRule, AmendedRulePost, Plan, PlanAmendment, StayingPost
from khaigiang.planning.plans.queries import RuleChange, TargetRule, found_posts


def refuse_rule(rule: TargetRule) -> None:
    """Raise NoPostInTheRule or EmptyTargetGroup for a rule that no target group can have."""
    if not rule.posts:
        raise NoPostInTheRule
    if not found_posts(rule):
        raise EmptyTargetGroup(day=f"{rule.on:%d/%m/%Y}")


def change_rule(amendment: PlanAmendment, change: RuleChange) -> None:
    """Give the plan the new rule and keep what was changed of it, and which posts stay although it does not find them."""
    was, becomes = change.was, change.becomes
    row = AmendedRule.objects.create(
        amendment=amendment,
        kinds_before=list(was.kinds),
        kinds_after=list(becomes.kinds),
        on_before=was.on,
        on_after=becomes.on,
    )
    before, after = ({post.pk for post in rule.posts} for rule in (was, becomes))
    AmendedRulePost.objects.bulk_create(
        AmendedRulePost(rule=row, post_id=pk, adds=pk in after) for pk in sorted(before ^ after)
    )
    StayingPost.objects.bulk_create(
        StayingPost(rule=row, target_post_id=one.target_post_id) for one in change.staying if one.target_post_id
    )
    put_rule(amendment.plan, becomes)


def put_rule(plan: Plan, rule: TargetRule) -> None:
    """Write a rule into its plan."""
    plan.target_kinds, plan.target_on = list(rule.kinds), rule.on
    plan.save(update_fields=["target_kinds", "target_on"])
    plan.rule_posts.set(rule.posts)


def told_of_rule(change: RuleChange | None, side: str) -> dict[str, object]:
    """The rule before ("was_in_words") or afterwards ("becomes_in_words"), for the audit."""
    return {"rule": getattr(change, side)} if change else {}


def told_of_posts(change: RuleChange | None) -> dict[str, object]:
    """How many posts join, leave and stay by another rule, for the audit."""
    if change is None:
        return {}
    return {"joining": len(change.joining), "leaving": len(change.leaving), "staying": len(change.staying)}
