"""The persons that exist in a rehearsal alone: one for each role."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.registry.mandates.states import Role

PASSWORD: Final = "khai-giang"  # noqa: S105  known to everybody, and refused outside a rehearsal
USERNAME_PREFIX: Final = "demo-"

DOES: Final[dict[Role, Promise]] = {
    Role.LEADER: _("reads one page of true figures"),
    Role.ORGANISER: _("plans, asks for names, follows who has not sent"),
    Role.COMMITTEE: _("names the people of one district"),
    Role.HEAD: _("signs decisions, confirms results"),
    Role.OFFICE: _("runs classes, papers, marks and certificates"),
    Role.TEACHER: _("looks after class 5: attendance, leave, marks"),
    Role.LECTURER: _("sees the own timetable"),
    Role.TRAINEE: _("studies in class 5, on a phone"),
    Role.AUDITOR: _("reads everything, and who did what"),
    Role.ADMIN: _("looks after users and offices"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A person one may become with one click."""

    username: str
    full_name: str
    role: str
    does: str


def demo_persons() -> list[DemoPerson]:
    """The persons that exist so far, in the order of the roles."""
    names = dict(User.objects.filter(username__startswith=USERNAME_PREFIX).values_list("username", "full_name"))
    return [
        DemoPerson(
            username=f"{USERNAME_PREFIX}{role.value}",
            full_name=names[f"{USERNAME_PREFIX}{role.value}"],
            role=str(role.label),
            does=str(DOES[role]),
        )
        for role in Role
        if f"{USERNAME_PREFIX}{role.value}" in names
    ]
