"""Registers the feature with Django."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "khaigiang.ground.shared"
