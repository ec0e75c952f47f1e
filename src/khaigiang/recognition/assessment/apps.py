"""Registers the feature with Django."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "khaigiang.recognition.assessment"
