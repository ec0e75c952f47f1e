"""The only door to a user's row."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User


def visible_users(by: User) -> QuerySet[User]:
    """Everybody for an administrator, oneself for everybody else."""
    return User.objects.all() if by.is_administrator else User.objects.filter(pk=by.pk)


def get_user(by: User, user_id: int) -> User:
    """One visible user, or 404."""
    return get_object_or_404(visible_users(by), pk=user_id)
