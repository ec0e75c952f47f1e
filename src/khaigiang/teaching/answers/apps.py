"""Registers the feature with Django, its acts, its job, its tab on class pages and its page on plan pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.outbox import sealed
from khaigiang.teaching.answers.acts import ACTS
from khaigiang.teaching.answers.states import REMIND
from khaigiang.teaching.cohorts.states import ANSWER_LINK


class AnswersConfig(AppConfig):
    name = "khaigiang.teaching.answers"

    def ready(self) -> None:
        from khaigiang.planning.nominations import departures  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
        from khaigiang.teaching.answers.jobs import draft_due_reminders  # noqa: PLC0415  as above
        from khaigiang.teaching.answers.links import sealed_address  # noqa: PLC0415  as above
        from khaigiang.teaching.answers.services.linking import wait_for_answers  # noqa: PLC0415  as above
        from khaigiang.teaching.answers.services.settling import follow_departures  # noqa: PLC0415  as above
        from khaigiang.teaching.cohorts import calls, tabs  # noqa: PLC0415  as above

        name_acts(ACTS)
        sealed.register(ANSWER_LINK, sealed_address)
        calls.register(wait_for_answers)
        departures.register(follow_departures)
        register_job(
            Kind(name=REMIND, label=_("Drafting of reminders"), work=draft_due_reminders, url_name="outbox:list")
        )
        tabs.register(tabs.Tab(url_name="answers:class", label=_("Answers"), order=25))
        sections.register(sections.Section(url_name="answers:reminders", label=_("Reminders"), order=25))
