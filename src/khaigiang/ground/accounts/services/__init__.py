"""All writes around users and signing in."""

from khaigiang.ground.accounts.services.passwords import change_password, reset_password
from khaigiang.ground.accounts.services.preferences import set_preferences
from khaigiang.ground.accounts.services.signing_in import sign_in, sign_out
from khaigiang.ground.accounts.services.users import (
    change_user,
    create_user,
    disable_user,
    enable_user,
    end_sessions,
)

__all__ = [
    "change_password",
    "change_user",
    "create_user",
    "disable_user",
    "enable_user",
    "end_sessions",
    "reset_password",
    "set_preferences",
    "sign_in",
    "sign_out",
]
