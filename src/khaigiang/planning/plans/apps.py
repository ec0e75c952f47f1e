"""Registers the feature with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "khaigiang.planning.plans"
