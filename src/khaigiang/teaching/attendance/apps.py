"""Registers the feature with Django."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "khaigiang.teaching.attendance"
