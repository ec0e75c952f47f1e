"""Registers the feature with Django, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.frame_parts import provide_account
from khaigiang.ground.web.navigation import Entry, register


class AccountsConfig(AppConfig):
    name = "khaigiang.ground.accounts"

    def ready(self) -> None:
        provide_account("accounts:sign_out", "accounts:preferences", "accounts:change_password")
        register(
            Entry(
                url_name="accounts:users",
                label=_("Users"),
                icon="users-round",
                order=900,
                section=_("Installation"),
            ),
        )
