"""Registers the feature with Django."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "khaigiang.recognition.dossiers"
