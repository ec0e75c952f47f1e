"""Searching all officials for records of one person."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.duplicates import queries
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair, Scan
from khaigiang.registry.duplicates.rules import Found, Pair, find
from khaigiang.registry.officials.models import Official

AT_A_TIME: Final = 2000
Told = Callable[[int, int], None]
Hold = Callable[[], None]


def find_duplicates(*, by: User | None, at: datetime, tell: Told | None = None, hold: Hold | None = None) -> Scan:
    """Compare everybody with everybody who may be the same, and keep what is likely in place of the last result.

    `tell` hears how many groups of how many are compared; `hold` is called in the transaction that writes and may
    refuse. Only the writing holds the database, not the comparing.
    """
    people = queries.people()
    return _keep(find(people, tell=tell), len(people), hold=hold, by=by, at=at)


@transaction.atomic
def _keep(found: Found, people: int, *, hold: Hold | None, by: User | None, at: datetime) -> Scan:
    if hold:
        hold()
    pairs = list(_still_there(found.pairs))
    scan = Scan.objects.create(
        made_by=by, made_at=at, people=people, found=len(pairs), groups_left_out=found.groups_left_out
    )
    LikelyPair.objects.bulk_create(
        (
            LikelyPair(scan=scan, first_id=pair.first, second_id=pair.second, score=pair.score, reasons=pair.reasons)
            for pair in pairs
        ),
        batch_size=AT_A_TIME,
    )
    # Of two searches at once the one that began later stays, whichever ends last.
    Scan.objects.filter(pk__lt=scan.pk).delete()
    after = {"people": people, "found": scan.found, "groups_left_out": scan.groups_left_out}
    audit.record("find_duplicates", scan, by=by, at=at, after=after)
    return scan


def _still_there(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of people who have not been merged since they were read, and who were not said to be two people."""
    there = set[int]()
    people = sorted({person for pair in pairs for person in (pair.first, pair.second)})
    for first in range(0, len(people), AT_A_TIME):
        # Their rows are the lock: nobody is merged away before the pairs that name them are kept.
        locked = Official.objects.select_for_update(no_key=True).order_by("pk")
        there.update(locked.filter(pk__in=people[first : first + AT_A_TIME]).values_list("pk", flat=True))
    apart = set(KeptApart.objects.values_list("first", "second"))
    return (
        pair
        for pair in pairs
        if pair.first in there and pair.second in there and (pair.first, pair.second) not in apart
    )
