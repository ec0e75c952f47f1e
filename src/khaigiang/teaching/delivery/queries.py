"""Reading the programme of a ceremony."""

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, hours_of
from khaigiang.teaching.delivery.models import CeremonyStep
from khaigiang.teaching.delivery.rules import Step, usual_steps


def ceremony_steps(training_class: TrainingClass, ceremony: str) -> list[Step]:
    """The steps set for a ceremony, in order; empty while none are."""
    rows = training_class.ceremony_steps.filter(ceremony=ceremony).order_by("starts_at")
    return [Step(starts_at=row.starts_at, minutes=row.minutes, content=row.content, person=row.person) for row in rows]


def steps_to_edit(training_class: TrainingClass, ceremony: str) -> list[Step]:
    """The steps set, or the usual ones to begin with: an opening in the morning, a closing in the afternoon."""
    is_opening = ceremony == CeremonyStep.Ceremony.OPENING
    days = days_of(training_class) or [training_class.plan.starts_on]
    morning, afternoon = hours_of(training_class).taught_on(days[0] if is_opening else days[-1])
    begins_at = morning[0] if is_opening else afternoon[0]
    return ceremony_steps(training_class, ceremony) or usual_steps(ceremony, begins_at=begins_at)
