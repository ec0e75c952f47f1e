"""Registers the feature with Django and its pages with the frame, the plan pages and the papers."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging, name_resting
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.nominations.acts import ACTS


class NominationsConfig(AppConfig):
    name = "khaigiang.planning.nominations"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.planning.nominations.queries.resting import (  # noqa: PLC0415  models are not loaded before ready()
            nominations_resting_on,
        )
        from khaigiang.planning.nominations.queries.standing import named_for  # noqa: PLC0415  as above
        from khaigiang.planning.nominations.queries.trainings import nominations_of  # noqa: PLC0415  as above
        from khaigiang.planning.plans import standing  # noqa: PLC0415  as above
        from khaigiang.registry.officials import trainings  # noqa: PLC0415  as above

        trainings.register(nominations_of)
        standing.register(named_for)
        name_resting("officials.Appointment", nominations_resting_on)
        name_hanging("nominations.CommitteeLetter", _("letters of committees"), page="nominations:list", by="")
        name_hanging(
            "nominations.Cover", _("people who keep an office"), page="nominations:nomination", by="nomination_id"
        )
        name_hanging("nominations.Hindrance", _("people who cannot come"), by="")
        name_hanging("nominations.Nomination", _("nominations of a plan"), page="nominations:nomination")
        name_hanging("nominations.ToldMove", _("letters about names"), page="nominations:letters", by="")
        name_hanging("nominations.LetterAboutNames", _("letters about names"), page="nominations:letters", by="plan_id")
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.nominations.own_papers import register_papers  # noqa: PLC0415  as above
        from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
        from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
        from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above

        owners.register(
            owners.Owner(
                relation="nomination_request",
                label=_("Request to nominate"),
                url_name="nominations:request",
                to_page="plan_id",
                hands=hands_under(PaperDuty.Paper.REQUEST, "plan"),
            ),
        )
        register_papers()
        sections.register(sections.Section(url_name="nominations:overview", label=_("Lists of committees"), order=10))
        sections.register(sections.Section(url_name="nominations:request", label=_("Request"), order=11))
        sections.register(sections.Section(url_name="nominations:vetting", label=_("Vetting"), order=12))
        sections.register(sections.Section(url_name="nominations:letters", label=_("Letters about names"), order=13))
        register(
            Entry(
                url_name="nominations:list",
                label=_("Nominations"),
                icon="clipboard-check",
                order=120,
                section=_("Planning"),
                badge=_waiting,
            ),
        )


def _waiting(request: HttpRequest) -> int:
    from khaigiang.planning.nominations.queries import waiting_for  # noqa: PLC0415  as above

    actor = getattr(request, "actor", None)
    return waiting_for(actor) if actor else 0
