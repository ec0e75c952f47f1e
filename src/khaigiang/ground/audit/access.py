"""The only door to an entry. Who reads the audit at all is decided by the policy."""

from django.shortcuts import get_object_or_404

from khaigiang.ground.audit.models import Entry


def get_entry(entry_id: int) -> Entry:
    """One entry, or 404."""
    return get_object_or_404(Entry, pk=entry_id)
