"""What people are told about the approval of a term or annual plan."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.planning.periods.models import PeriodSubmission
from khaigiang.planning.plans.notices import APPROVES, acting, tell_of
from khaigiang.registry.mandates.states import Role


def sent_up(submission: PeriodSubmission, *, at: datetime) -> None:
    """Whoever may approve the plan learns that it waits."""
    _about(acting(APPROVES, submission, at), _("A term or annual plan waits for your approval"), submission, at=at)


def taken_back(submission: PeriodSubmission, *, at: datetime) -> None:
    """Whoever was asked need not look any more."""
    title = _("A plan was taken back and need not be approved")
    _about(acting(APPROVES, submission, at), title, submission, at=at)


def returned(submission: PeriodSubmission, *, at: datetime) -> None:
    """Who sent the plan up gets it back with the reason."""
    _about([submission.sent_up_by], _("The plan was sent back"), submission, at=at)


def approved(submission: PeriodSubmission, *, at: datetime) -> None:
    """Who sent the plan up and the training office learn that training plans may carry it out."""
    told = [submission.sent_up_by, *acting((Role.OFFICE,), submission, at)]
    _about(told, _("The term or annual plan is approved"), submission, at=at)


def _about(users: Iterable[User], title: str, submission: PeriodSubmission, *, at: datetime) -> None:
    plan = submission.plan
    link = reverse("periods:period", args=[plan.pk])
    tell_of(users, title, submission, of=f"{plan.title} ({plan.document.number})", link=link, at=at)
