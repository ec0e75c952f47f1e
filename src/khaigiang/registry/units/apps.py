"""Registers the feature with Django."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "khaigiang.registry.units"
