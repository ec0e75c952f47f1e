"""Who signs, numbers and receives which paper of a plan."""

from datetime import date, datetime, timedelta

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.plans.errors import EndsBeforeItBegins, SubstitutesOverlap
from khaigiang.planning.plans.models import DutySubstitute, PaperDuty, Plan
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
    drafter: str = "",
    initialler: str = "",
    sealer: str = "",
    by: User,
    at: datetime,
) -> PaperDuty:
    """Say which office signs and numbers one kind of paper, by whose hands it goes, and who receives copies."""
    duty = plan.duties.filter(paper=paper).first() or PaperDuty(plan=plan, paper=paper)
    before = _described(duty) if duty.pk else None
    duty.office = office
    duty.signer_prefix, duty.signer_title = signer_prefix.strip(), signer_title.strip()
    duty.signer_name, duty.recipients = signer_name.strip(), recipients.strip()
    duty.drafter, duty.initialler, duty.sealer = drafter.strip(), initialler.strip(), sealer.strip()
    duty.save()
    audit.record("set_duty", plan, by=by, at=at, before=before, after=_described(duty))
    return duty


def _described(duty: PaperDuty) -> dict[str, object]:
    return {
        "paper": duty.paper,
        "office": duty.office.name,
        "signer": f"{duty.signer_prefix} {duty.signer_title} {duty.signer_name}".strip(),
        "recipients": duty.recipients,
        "drafter": duty.drafter,
        "initialler": duty.initialler,
        "sealer": duty.sealer,
    }


@transaction.atomic
def add_substitute(
    duty: PaperDuty,
    *,
    first_day: date,
    last_day: date,
    signer_title: str,
    signer_name: str,
    signer_prefix: str = "",
    by: User,
    at: datetime,
) -> DutySubstitute:
    """Say who signs in the signer's place from the first day to the last; raises EndsBeforeItBegins, SubstitutesOverlap."""
    if last_day < first_day:
        raise EndsBeforeItBegins
    # The duty is the lock: two clerks cannot name two people for one day.
    PaperDuty.objects.select_for_update().get(pk=duty.pk)
    until = last_day + timedelta(days=1)
    other = duty.substitutes.filter(valid_from__lt=until, valid_until__gt=first_day).first()
    if other is not None:
        raise SubstitutesOverlap(who=other, first=f"{other.valid_from:%d/%m/%Y}", last=f"{other.last_day:%d/%m/%Y}")
    substitute = DutySubstitute.objects.create(
        duty=duty,
        valid_from=first_day,
        valid_until=until,
        signer_prefix=signer_prefix.strip(),
        signer_title=signer_title.strip(),
        signer_name=signer_name.strip(),
    )
    audit.record("add_substitute", duty.plan, by=by, at=at, after=_substitution(substitute))
    return substitute


@transaction.atomic
def remove_substitute(substitute: DutySubstitute, *, by: User, at: datetime) -> None:
    """Take a substitute away; what they signed keeps their name."""
    audit.record("remove_substitute", substitute.duty.plan, by=by, at=at, before=_substitution(substitute))
    substitute.delete()


def _substitution(substitute: DutySubstitute) -> dict[str, object]:
    return {
        "paper": substitute.duty.paper,
        "signer": f"{substitute.signer_prefix} {substitute}".strip(),
        "valid_from": substitute.valid_from,
        "valid_until": substitute.valid_until,
    }
