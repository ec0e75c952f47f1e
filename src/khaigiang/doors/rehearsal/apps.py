"""Registers the feature with Django."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "khaigiang.doors.rehearsal"
