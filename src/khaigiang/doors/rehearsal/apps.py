"""Registers the feature with Django and, in a rehearsal, puts the story's day in place of today."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "khaigiang.doors.rehearsal"

    def ready(self) -> None:
        from khaigiang.doors.rehearsal import checks, frame  # noqa: F401, PLC0415  models must be loaded first

        frame.put_in_place()
