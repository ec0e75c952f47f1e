"""What keeps the sessions of a class from going: rows of features above that point at them."""

from collections.abc import Collection, Iterator

from django.db import models

from khaigiang.teaching.timetable.models import Session


def are_held(session_ids: Collection[int]) -> bool:
    """Does any row of a feature above stand on one of these sessions, so that it cannot go? A statement for each kind."""
    return any(
        model._base_manager.filter(**{f"{field}__in": session_ids}).exists()  # noqa: SLF001  a default manager may hide rows
        for model, field in _holders()
    )


def _holders() -> Iterator[tuple[type[models.Model], str]]:
    for relation in Session._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT:
            yield relation.related_model, relation.field.name
