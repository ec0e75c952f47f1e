"""The only door from an actor and an id to a list, its rows and its doubts."""

from typing import Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from khaigiang.planning.plans.access import visible_plans
from khaigiang.planning.plans.models import Quota
from khaigiang.planning.rosters.models import ReturnedWorkbook, Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.scope import officials_in, posts_in, units_in
from khaigiang.planning.rosters.states import COMPARABLE, Outcome
from khaigiang.registry.mandates.actor import Actor
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.officials.access import visible_officials
from khaigiang.registry.officials.models import Official, Post
from khaigiang.registry.units.models import Office, Unit

TAKES_IN: Final = (Role.ORGANISER, Role.OFFICE)

# As long as every key of a row.
LONGEST_KEY: Final = 18


def keeps_the_register(actor: Actor) -> bool:
    """Does the actor take lists into the register, and see those of every committee?"""
    return actor.is_any(*TAKES_IN)


def visible_rosters(actor: Actor) -> QuerySet[Roster]:
    """Every list for those who keep the register; for a committee the lists of names it puts forward, and no other."""
    if keeps_the_register(actor):
        return Roster.objects.all()
    return Roster.objects.filter(plan__in=visible_plans(actor), sender__in=actor.committee_ids)


def get_roster(actor: Actor, roster_id: int) -> Roster:
    """One list, or 404."""
    related = ("sender", "post", "plan__document", "file", "newer_than", "staged_by", "ended_by")
    return get_object_or_404(visible_rosters(actor).select_related(*related), pk=roster_id)


def get_names(actor: Actor, roster_id: int) -> Roster:
    """One list of names, or 404."""
    roster = get_roster(actor, roster_id)
    if not roster.names_people:
        raise Http404
    return roster


def get_register_list(actor: Actor, roster_id: int) -> Roster:
    """One list of the register, or 404."""
    roster = get_roster(actor, roster_id)
    if roster.names_people:
        raise Http404
    return roster


def get_row(actor: Actor, row_id: int) -> RosterRow:
    """One row of a list, or 404."""
    of_row = (
        "official",
        "unit__parent",
        "post",
        "ends__post",
        "ends__unit",
        "displaces__official",
        "target_post__unit",
    )
    related = ("roster__sender", "roster__plan__document", "target_post__post", *of_row)
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


def posts_to_name(_actor: Actor, roster: Roster) -> QuerySet[Post]:
    """The posts that may be answered of a list: of a list of names those that the plan asks its committee for."""
    return posts_in(roster)


def older_versions(actor: Actor, quota: Quota | None = None) -> QuerySet[Roster]:
    """Lists of which another may be a newer version, the latest first: of the register, or of a committee's names."""
    lists = visible_rosters(actor).filter(state__in=COMPARABLE).select_related("sender").order_by("-staged_at", "-pk")
    return lists.filter(plan=quota.plan, sender=quota.committee) if quota else lists.filter(plan=None)


def get_older(actor: Actor, roster: Roster, named: str) -> Roster:
    """The version a list is compared with: the one named in the address, else the one it is said to replace; or 404."""
    if not named and roster.newer_than:
        return roster.newer_than
    same = visible_rosters(actor).filter(state__in=COMPARABLE, sender=roster.sender_id, plan=roster.plan_id)
    others = same.select_related("sender").exclude(pk=roster.pk)
    return get_object_or_404(others, pk=int(named) if named.isdecimal() and len(named) <= LONGEST_KEY else 0)


def units_to_name(actor: Actor, roster: Roster) -> QuerySet[Unit]:
    """Units of which a row may be: of the day of the list, or of a list of names those of its committee today."""
    return units_in(roster, actor.on)


def people_meant(actor: Actor, roster: Roster) -> QuerySet[Official]:
    """People whom a row may be about, of whom its page may tell."""
    return officials_in(roster, actor.on)


def get_asked(actor: Actor, row_id: int) -> RosterRow:
    """One row by which a committee asks to register somebody, for those who keep the register; or 404."""
    if not keeps_the_register(actor):
        raise Http404
    row = get_row(actor, row_id)
    if row.outcome != Outcome.ASKED or row.target_post is None or row.roster.state not in COMPARABLE:
        raise Http404
    return row


def get_meant(actor: Actor, official_id: int | None) -> Official | None:
    """The official whom the office says a row means, or 404; None where a new person is registered."""
    if official_id is None:
        return None
    return get_object_or_404(visible_officials(actor), pk=official_id)
