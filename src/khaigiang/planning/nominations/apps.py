"""Registers the feature with Django."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "khaigiang.planning.nominations"
