"""The only door to what is to be removed, and to what was."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.ground.removal.kinds import Kind, kind_named, kinds
from khaigiang.ground.removal.models import Removable


def get_removable(actor: Any, kind_name: str, row_id: int) -> Removable:
    """One thing that this person may remove, or 404."""
    row: Removable = get_object_or_404(_kind(kind_name).removable(actor), pk=row_id)
    return row


def get_removed(actor: Any, user: User, kind_name: str, row_id: int) -> Removable:
    """One removed thing that this person may take back, or 404."""
    kind = _kind(kind_name)
    rows = kind.model.with_removed.filter(_own_or_all(kind, actor, user), removed_at__isnull=False)
    row: Removable = get_object_or_404(rows, pk=row_id)
    return row


def to_take_back(actor: Any, user: User) -> list[tuple[Kind, Q]]:
    """What of each kind this person may take back: everything, or what they removed themselves."""
    return [(kind, _own_or_all(kind, actor, user)) for kind in kinds()]


def may_remove(actor: Any, kind_name: str, row: Removable) -> bool:
    """May this person remove a thing?"""
    return bool(_kind(kind_name).removable(actor).filter(pk=row.pk).exists())


def sees_what_hangs(actor: Any, kind_name: str) -> bool:
    """May this person see each thing that hangs on another, not the numbers alone? It takes whoever keeps them all."""
    return _kind(kind_name).takes_back_all(actor)


def _own_or_all(kind: Kind, actor: Any, user: User) -> Q:
    return Q() if kind.takes_back_all(actor) else Q(removed_by=user)


def _kind(name: str) -> Kind:
    kind = kind_named(name)
    if kind is None:
        raise Http404
    return kind
