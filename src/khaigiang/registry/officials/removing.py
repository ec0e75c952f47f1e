"""What of the registry can be removed: officials with their posts held, single appointments, posts."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.removal.kinds import Kind, offer
from khaigiang.registry.officials import access
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.officials.services.appointments import require_free_place
from khaigiang.registry.officials.services.posts import require_own_title


def offer_kinds() -> None:
    """Let them be removed; appointments come first, since officials and posts cannot be deleted before them."""
    name_hanging("officials.Appointment", _("posts held"), page="officials:official", by="official_id")
    name_hanging("officials.Official", _("officials"), page="officials:official")
    name_hanging("officials.Post", _("posts"), page="officials:posts", by="")
    offer(_appointments())
    offer(_officials())
    offer(_posts())


def _appointments() -> Kind:
    return Kind(
        name="appointment",
        words=_("post held"),
        model=Appointment,
        removable=access.keepable_appointments,
        takes_back_all=access.keeps_everybody,
        require_possible=require_free_place,
        goes_along=frozenset({"rosters.RosterRow", "rosters.RosterDeed"}),
        instead={
            "nominations.Nomination": _(
                "The person was put forward as its holder. Withdraw the nomination first, or end the appointment instead."
            ),
            "reforms.ReformMove": _("A reform of units moved it. Undo that reform first, or end the appointment."),
        },
    )


def _officials() -> Kind:
    return Kind(
        name="official",
        words=_("official"),
        model=Official,
        removable=access.keepable_officials,
        takes_back_all=access.keeps_everybody,
        goes_along=frozenset(
            {
                "officials.Appointment",
                "officials.OwnValue",
                "corrections.CorrectionLink",
                "corrections.Correction",
                "duplicates.LikelyPair",
                "duplicates.KeptApart",
                "duplicates.Merge",
                "rosters.RosterRow",
                "rosters.RosterDeed",
            }
        ),
        instead={
            "nominations.Nomination": _(
                "A plan counts this person. Withdraw the nomination, or end the person’s appointment instead."
            ),
            "cohorts.Enrolment": _(
                "Class lists and certificates name this person and must stay true. End the appointment instead; "
                "if the person was entered twice, merge the two records."
            ),
            "mandates.Mandate": _("This person signs in as a trainee. An administrator ends that mandate first."),
        },
    )


def _posts() -> Kind:
    return Kind(
        name="post",
        words=_("post"),
        model=Post,
        removable=access.removable_posts,
        takes_back_all=access.keeps_posts,
        require_possible=require_own_title,
        instead={
            "officials.Appointment": _("Officials hold it or held it. Correct its title instead."),
            "plans.Plan": _("A plan names it. Correct its title instead."),
            "plans.TargetPost": _("A plan counts its holders. Correct its title instead."),
        },
    )
