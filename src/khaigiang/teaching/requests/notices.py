"""What lecturers and those who asked them are told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.states import AskedState, ReminderStep

ASKED: Final = _("You are asked to teach in %(class)s: answer by %(day)s")
ANSWERED: Final = {
    AskedState.ACCEPTED: _("%(lecturer)s accepts to teach in %(class)s"),
    AskedState.DECLINED: _("%(lecturer)s declines to teach in %(class)s: name somebody else"),
}
WITHDRAWN: Final = _("You are no longer asked to teach in %(class)s")
TO_LECTURER: Final = {
    "moved": _("What you accepted in %(class)s has moved: answer once more by %(day)s"),
    "stands": _("What you accepted in %(class)s is where you accepted it again"),
    "lapsed": _("A request to teach in %(class)s has lapsed"),
}
TO_OFFICE: Final = {
    "moved": _("%(lecturer)s is asked once more, since accepted sessions of %(class)s moved"),
    "stands": _("What %(lecturer)s accepted in %(class)s stands again"),
    "lapsed": _("A request to %(lecturer)s to teach in %(class)s has lapsed"),
}
WAITS: Final = {
    ReminderStep.BEFORE: _("Answer by %(day)s whether you teach in %(class)s"),
    ReminderStep.DUE: _("Answer today whether you teach in %(class)s"),
    ReminderStep.ASKER: _("%(lecturer)s has not answered for %(class)s"),
    ReminderStep.HEAD: _("%(lecturer)s has not answered for %(class)s since %(day)s"),
}


def asked(request: TeachingRequest, *, at: datetime) -> None:
    """The lecturer learns what they are asked."""
    rows = list(request.sessions.select_related("item__block").order_by("on", "pk"))
    _tell(_lecturer(request), ASKED, request, _lines(rows, request.note), at=at)


def answered(request: TeachingRequest, rows: Sequence[AskedSession], refusals: Sequence[str], *, at: datetime) -> None:
    """Who asked learns the answer, and why the timetable could not follow it."""
    title = ANSWERED[AskedState(rows[0].state)]
    _tell(_askers(request, at), title, request, _lines(rows, rows[0].reason, *refusals), at=at)


def withdrawn(request: TeachingRequest, rows: Sequence[AskedSession], *, at: datetime) -> None:
    """The lecturer learns that somebody asks no longer."""
    _tell(_lecturer(request), WITHDRAWN, request, _lines(rows), at=at)


def followed(request: TeachingRequest, rows: Sequence[AskedSession], became: str, *, at: datetime) -> None:
    """Both sides learn what the timetable made of a request."""
    _tell(_lecturer(request), TO_LECTURER[became], request, _lines(rows), at=at)
    _tell(_askers(request, at), TO_OFFICE[became], request, _lines(rows), at=at)


def waits(request: TeachingRequest, rows: Sequence[AskedSession], step: ReminderStep, *, at: datetime) -> None:
    """Whoever is to be told in this step that no answer has come."""
    match step:
        case ReminderStep.ASKER:
            users = _askers(request, at)
        case ReminderStep.HEAD:
            users = _acting(request, Role.HEAD, at)
        case _:
            users = _lecturer(request)
    _tell(users, WAITS[step], request, _lines(rows), at=at)


def _lecturer(request: TeachingRequest) -> list[User]:
    return [request.lecturer.user] if request.lecturer.user else []


def _askers(request: TeachingRequest, at: datetime) -> list[User]:
    """Who asked, while they act for the training office; else everybody who does."""
    office = _acting(request, Role.OFFICE, at)
    asker = request.asking.asked_by
    return [asker] if asker in office else office


def _acting(request: TeachingRequest, role: Role, at: datetime) -> list[User]:
    school = request.asking.training_class.plan.school_id
    found = Mandate.objects.filter(valid_on(local_day(at)), office=school, role=role)
    return [mandate.user for mandate in found.select_related("user").order_by("pk")]


def _lines(rows: Sequence[AskedSession], *more: str) -> list[str]:
    return [*(f"{row.item.full_name}, {row.when}" for row in rows), *filter(None, more)]


def _tell(
    users: Iterable[User], title: Promise, request: TeachingRequest, lines: Sequence[str], *, at: datetime
) -> None:
    link = reverse("requests:request", args=[request.pk])
    for user in users:
        with translation.override(user.language):
            values = {
                "class": request.asking.training_class,
                "lecturer": request.lecturer,
                "day": day_in_words(request.due_on),
            }
            tell([user], title=str(title) % values, body="\n".join(lines), link=link, at=at)
