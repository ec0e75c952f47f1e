"""Registers the feature with Django."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "khaigiang.oversight.reporting"
