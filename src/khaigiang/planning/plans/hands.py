"""From a duty to the hands a paper of its kind goes through; features above hand this to the owners of documents."""

from collections.abc import Callable
from operator import attrgetter

from django.db import models

from khaigiang.planning.documents.owners import Hands
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.signatures import recipients


def hands_under(paper: PaperDuty.Paper, way: str) -> Callable[[models.Model], Hands | None]:
    """Who does each step of a row's paper; `way` names how a row leads to its plan ("training_class.plan")."""

    def hands(row: models.Model) -> Hands | None:
        plan: Plan = attrgetter(way)(row)
        duty = plan.duties.select_related("office").filter(paper=paper).first()
        return None if duty is None else _hands(duty)

    return hands


def _hands(duty: PaperDuty) -> Hands:
    return Hands(
        drafter=duty.drafter,
        initialler=duty.initialler,
        signer=f"{duty.signer_title} {duty.signer_name}".strip(),
        numberer=duty.office.name,
        sealer=duty.sealer or duty.office.name,
        recipients=recipients(duty).lines,
    )
