"""Registers the feature with Django."""

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "khaigiang.oversight.coverage"
