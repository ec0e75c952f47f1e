"""Registers the feature with Django, names its acts, and puts its pages into the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.web.frame_parts import provide_account
from khaigiang.ground.web.navigation import Entry, register


class AccountsConfig(AppConfig):
    name = "khaigiang.ground.accounts"

    def ready(self) -> None:
        name_acts(
            {
                "sign_in": _("signed in"),
                "sign_out": _("signed out"),
                "create_user": _("made a user"),
                "change_user": _("changed a user"),
                "disable_user": _("disabled a user"),
                "enable_user": _("enabled a user"),
                "end_sessions": _("ended the sessions of a user"),
                "change_password": _("changed the own password"),
                "reset_password": _("gave a user a new password"),
                "set_preferences": _("chose language and theme"),
            },
        )
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
