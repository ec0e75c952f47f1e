"""What people are told about the approval of a plan."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.models import Submission
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role

APPROVES: Final = (Role.LEADER, Role.HEAD)


def sent_up(submission: Submission, posts: int, *, at: datetime) -> None:
    """Whoever may approve the plan learns that it waits."""
    title = _("A plan waits for your approval: %(posts)s posts") % {"posts": posts}
    _tell(_acting(APPROVES, submission, at), title, submission, at=at)


def taken_back(submission: Submission, *, at: datetime) -> None:
    """Whoever was asked need not look any more."""
    _tell(_acting(APPROVES, submission, at), _("A plan was taken back and need not be approved"), submission, at=at)


def returned(submission: Submission, *, at: datetime) -> None:
    """Who sent the plan up gets it back with the reason."""
    _tell([submission.sent_up_by], _("The plan was sent back"), submission, at=at)


def approved(submission: Submission, posts: int, *, at: datetime) -> None:
    """Who sent the plan up and the training office, who plan its classes, learn that it is under way."""
    title = _("The plan is approved: %(posts)s posts") % {"posts": posts}
    _tell([submission.sent_up_by, *_acting((Role.OFFICE,), submission, at)], title, submission, at=at)


def _tell(users: Iterable[User], title: str, submission: Submission, *, at: datetime) -> None:
    plan = submission.plan
    body = " – ".join(part for part in (f"{plan.title} ({plan.document.number})", submission.reason) if part)
    tell(users, title=title, body=body, link=reverse("plans:plan", args=[plan.pk]), at=at)


def _acting(roles: Iterable[Role], submission: Submission, at: datetime) -> list[User]:
    mandates = Mandate.objects.filter(valid_on(local_day(at)), role__in=roles).exclude(user=submission.sent_up_by)
    return [mandate.user for mandate in mandates.select_related("user")]
