"""Registers the feature with Django, and its pages with the frame, the plans and the classes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.timetable.acts import ACTS


class TimetableConfig(AppConfig):
    name = "khaigiang.teaching.timetable"

    def ready(self) -> None:
        name_acts(ACTS)
        from khaigiang.papers import timetable  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above
        from khaigiang.planning.templates.states import PaperName  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above
        from khaigiang.teaching.lecturers import taught  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable.jobs import set_timetable  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable.letters import last_timetable  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable.queries.in_halls import sessions_in_halls  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable.queries.taught import taught_by  # noqa: PLC0415  as above
        from khaigiang.teaching.timetable.services import TIMETABLE  # noqa: PLC0415  as above
        from khaigiang.teaching.venues import uses  # noqa: PLC0415  as above

        taught.register(taught_by)
        register_job(Kind(name=TIMETABLE, label=_("Search of a timetable"), work=set_timetable, url_name="plans:list"))
        uses.tell_sessions_by(sessions_in_halls)
        previews.register(PaperName.TIMETABLE, previews.Preview(paper=timetable, last_of=last_timetable))
        sections.register(sections.Section(url_name="timetable:plan", label=_("Timetable"), order=50))
        tabs.register(tabs.Tab(url_name="timetable:class", label=_("Timetable"), order=40))
        teaching = _("Teaching")
        register(
            Entry(
                url_name="timetable:mine",
                label=_("My timetable"),
                icon="calendar-clock",
                order=205,
                section=teaching,
            ),
        )
        register(
            Entry(url_name="timetable:list", label=_("Timetable"), icon="calendar-days", order=220, section=teaching),
        )
