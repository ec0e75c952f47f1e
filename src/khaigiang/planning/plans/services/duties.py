"""Who signs, numbers and receives which paper of a plan."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.registry.units.models import Office


@transaction.atomic
def set_duty(
    plan: Plan,
    paper: PaperDuty.Paper,
    *,
    office: Office,
    signer_title: str,
    signer_name: str,
    signer_prefix: str = "",
    recipients: str = "",
    by: User,
    at: datetime,
) -> PaperDuty:
    """Say which office signs and numbers one kind of paper, by whose hand, and who receives copies."""
    duty = plan.duties.filter(paper=paper).first() or PaperDuty(plan=plan, paper=paper)
    before = _described(duty) if duty.pk else None
    duty.office = office
    duty.signer_prefix, duty.signer_title = signer_prefix.strip(), signer_title.strip()
    duty.signer_name, duty.recipients = signer_name.strip(), recipients.strip()
    duty.save()
    audit.record("set_duty", plan, by=by, at=at, before=before, after=_described(duty))
    return duty


def _described(duty: PaperDuty) -> dict[str, object]:
    return {
        "paper": duty.paper,
        "office": duty.office.name,
        "signer": f"{duty.signer_prefix} {duty.signer_title} {duty.signer_name}".strip(),
        "recipients": duty.recipients,
    }
