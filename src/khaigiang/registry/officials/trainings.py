"""What an official was named for, attended and achieved: told by the features above that keep it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices


class Weight(TextChoices):
    """How a step stands in a life of training."""

    SUCCESS = "success"
    NEUTRAL = "neutral"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """One step in the training of an official, and the page where it stands (its address takes the row's id)."""

    on: date
    title: str
    note: str
    url_name: str
    row_id: int
    tone: Weight = Weight.NEUTRAL


Provider = Callable[[int, date], Iterable[Training]]

_providers: Final[list[Provider]] = []


def register(provider: Provider) -> None:
    """Ask this callable for the steps of an official (by the id) up to the end of a day."""
    if provider not in _providers:
        _providers.append(provider)


def trainings_of(official_id: int, on: date) -> list[Training]:
    """Everything in the training of an official up to the end of a day, newest first."""
    found = [step for provider in _providers for step in provider(official_id, on)]
    return sorted(found, key=lambda step: step.on, reverse=True)
