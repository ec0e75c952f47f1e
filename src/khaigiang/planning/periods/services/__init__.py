"""All writing of term and annual plans: the plan, its approval, its lines, their amendments, what carries them out."""

from khaigiang.planning.periods.services.amendments import amend_period_plan, withdraw_period_amendment
from khaigiang.planning.periods.services.approval import (
    approve_period_plan,
    reopen_period_plan,
    return_period_plan,
    send_up_period_plan,
    take_back_period_plan,
)
from khaigiang.planning.periods.services.carrying import carry_out_line, take_off_line
from khaigiang.planning.periods.services.lines import LineValues, remove_line, save_line
from khaigiang.planning.periods.services.periods import PeriodValues, remove_period_plan, save_period_plan

__all__ = [
    "LineValues",
    "PeriodValues",
    "amend_period_plan",
    "approve_period_plan",
    "carry_out_line",
    "remove_line",
    "remove_period_plan",
    "reopen_period_plan",
    "return_period_plan",
    "save_line",
    "save_period_plan",
    "send_up_period_plan",
    "take_back_period_plan",
    "take_off_line",
    "withdraw_period_amendment",
]
