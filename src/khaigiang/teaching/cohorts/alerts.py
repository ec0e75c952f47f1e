"""What a person should know about classes: features above say it here, and the pages of plans and classes show it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from khaigiang.teaching.cohorts.models import TrainingClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One page on which something may be done about it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassAlert:
    """One thing to know about one class, and what may be done about it."""

    class_id: int
    title: str
    sentence: str
    ways: tuple[Way, ...]
    tone: str = "warning"


Provider = Callable[[QuerySet[TrainingClass], date], list[ClassAlert]]

_providers: Final[list[Provider]] = []


def register(provider: Provider) -> None:
    """Ask this for what is to be known about some classes on a day (call it in `AppConfig.ready`)."""
    if provider not in _providers:
        _providers.append(provider)


def alerts_of(class_ids: Collection[int], on: date) -> list[ClassAlert]:
    """Everything to be known about these classes on a day."""
    classes = TrainingClass.objects.filter(pk__in=class_ids)
    return [alert for provider in _providers for alert in provider(classes, on)]
