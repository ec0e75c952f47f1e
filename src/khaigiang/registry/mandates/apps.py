"""Registers the feature with Django."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "khaigiang.registry.mandates"
