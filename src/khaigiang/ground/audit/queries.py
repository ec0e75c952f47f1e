"""Reading the audit and proving its chain."""

from django.db.models import QuerySet

from khaigiang.ground.audit.models import ChainHead, Entry
from khaigiang.ground.audit.rules import link
from khaigiang.ground.audit.services import content_of


def entries() -> QuerySet[Entry]:
    """Every act, newest first."""
    return Entry.objects.order_by("-at", "-pk")


def broken_links() -> list[int]:
    """Positions at which the chain does not hold: an entry edited, removed, added or moved; empty when sound."""
    broken: list[int] = []
    previous, expected = "", 0
    for entry in Entry.objects.filter(position__isnull=False).order_by("position").iterator():
        expected += 1
        whole = entry.position == expected and entry.previous_hash == previous
        if not whole or entry.hash != link(previous, entry.position or 0, content_of(entry)):
            broken.append(entry.position or 0)
        previous, expected = entry.hash, entry.position or expected
    head = ChainHead.objects.filter(pk=1).first()
    if (head.position if head else 0) != expected or (head.hash if head else "") != previous:
        broken.append(expected + 1)
    return broken
