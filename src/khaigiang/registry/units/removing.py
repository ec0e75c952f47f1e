"""An office that was entered by mistake can be removed."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.removal.kinds import Kind, offer
from khaigiang.registry.units import access
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.services.offices import require_own_place


def offer_kind() -> None:
    """Let offices be removed on which nothing rests."""
    name_hanging("units.Office", _("offices"), page="units:office")
    put_out_of_use = _("Put the office out of use instead; what it did stays as it was.")
    offer(
        Kind(
            name="office",
            words=_("office"),
            model=Office,
            removable=access.removable_offices,
            takes_back_all=access.keeps_offices,
            goes_along=frozenset({"rosters.SenderHabit"}),
            require_possible=require_own_place,
            instead={
                **dict.fromkeys(
                    (
                        "certificates.CertificateBook",
                        "documents.Document",
                        "documents.NumberSeries",
                        "nominations.CommitteeLetter",
                        "nominations.Nomination",
                        "plans.PaperDuty",
                        "plans.Plan",
                        "plans.Quota",
                        "plans.TargetPost",
                        "rosters.Roster",
                        "venues.Hall",
                    ),
                    put_out_of_use,
                ),
                "mandates.Mandate": _("Users act or acted for it. Put the office out of use instead."),
            },
        )
    )
