"""Registers the feature with Django."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "khaigiang.teaching.delivery"
