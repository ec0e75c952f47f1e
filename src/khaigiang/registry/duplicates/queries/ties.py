"""What points to an official: Django's own relations, of whatever feature, those without a name on officials too."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from khaigiang.ground.removal.hanging import Tie, ties_to, words_for
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair
from khaigiang.registry.officials.models import Official, OwnValue

# Pairs are about two officials, and of two values of an own field one is chosen: each is taken along in its own way.
IN_A_WAY_OF_THEIR_OWN = (LikelyPair, KeptApart, OwnValue)
Attached = dict[str, list[Any]]


def ties() -> list[Tie]:
    """Every field of the product that points to officials, but for those that a merge takes along in a way of their own."""
    return [tie for tie in ties_to(Official) if tie.model not in IN_A_WAY_OF_THEIR_OWN]


def attached_to(official: Official) -> Attached:
    """The keys of all rows that point to an official, by the name of their tie."""
    found = {tie.name: list(tie.rows(official).values_list("pk", flat=True)) for tie in ties()}
    return {name: keys for name, keys in found.items() if keys}


def obstacles_to_moving(kept: Official, gone: Official) -> list[str]:
    """What may be there only once for a person and is there for both, in words; empty when all can be moved."""
    return list(dict.fromkeys(_obstacles(kept, gone)))


def _obstacles(kept: Official, gone: Official) -> Iterator[str]:
    for tie in ties():
        for row in tie.rows(gone):
            words = str(row)
            setattr(row, tie.field, kept)
            if not _is_possible(row):
                said = _("Both have %(kind)s that a person can have only once: “%(row)s”. End or withdraw one first.")
                yield said % {"kind": words_for(tie.model._meta.label), "row": words}


def _is_possible(row: Model) -> bool:
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return False
    return True
