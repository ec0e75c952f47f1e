"""Marking a database as a rehearsal and moving its day on."""

from datetime import date

from django.apps import apps
from django.db import connection, transaction

from khaigiang.doors.rehearsal.errors import DatabaseHoldsSomethingElse, StoryIsPastThatDay
from khaigiang.doors.rehearsal.models import Rehearsal

# What the frame itself writes before anybody has done anything.
FRAME_APPS = frozenset({"auth", "contenttypes", "sessions", "rehearsal"})


@transaction.atomic
def begin_rehearsal(story: str, *, until: date) -> Rehearsal:
    """The mark of this story's database, made when the database is empty.

    Raises DatabaseHoldsSomethingElse where other data lie, StoryIsPastThatDay when it stands on a later day.
    """
    if Rehearsal._meta.db_table not in connection.introspection.table_names():
        raise DatabaseHoldsSomethingElse  # tables of somebody else, or of an installation that is behind
    mark = Rehearsal.objects.select_for_update().first()
    if mark is None:
        if holds_data():
            raise DatabaseHoldsSomethingElse
        return Rehearsal.objects.create(pk=1, story=story, played_until=date.min)
    if mark.story != story:
        raise DatabaseHoldsSomethingElse
    if mark.played_until > until:
        raise StoryIsPastThatDay(played=f"{mark.played_until:%d/%m/%Y}")
    return mark


def stand_on(mark: Rehearsal, day: date) -> None:
    """Everything up to and including this day has been played."""
    mark.played_until = day
    mark.save(update_fields=["played_until"])


def holds_data() -> bool:
    """Does any table of the product hold a row?"""
    models = (model for model in apps.get_models() if model._meta.app_label not in FRAME_APPS)
    return any(model._default_manager.exists() for model in models)
