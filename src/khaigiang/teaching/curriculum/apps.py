"""Registers the feature with Django."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "khaigiang.teaching.curriculum"
