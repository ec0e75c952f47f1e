"""Registers the feature with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "khaigiang.ground.web"
