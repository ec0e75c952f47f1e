"""Users for tests."""

from itertools import count

from khaigiang.ground.accounts.models import User

_serial = count(1)


def make_user(
    username: str = "",
    *,
    full_name: str = "Trần Thu Anh",
    password: str | None = None,
    is_active: bool = True,
    is_administrator: bool = False,
) -> User:
    """A saved user; without a password only `client.force_login` signs them in."""
    return User.objects.create_user(
        username or f"user-{next(_serial)}",
        full_name,
        password,
        is_active=is_active,
        is_administrator=is_administrator,
    )
