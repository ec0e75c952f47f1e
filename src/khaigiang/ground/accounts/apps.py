"""Registers the feature with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "khaigiang.ground.accounts"
