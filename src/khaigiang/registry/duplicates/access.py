"""The only door to pairs and merges: whoever keeps everybody decides who is one person."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.removal.models import present
from khaigiang.registry.duplicates.models import KeptApart, Merge
from khaigiang.registry.officials.access import KEEPS_EVERYBODY, get_keepable_official
from khaigiang.registry.officials.models import Official
from khaigiang.registry.units.acting import Acting


def decides_pairs(actor: Acting) -> bool:
    """May this person say who is one person and who is not? It takes whoever keeps everybody."""
    return not actor.roles.isdisjoint(KEEPS_EVERYBODY)


def get_pair(actor: Acting, kept_id: int, gone_id: int) -> tuple[Official, Official]:
    """Two different officials whom this person may merge, or 404."""
    _require_deciding(actor)
    if kept_id == gone_id:
        raise Http404
    return get_keepable_official(actor, kept_id), get_keepable_official(actor, gone_id)


def get_merge(actor: Acting, merge_id: int) -> Merge:
    """One merge that stands, or 404."""
    _require_deciding(actor)
    return get_object_or_404(
        Merge.objects.select_related("kept"), present("kept__"), pk=merge_id, undone_at__isnull=True
    )


def get_apart(actor: Acting, apart_id: int) -> KeptApart:
    """One pair that was kept apart, or 404."""
    _require_deciding(actor)
    return get_object_or_404(KeptApart, pk=apart_id)


def _require_deciding(actor: Acting) -> None:
    if not decides_pairs(actor):
        raise Http404
