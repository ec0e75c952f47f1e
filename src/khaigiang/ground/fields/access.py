"""The only door to a field. Who defines fields at all is decided by the policy."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.fields.models import OwnField

DEFINES_FIELDS = frozenset({"organiser", "office"})


def defines_fields(actor: Any) -> bool:
    """May this person add fields and change them?"""
    return not actor.roles.isdisjoint(DEFINES_FIELDS)


def definable_fields(actor: Any) -> QuerySet[OwnField]:
    """Fields that this person may change or remove."""
    return OwnField.objects.all() if defines_fields(actor) else OwnField.objects.none()


def get_field(actor: Any, field_id: int) -> OwnField:
    """One field that this person may change, or 404."""
    return get_object_or_404(definable_fields(actor), pk=field_id)
