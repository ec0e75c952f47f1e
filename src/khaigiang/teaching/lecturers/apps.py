"""Registers the feature with Django."""

from django.apps import AppConfig


class LecturersConfig(AppConfig):
    name = "khaigiang.teaching.lecturers"
