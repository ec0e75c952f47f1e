"""The usual hours of a class."""

from datetime import time

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass

Hours = tuple[time, time]


def usual_hours(training_class: TrainingClass, half_day: str) -> Hours | None:
    """From when until when the class sits in a half-day; None in the evening, which has no usual hours."""
    if half_day == HalfDay.MORNING:
        return training_class.morning_from, training_class.morning_until
    if half_day == HalfDay.AFTERNOON:
        return training_class.afternoon_from, training_class.afternoon_until
    return None
