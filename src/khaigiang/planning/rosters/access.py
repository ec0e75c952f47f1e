"""The only door from an actor and an id to a list, its rows and its doubts."""

from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.states import COMPARABLE
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Office, Unit

TAKES_IN: Final = (Role.ORGANISER, Role.OFFICE)

# As long as every key of a row.
LONGEST_KEY: Final = 18


def visible_rosters(actor: Actor) -> QuerySet[Roster]:
    """Every list for those who keep the register, none for others."""
    return Roster.objects.all() if actor.is_any(*TAKES_IN) else Roster.objects.none()


def get_roster(actor: Actor, roster_id: int) -> Roster:
    """One list, or 404."""
    related = ("sender", "post", "file", "newer_than", "staged_by", "ended_by")
    return get_object_or_404(visible_rosters(actor).select_related(*related), pk=roster_id)


def get_row(actor: Actor, row_id: int) -> RosterRow:
    """One row of a list, or 404."""
    related = ("roster__sender", "official", "unit__parent", "post", "ends__post", "ends__unit", "displaces__official")
    rows = RosterRow.objects.filter(roster__in=visible_rosters(actor)).select_related(*related)
    return get_object_or_404(rows, pk=row_id)


def get_doubt(actor: Actor, doubt_id: int) -> RosterDoubt:
    """One doubt about a row, or 404."""
    doubts = RosterDoubt.objects.filter(row__roster__in=visible_rosters(actor))
    return get_object_or_404(doubts.select_related("row__roster"), pk=doubt_id)


def get_returned(actor: Actor, came_id: int) -> ReturnedWorkbook:
    """One correction workbook that came back, or 404."""
    came = ReturnedWorkbook.objects.filter(roster__in=visible_rosters(actor))
    return get_object_or_404(came.select_related("roster__sender", "file", "came_by", "applied_by"), pk=came_id)


def alike(roster: Roster, *, field: str, code: str, text: str, whole: bool) -> QuerySet[RosterDoubt]:
    """The open doubts of one kind: of the whole column, or of the rows whose cells hold the same text."""
    open_doubts = RosterDoubt.objects.still_open().filter(row__roster=roster, row__is_left_out=False)
    of_kind = open_doubts.filter(field=field, code=code)
    return of_kind if whole else of_kind.filter(alike=text)


def only(doubt: RosterDoubt) -> QuerySet[RosterDoubt]:
    """One doubt alone, as services take them."""
    return RosterDoubt.objects.filter(pk=doubt.pk)


def only_row(row: RosterRow) -> QuerySet[RosterRow]:
    """One row alone, as services take them."""
    return RosterRow.objects.filter(pk=row.pk)


def doubtful(roster: Roster) -> QuerySet[RosterRow]:
    """The rows of a list that wait for an answer."""
    return roster.rows.with_doubts()


def senders(_actor: Actor) -> QuerySet[Office]:
    """Offices in use, from which lists come."""
    return Office.objects.filter(is_active=True).order_by("sort_key", "pk")


def posts(_actor: Actor) -> QuerySet[Post]:
    """Every post by title."""
    return Post.objects.order_by("title")


def older_versions(actor: Actor) -> QuerySet[Roster]:
    """Lists of which another may be a newer version, the latest first."""
    return visible_rosters(actor).filter(state__in=COMPARABLE).select_related("sender").order_by("-staged_at", "-pk")


def get_older(actor: Actor, roster: Roster, named: str) -> Roster:
    """The version a list is compared with: the one named in the address, else the one it is said to replace; or 404."""
    if not named and roster.newer_than:
        return roster.newer_than
    others = older_versions(actor).filter(sender=roster.sender_id).exclude(pk=roster.pk)
    return get_object_or_404(others, pk=int(named) if named.isdecimal() and len(named) <= LONGEST_KEY else 0)


def units_to_name(_actor: Actor, roster: Roster) -> QuerySet[Unit]:
    """Units of the day of a list, of which a row may be."""
    return Unit.objects.on(roster.holds_on).select_related("parent").order_by("sort_key", "pk")
