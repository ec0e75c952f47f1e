"""Registers the feature with Django, and its list with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.venues.acts import ACTS


class VenuesConfig(AppConfig):
    name = "khaigiang.teaching.venues"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("venues.Hall", _("halls"), page="venues:hall")
        name_hanging("venues.SchoolHours", _("hours of the school"))
        name_hanging("venues.Booking", _("bookings of halls"), page="venues:booking")
        name_hanging("venues.ServiceKind", _("services"), page="venues:edit_kind")
        name_hanging("venues.ServiceRequest", _("requests for services"))
        register(
            Entry(url_name="venues:list", label=_("Halls"), icon="warehouse", order=250, section=_("Teaching")),
        )
