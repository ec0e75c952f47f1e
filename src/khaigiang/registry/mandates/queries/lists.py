"""The list of mandates, and the officials whom a trainee's account may stand for."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.ground.shared.periods import valid_on
from khaigiang.ground.shared.searching import words_of
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.queries import official_rows, search_officials

MOST_CHOICES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """One mandate as a list tells it."""

    id: int
    user_id: int
    user_name: str
    username: str
    role: str
    acts_for: str
    valid_from: date
    valid_until: date | None
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialChoice:
    """An official as a choice: no more than tells namesakes apart."""

    id: int
    full_name: str
    holds: str


def mandates(*, text: str = "", role: str = "", only_current: bool = True, on: date) -> list[MandateRow]:
    """Mandates by the user's name; `text` holds words of a user's, an office's or an official's name."""
    found = Mandate.objects.select_related("user", "office", "official")
    found = found.filter(valid_on(on)) if only_current else found
    found = found.filter(role=role) if role else found
    found = found.filter(words_of(text, "user__folded", "office__folded", "official__folded"))
    return [_row(mandate, on) for mandate in found.order_by("user__sort_key", "user_id", "-valid_from", "pk")]


def officials_to_choose_from(text: str, on: date) -> list[OfficialChoice]:
    """Officials whose name fits, with what they hold on the day; none for no text."""
    if not text.strip():
        return []
    found = search_officials(Official.objects.all(), text=text, on=on)
    return [
        OfficialChoice(
            id=row.id,
            full_name=row.full_name,
            holds="; ".join(f"{post.short_post}, {post.unit_name}" for post in row.posts),
        )
        for row in official_rows(found[:MOST_CHOICES], on)
    ]


def _row(mandate: Mandate, on: date) -> MandateRow:
    ended = mandate.valid_until is not None and mandate.valid_until <= on
    return MandateRow(
        id=mandate.pk,
        user_id=mandate.user_id,
        user_name=mandate.user.full_name,
        username=mandate.user.username,
        role=mandate.get_role_display(),
        acts_for=str(mandate.official or mandate.office),
        valid_from=mandate.valid_from,
        valid_until=mandate.valid_until,
        is_current=mandate.valid_from <= on and not ended,
    )
