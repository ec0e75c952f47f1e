"""What points to an official: Django's own relations, of whatever feature, those without a name on officials too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignObjectRel, Model, QuerySet
from django.utils.translation import gettext as _

from khaigiang.registry.duplicates.hanging import words_for
from khaigiang.registry.duplicates.models import KeptApart, LikelyPair
from khaigiang.registry.officials.models import Official

# Pairs are about two officials: they are taken along in a way of their own.
PAIRS = (LikelyPair, KeptApart)
Attached = dict[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A field by which rows of a model point to an official."""

    model: type[Model]
    field: str

    @property
    def name(self) -> str:
        """How a merge keeps it: "nominations.Nomination.official"."""
        return f"{self.model._meta.label}.{self.field}"

    def rows(self, official: Official) -> QuerySet[Model]:
        """Every row that points to the official, those too that a manager would hide."""
        return self.among().filter(**{self.field: official.pk}).order_by("pk")

    def among(self) -> QuerySet[Model]:
        """All rows of the model."""
        return QuerySet(self.model)


def ties() -> list[Tie]:
    """Every field of the product that points to officials, but for the pairs of this feature."""
    found = (
        Tie(model=relation.related_model, field=relation.field.name)
        for relation in Official._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many
        if relation.related_model not in PAIRS
    )
    return sorted(found, key=lambda tie: tie.name)


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
