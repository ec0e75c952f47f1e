"""Why a post cannot be taken out of a target group: features above tell who stands for it; nobody types it."""

from collections.abc import Callable, Collection

Standing = Callable[[Collection[int]], dict[int, str]]

_providers: list[Standing] = []


def register(provider: Standing) -> None:
    """Ask this callable which of these target posts (by their ids) somebody stands for, and who."""
    if provider not in _providers:
        _providers.append(provider)


def standing_for(post_ids: Collection[int]) -> dict[int, str]:
    """Which of these target posts somebody stands for, and who."""
    return {pk: who for provider in _providers for pk, who in provider(post_ids).items()}
