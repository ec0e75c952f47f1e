"""All writing of requirements, of what single officials are granted, and of what they learned elsewhere."""

from khaigiang.oversight.deadlines.services.groups import add_to_plan, take_out_of_plan
from khaigiang.oversight.deadlines.services.proofs import (
    accept_proof,
    hand_in_proof,
    reconsider_proof,
    refuse_proof,
    withdraw_proof,
)
from khaigiang.oversight.deadlines.services.reliefs import (
    approve_exemption,
    ask_for_exemption,
    extend,
    refuse_exemption,
    take_back_relief,
)
from khaigiang.oversight.deadlines.services.requirements import (
    Wording,
    change_requirement,
    discard_requirement,
    end_requirement,
    enter_requirement,
)

__all__ = [
    "Wording",
    "accept_proof",
    "add_to_plan",
    "approve_exemption",
    "ask_for_exemption",
    "change_requirement",
    "discard_requirement",
    "end_requirement",
    "enter_requirement",
    "extend",
    "hand_in_proof",
    "reconsider_proof",
    "refuse_exemption",
    "refuse_proof",
    "take_back_relief",
    "take_out_of_plan",
    "withdraw_proof",
]
