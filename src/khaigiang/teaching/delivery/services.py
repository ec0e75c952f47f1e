"""Setting the programme of a ceremony."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.delivery.errors import NoSteps, StepsOverlap
from khaigiang.teaching.delivery.models import CeremonyStep
from khaigiang.teaching.delivery.rules import Step, overlaps


@transaction.atomic
def set_ceremony(
    training_class: TrainingClass, ceremony: CeremonyStep.Ceremony, steps: Sequence[Step], *, by: User, at: datetime
) -> list[CeremonyStep]:
    """Put these steps in place of the programme of an opening or closing. Raises NoSteps or StepsOverlap."""
    if not steps:
        raise NoSteps
    ordered = sorted(steps, key=lambda step: step.starts_at)
    for earlier, later in overlaps(ordered):
        raise StepsOverlap(earlier=earlier.content, later=later.content, at=f"{later.starts_at:%H:%M}")
    # The class is the lock: of two people who save, the later programme stands whole.
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    training_class.ceremony_steps.filter(ceremony=ceremony).delete()
    made = CeremonyStep.objects.bulk_create(
        CeremonyStep(
            training_class=training_class,
            ceremony=ceremony,
            starts_at=step.starts_at,
            minutes=step.minutes,
            content=step.content,
            person=step.person,
        )
        for step in ordered
    )
    after = {f"{step.starts_at:%H:%M}": step.content for step in ordered}
    audit.record("set_ceremony", training_class, by=by, at=at, after={"ceremony": ceremony, **after})
    return made
