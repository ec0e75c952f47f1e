"""What people are told about changes of classes."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.changes.models import ClassChange


def proposed(change: ClassChange, *, at: datetime) -> None:
    """Whoever may approve a change of a decided class learns that it waits."""
    if change.needs_another:
        acting = Mandate.objects.filter(valid_on(local_day(at)), role=Role.HEAD).exclude(user=change.proposed_by)
        heads = [mandate.user for mandate in acting.select_related("user")]
        _tell(heads, _("A change of a class waits for your approval"), change, at=at)


def refused(change: ClassChange, *, at: datetime) -> None:
    """Who proposed a change learns that it is refused, and why."""
    _tell([change.proposed_by], _("The change of the class is refused"), change, at=at)


def approved(change: ClassChange, *, inside: Iterable[User], outside: Iterable[User], at: datetime) -> None:
    """Who proposed it and everybody whom it touches learn what changes."""
    _tell([change.proposed_by, *inside], _("A class changes"), change, at=at)
    _tell(outside, _("A class changes"), change, own_page=True, at=at)


def undone(change: ClassChange, *, inside: Iterable[User], outside: Iterable[User], at: datetime) -> None:
    """The same people learn that everything stands as before."""
    _tell([change.proposed_by, *inside], _("A change of a class is undone"), change, at=at)
    _tell(outside, _("A change of a class is undone"), change, own_page=True, at=at)


def _tell(users: Iterable[User], title: Promise, change: ClassChange, *, own_page: bool = False, at: datetime) -> None:
    link = (
        reverse("cohorts:class", args=[change.training_class_id])
        if own_page
        else reverse("changes:change", args=[change.pk])
    )
    for user in users:
        with translation.override(user.language):
            body = " – ".join(part for part in (str(change), change.reason, change.answer) if part)
            tell([user], title=str(title), body=body, link=link, at=at)
