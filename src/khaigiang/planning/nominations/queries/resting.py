"""Nominations that rest on an appointment."""

from django.db.models import QuerySet

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIVE
from khaigiang.registry.officials.models import Appointment


def nominations_resting_on(appointment: Appointment) -> QuerySet[Nomination]:
    """Live nominations by which the official was put forward as the holder of this post of this unit."""
    return Nomination.objects.filter(
        official=appointment.official_id,
        target_post__post=appointment.post_id,
        target_post__unit=appointment.unit_id,
        state__in=LIVE,
    ).order_by("pk")
