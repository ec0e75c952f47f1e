"""Registers the feature with Django."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "khaigiang.teaching.timetable"
