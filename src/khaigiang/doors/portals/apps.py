"""Registers the feature with Django."""

from django.apps import AppConfig


class PortalsConfig(AppConfig):
    name = "khaigiang.doors.portals"
