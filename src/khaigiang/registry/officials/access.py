"""The only door to an official, a post or an appointment.

The city and the school see everybody; a committee sees those who hold a post in its units, and those whose last
post was there. Contact, origin and Party facts are read by those alone who keep them (docs/personal-data.toml).
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.acting import Acting
from khaigiang.registry.units.models import Level, Unit

SEES_EVERYBODY: Final = frozenset({"leader", "organiser", "head", "office", "auditor"})
KEEPS_EVERYBODY: Final = frozenset({"organiser", "office"})
KEEPS_POSTS: Final = frozenset({"organiser", "office", "admin"})


def visible_officials(actor: Acting) -> QuerySet[Official]:
    """Officials whom this person may see."""
    if not actor.roles.isdisjoint(SEES_EVERYBODY):
        return Official.objects.all()
    return _own_officials(actor)


def keeps_whom_it_sees(actor: Acting) -> bool:
    """Are all visible officials also this person's to keep? Only then lists show and search telephones."""
    return not actor.roles.isdisjoint(KEEPS_EVERYBODY) or actor.roles.isdisjoint(SEES_EVERYBODY)


def keepable_officials(actor: Acting) -> QuerySet[Official]:
    """Officials whose facts and appointments this person may change."""
    if not actor.roles.isdisjoint(KEEPS_EVERYBODY):
        return Official.objects.all()
    return _own_officials(actor)


def appointing_units(actor: Acting) -> QuerySet[Unit]:
    """Units in which this person may give posts, by district; those that are gone come last, for posts held there."""
    gone = Case(When(valid_until__lte=actor.on, then=True), default=False)
    known = Unit.objects.filter(valid_from__lte=actor.on).select_related("parent").annotate(is_gone=gone)
    units = known.order_by("is_gone", "parent__sort_key", "sort_key", "pk")
    return units if not actor.roles.isdisjoint(KEEPS_EVERYBODY) else units.filter(pk__in=_own_units(actor))


def districts(actor: Acting) -> QuerySet[Unit]:
    """Districts of the day, for narrowing a list; the rows themselves are scoped by visible_officials."""
    return Unit.objects.on(actor.on).filter(level=Level.DISTRICT).order_by("sort_key", "pk")


def registers_officials(actor: Acting) -> bool:
    """May this person register new officials?"""
    return bool(actor.committee_ids) or not actor.roles.isdisjoint(KEEPS_EVERYBODY)


def keeps_posts(actor: Acting) -> bool:
    """May this person make posts?"""
    return not actor.roles.isdisjoint(KEEPS_POSTS)


def get_official(actor: Acting, official_id: int) -> Official:
    """One visible official, or 404."""
    return get_object_or_404(visible_officials(actor), pk=official_id)


def get_keepable_official(actor: Acting, official_id: int) -> Official:
    """One official whom this person may change, or 404."""
    return get_object_or_404(keepable_officials(actor), pk=official_id)


def keepable_appointments(actor: Acting) -> QuerySet[Appointment]:
    """Appointments that this person may end: those in units where they give posts."""
    found = Appointment.objects.select_related("official", "post", "unit__parent")
    if not actor.roles.isdisjoint(KEEPS_EVERYBODY):
        return found
    return found.filter(unit__in=_own_units(actor))


def get_keepable_appointment(actor: Acting, appointment_id: int) -> Appointment:
    """One appointment that this person may end, or 404."""
    return get_object_or_404(keepable_appointments(actor), pk=appointment_id)


def may_keep(actor: Acting, official: Official) -> bool:
    """May this person change what is known of an official?"""
    return keepable_officials(actor).filter(pk=official.pk).exists()


def endable_ids(actor: Acting, official: Official) -> set[int]:
    """Which appointments of an official this person may end."""
    return set(keepable_appointments(actor).filter(official=official).values_list("pk", flat=True))


def keeps_everybody(actor: Acting) -> bool:
    """Does this person keep all officials of the city?"""
    return not actor.roles.isdisjoint(KEEPS_EVERYBODY)


def removable_posts(actor: Acting) -> QuerySet[Post]:
    """Posts that this person may remove."""
    return Post.objects.all() if keeps_posts(actor) else Post.objects.none()


def posts_to_give(_actor: Acting) -> QuerySet[Post]:
    """Every post by title."""
    return Post.objects.order_by("title")


def get_post(_actor: Acting, post_id: int) -> Post:
    """One post, or 404."""
    return get_object_or_404(Post, pk=post_id)


def officials_of(committee_ids: Collection[int], on: date) -> QuerySet[Official]:
    """Whom committees see on a day: those who hold a post in their units, and those whose last post was there."""
    in_own_units = Appointment.objects.filter(unit__in=units_of(committee_ids))
    stays = Q(pk__in=in_own_units.lasting_beyond(on).values("official"))
    holds_nothing = ~Exists(Appointment.objects.on(on).filter(official=OuterRef("pk")))
    return Official.objects.filter(stays | holds_nothing, pk__in=in_own_units.values("official"))


def units_of(committee_ids: Collection[int]) -> QuerySet[Unit]:
    """The units for which committees act, those that are gone among them."""
    return Unit.objects.filter(Q(offices__in=committee_ids) | Q(parent__offices__in=committee_ids))


def _own_officials(actor: Acting) -> QuerySet[Official]:
    return officials_of(actor.committee_ids, actor.on)


def _own_units(actor: Acting) -> QuerySet[Unit]:
    return units_of(actor.committee_ids)
