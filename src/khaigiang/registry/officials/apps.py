"""Registers the feature with Django."""

from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    name = "khaigiang.registry.officials"
