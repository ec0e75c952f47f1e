"""The two rows of a pair are its lock."""

from khaigiang.registry.duplicates.errors import AlreadyMerged, IsOneRecord
from khaigiang.registry.officials.models import Official


def both_locked(one: Official, other: Official) -> tuple[Official, Official]:
    """Both records as they stand now, locked in one order for all; raises IsOneRecord or AlreadyMerged."""
    if one.pk == other.pk:
        raise IsOneRecord
    locked = Official.objects.select_for_update().filter(pk__in=(one.pk, other.pk)).order_by("pk")
    found = {official.pk: official for official in locked}
    if len(found) < 2:
        raise AlreadyMerged
    return found[one.pk], found[other.pk]
