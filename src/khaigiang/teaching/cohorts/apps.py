"""Registers the feature with Django."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "khaigiang.teaching.cohorts"
