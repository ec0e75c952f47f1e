"""Registers the feature with Django."""

from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "khaigiang.teaching.venues"
