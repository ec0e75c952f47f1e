"""Likely pairs, as the last scan found them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.ground.removal.models import present
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair, Scan
from khaigiang.registry.duplicates.states import Reason
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.queries import OfficialRow, official_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two officials with what they hold on a day, and why they may be one person."""

    first: OfficialRow
    second: OfficialRow
    score: int
    reasons: tuple[str, ...]


def last_scan() -> Scan | None:
    """The newest finished search."""
    return Scan.objects.order_by("pk").last()


def likely_pairs() -> QuerySet[LikelyPair]:
    """What the last search found and nobody has decided yet, most likely first."""
    found = LikelyPair.objects.filter(present("first__"), present("second__"), scan=last_scan()).select_related(
        "first", "second"
    )
    return found.order_by("-score", "first__sort_key", "pk")


def pair_rows(pairs: Iterable[LikelyPair], on: date) -> list[PairRow]:
    """The pairs of one page with what both hold on a day, in one statement."""
    found = list(pairs)
    people = {person.pk: person for pair in found for person in (pair.first, pair.second)}
    rows = {row.id: row for row in official_rows(people.values(), on)}
    return [
        PairRow(
            first=rows[pair.first_id],
            second=rows[pair.second_id],
            score=pair.score,
            reasons=tuple(str(Reason(reason).label) for reason in pair.reasons),
        )
        for pair in found
    ]


def is_kept_apart(one: Official, other: Official) -> bool:
    """Has somebody said that these are two people?"""
    first, second = sorted((one.pk, other.pk))
    return KeptApart.objects.filter(first=first, second=second).exists()
