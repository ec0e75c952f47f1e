"""What the form that issues a paper begins with."""

from datetime import date

from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries import duty_of


def signer_of(plan: Plan, paper: PaperDuty.Paper, on: date) -> dict[str, object]:
    """Who signs a kind of paper under the plan, and the day as the day of signing and of the paper."""
    duty = duty_of(plan, paper, on)
    return {
        "signer_name": duty.signer_name,
        "signer_title": duty.signer_title,
        "signed_on": on,
        "issued_on": on,
    }
