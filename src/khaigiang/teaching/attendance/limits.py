"""How much absence a class bears: told by the feature above that knows its grading rule."""

from collections.abc import Callable

from khaigiang.teaching.cohorts.models import TrainingClass

Provider = Callable[[TrainingClass], int | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this callable for the percentage of half-days that may be missed (call it in `AppConfig.ready`)."""
    if provider not in _providers:
        _providers.append(provider)


def absence_limit(training_class: TrainingClass) -> int | None:
    """Percent of half-days that may be missed; None while nobody has said."""
    found = (provider(training_class) for provider in _providers)
    return next((limit for limit in found if limit is not None), None)
