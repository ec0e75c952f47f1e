"""What the office and a committee tell each other around a list of names."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role


def office_is_asked(roster: Roster, count: int, *, at: datetime) -> None:
    """The office is asked to register people of a committee's list."""
    title = ngettext(
        "%(committee)s asks to register %(count)s person", "%(committee)s asks to register %(count)s people", count
    )
    tell(
        [mandate.user for mandate in _mandates(at).filter(role=Role.OFFICE)],
        title=title % {"committee": roster.sender, "count": count},
        body=roster.title,
        link=reverse("rosters:asked"),
        at=at,
    )


def office_registered(row: RosterRow, *, named: bool, at: datetime) -> None:
    """A committee learns that somebody of its list is registered, and whether the person is named by that."""
    after = _("The person is put forward: send the name with your letter.")
    tell(
        _users_of(row.roster, at),
        title=_("Registered: %(name)s") % {"name": row.values.get("full_name", "")},
        body=after if named else _("The row of your list waits no longer."),
        link=_committee_page(row.roster) if named else reverse("rosters:roster", args=[row.roster_id]),
        at=at,
    )


def office_refused(row: RosterRow, reason: str, *, at: datetime) -> None:
    """A committee learns why somebody of its list is not registered."""
    tell(
        _users_of(row.roster, at),
        title=_("Not registered: %(name)s") % {"name": row.values.get("full_name", "")},
        body=reason,
        link=reverse("rosters:roster", args=[row.roster_id]),
        at=at,
    )


def _committee_page(roster: Roster) -> str:
    return reverse("nominations:committee", args=[roster.plan_id, roster.sender_id])


def _users_of(roster: Roster, at: datetime) -> Iterable[User]:
    own = _mandates(at).filter(role=Role.COMMITTEE, office=roster.sender_id)
    return [mandate.user for mandate in own]


def _mandates(at: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.filter(valid_on(local_day(at))).select_related("user")
