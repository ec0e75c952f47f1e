"""Registers the feature with Django, its acts and job, its tab on class pages and its page on plan pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.outbox import sealed
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.requests.acts import ACTS
from khaigiang.teaching.requests.states import GUEST_LINK, REMIND_LECTURERS


class RequestsConfig(AppConfig):
    name = "khaigiang.teaching.requests"

    def ready(self) -> None:
        from khaigiang.planning.plans import sections  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above
        from khaigiang.teaching.requests.jobs import remind_lecturers  # noqa: PLC0415  as above
        from khaigiang.teaching.requests.links import sealed_address  # noqa: PLC0415  as above
        from khaigiang.teaching.requests.services import follow_timetable  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable import followers  # noqa: PLC0415  as above

        name_acts(ACTS)
        sealed.register(GUEST_LINK, sealed_address)
        followers.register(follow_timetable)
        register_job(
            Kind(
                name=REMIND_LECTURERS,
                label=_("Reminding of lecturers"),
                work=remind_lecturers,
                url_name="requests:list",
            )
        )
        tabs.register(tabs.Tab(url_name="requests:class", label=_("Requests to lecturers"), order=42))
        sections.register(sections.Section(url_name="requests:rule", label=_("Requests to lecturers"), order=55))
        teaching = _("Teaching")
        register(
            Entry(
                url_name="requests:list",
                label=_("Requests to lecturers"),
                icon="mail-question-mark",
                order=242,
                section=teaching,
            ),
        )
        register(
            Entry(url_name="requests:mine", label=_("My teaching"), icon="presentation", order=204, section=teaching),
        )
