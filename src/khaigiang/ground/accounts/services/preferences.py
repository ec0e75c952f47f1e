"""How a person likes their pages."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit


@transaction.atomic
def set_preferences(user: User, *, language: str, theme: str, at: datetime) -> User:
    """Language and theme of a person's own pages."""
    before = {"language": user.language, "theme": user.theme}
    user.language, user.theme = language, theme
    user.save(update_fields=["language", "theme"])
    audit.record(
        "set_preferences",
        user,
        by=user,
        at=at,
        before=before,
        after={"language": language, "theme": theme},
    )
    return user
