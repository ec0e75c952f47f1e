"""Registers the feature with Django, its pages with the frame and the plan pages, and its job."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.planning.needs.acts import ACTS


class NeedsConfig(AppConfig):
    name = "khaigiang.planning.needs"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("needs.NeedSurvey", _("surveys of need"), page="needs:survey")
        name_hanging("needs.StatedNeed", _("needs that committees stated"), page="needs:survey", by="survey_id")
        name_hanging("needs.Reservation", _("places held without names"), page="needs:reservations", by="plan_id")
        from khaigiang.planning.needs.jobs import lapse  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.needs.queries.reservations import nameless_places  # noqa: PLC0415  as above
        from khaigiang.planning.needs.states import LAPSE  # noqa: PLC0415  as above
        from khaigiang.planning.nominations import quarter_sources  # noqa: PLC0415  as above
        from khaigiang.planning.plans import dependents, sections  # noqa: PLC0415  as above

        dependents.stands_aside("reservationrule.plan")
        quarter_sources.register_held(nameless_places)
        register_job(Kind(name=LAPSE, label=_("Held places without names"), work=lapse, url_name="plans:list"))
        sections.register(sections.Section(url_name="needs:projection", label=_("Need and projection"), order=3))
        sections.register(sections.Section(url_name="needs:reservations", label=_("Held places"), order=13))
        register(
            Entry(url_name="needs:list", label=_("Need"), icon="megaphone", order=98, section=_("Planning")),
        )
