"""Registers the feature with Django."""

from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "khaigiang.planning.rosters"
