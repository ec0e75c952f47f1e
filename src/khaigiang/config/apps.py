"""Registers the product's own commands with Django."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "khaigiang.config"
    label = "house"
