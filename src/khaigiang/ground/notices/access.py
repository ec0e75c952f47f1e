"""The only door to a notice: its reader's."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.models import Notice


def visible_notices(user: User) -> QuerySet[Notice]:
    """What was sent to this user."""
    return Notice.objects.filter(to=user)


def get_notice(user: User, notice_id: int) -> Notice:
    """One notice of this user, or 404."""
    return get_object_or_404(visible_notices(user), pk=notice_id)
