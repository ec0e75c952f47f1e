"""Registers the feature with Django."""

from django.apps import AppConfig

from khaigiang.ground.audit.acts import name_acts
from khaigiang.teaching.delivery.acts import ACTS


class DeliveryConfig(AppConfig):
    name = "khaigiang.teaching.delivery"

    def ready(self) -> None:
        name_acts(ACTS)
