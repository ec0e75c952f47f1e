"""Registers the feature with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "khaigiang.ground.notices"
