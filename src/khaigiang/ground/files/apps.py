"""Registers the feature with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "khaigiang.ground.files"
