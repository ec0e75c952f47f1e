"""The rule by which a plan waits for the answers of lecturers."""

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.requests.models import RequestRule
from khaigiang.teaching.requests.rules import Waiting


def rule_of(plan: Plan) -> RequestRule:
    """The rule of a plan as its office set it; else one with the usual days, which is not kept."""
    return RequestRule.objects.filter(plan=plan).select_related("set_by").first() or RequestRule(plan=plan)


def waiting_of(plan: Plan) -> Waiting:
    """The same as plain values."""
    return rule_of(plan).waiting


def described(rule: RequestRule | None) -> dict[str, int]:
    """A rule as its form shows it and the audit keeps it; empty where none is kept."""
    if rule is None:
        return {}
    return {
        "days_to_answer": rule.days_to_answer,
        "remind_before": rule.remind_before,
        "escalate_after": rule.escalate_after,
    }
