"""Whom and what a list may be about: the whole register, or in a list of names what its committee acts for."""

from datetime import date

from django.db.models import QuerySet

from khaigiang.planning.plans.models import TargetPost
from khaigiang.planning.rosters.models import Roster
from khaigiang.registry.officials.access import officials_of, units_of
from khaigiang.registry.officials.models import Official, Post
from khaigiang.registry.units.models import Unit


def day_of(roster: Roster, today: date) -> date:
    """The day on which units and posts are taken: of a list its own, but what a committee acts for is asked today."""
    return today if roster.names_people else roster.holds_on


def officials_in(roster: Roster, today: date) -> QuerySet[Official]:
    """People who may be meant. Of a list of names nobody else is looked at: not their names, births or numbers."""
    if not roster.names_people:
        return Official.objects.all()
    return officials_of([roster.sender_id], today)


def units_in(roster: Roster, today: date) -> QuerySet[Unit]:
    """Units of which a row may be."""
    units = Unit.objects.on(day_of(roster, today))
    if roster.names_people:
        units = units.filter(pk__in=units_of([roster.sender_id]))
    return units.select_related("parent").order_by("sort_key", "pk")


def posts_in(roster: Roster) -> QuerySet[Post]:
    """Posts that may be answered: in a list of names those that the plan asks the committee for."""
    posts = Post.objects.order_by("title")
    return posts.filter(pk__in=asked_of(roster).values("post")) if roster.names_people else posts


def asked_of(roster: Roster) -> QuerySet[TargetPost]:
    """The posts of the plan for which the sender of a list of names puts people forward."""
    return TargetPost.objects.standing().filter(plan=roster.plan_id, committee=roster.sender_id)
