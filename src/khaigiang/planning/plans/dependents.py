"""What stands on rows, found by walking Django's own relations, so that features above need not be known here."""

from collections.abc import Collection
from typing import Any

from django.db import models

_aside: set[str] = set()


def stands_aside(relation: str) -> None:
    """Say that rows of a feature above ("carriedout.training_plan") go along with what they point at and hold nothing."""
    _aside.add(relation)


def have_dependents(rows: models.QuerySet[Any], *, besides: Collection[str] = ()) -> bool:
    """Does any row of any feature point at one of these? `besides` names what does not count ("quota.plan")."""
    relations = rows.model._meta.related_objects
    return any(
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows}).exists()  # noqa: SLF001  a default manager may hide rows
        for relation in relations
        if f"{relation.related_model._meta.model_name}.{relation.field.name}" not in _aside.union(besides)
    )
