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
from khaigiang.planning.plans.models import Submission, SubmissionFacts
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role

APPROVES: Final = (Role.LEADER, Role.HEAD)


def sent_up(submission: Submission, posts: int, *, at: datetime) -> None:
    """Whoever may approve the plan learns that it waits."""
    title = _("A plan waits for your approval: %(posts)s posts") % {"posts": posts}
    _about(acting(APPROVES, submission, at), title, submission, at=at)


def taken_back(submission: Submission, *, at: datetime) -> None:
    """Whoever was asked need not look any more."""
    _about(acting(APPROVES, submission, at), _("A plan was taken back and need not be approved"), submission, at=at)


def returned(submission: Submission, *, at: datetime) -> None:
    """Who sent the plan up gets it back with the reason."""
    _about([submission.sent_up_by], _("The plan was sent back"), submission, at=at)


def approved(submission: Submission, posts: int, *, at: datetime) -> None:
    """Who sent the plan up and the training office, who plan its classes, learn that it is under way."""
    title = _("The plan is approved: %(posts)s posts") % {"posts": posts}
    _about([submission.sent_up_by, *acting((Role.OFFICE,), submission, at)], title, submission, at=at)


def tell_of(
    users: Iterable[User], title: str, submission: SubmissionFacts, *, of: str, link: str, at: datetime
) -> None:
    """Tell people what became of something sent up; the features above use it too."""
    tell(users, title=title, body=" – ".join(part for part in (of, submission.reason) if part), link=link, at=at)


def acting(roles: Iterable[Role], submission: SubmissionFacts, at: datetime) -> list[User]:
    """Whoever acts in one of these roles that day, but who sent it up."""
    mandates = Mandate.objects.filter(valid_on(local_day(at)), role__in=roles).exclude(user=submission.sent_up_by)
    return [mandate.user for mandate in mandates.select_related("user")]


def _about(users: Iterable[User], title: str, submission: Submission, *, at: datetime) -> None:
    plan = submission.plan
    link = reverse("plans:plan", args=[plan.pk])
    tell_of(users, title, submission, of=f"{plan.title} ({plan.document.number})", link=link, at=at)
