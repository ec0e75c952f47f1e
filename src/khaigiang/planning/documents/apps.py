"""Registers the feature with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "khaigiang.planning.documents"
