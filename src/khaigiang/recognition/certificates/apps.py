"""Registers the feature with Django."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "khaigiang.recognition.certificates"
