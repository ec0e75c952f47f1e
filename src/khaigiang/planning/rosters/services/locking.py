"""The list's own row is its lock: of two people who end a list at once the second is told."""

from django.utils import formats

from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters.errors import NoLongerChecked
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.states import RosterState


def locked(roster: Roster) -> Roster:
    """The list as it stands now, locked until the end of the transaction; raises NoLongerChecked."""
    together = ("ended_by", "sender", "plan")
    found = Roster.objects.select_for_update(of=("self",)).select_related(*together).get(pk=roster.pk)
    if found.state != RosterState.STAGED:
        day = local_day(found.ended_at) if found.ended_at else found.holds_on
        raise NoLongerChecked(by=str(found.ended_by), day=formats.date_format(day, "DATE_FORMAT"))
    return found
