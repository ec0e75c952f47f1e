"""Registers the feature with Django and its pages with the frame, the plan pages and the papers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.jobs.kinds import Kind
from khaigiang.ground.jobs.kinds import register as register_job
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.teaching.cohorts.acts import ACTS


class CohortsConfig(AppConfig):
    name = "khaigiang.teaching.cohorts"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("cohorts.ClassPlaces", _("places by class"), page="cohorts:class", by="training_class_id")
        name_hanging("cohorts.Enrolment", _("places in a class"), page="cohorts:class", by="training_class_id")
        _answer_features_beneath()
        _search_as_background_work()
        _own_papers()
        _offer_pages()


def _answer_features_beneath() -> None:
    from khaigiang.planning.nominations import (  # noqa: PLC0415  models are not loaded before ready()
        departures,
        quarter_sources,
        stays,
    )
    from khaigiang.planning.plans import changes, outcomes, standing  # noqa: PLC0415  as above
    from khaigiang.registry.officials import trainings  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.queries import classes_of_plans  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.queries.standing import seated_for  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.queries.stays import (  # noqa: PLC0415  as above
        class_quarters_of,
        stays_of_officials,
    )
    from khaigiang.teaching.cohorts.queries.trainings import (  # noqa: PLC0415  as above
        class_before_the_decision,
        classes_of_official,
    )
    from khaigiang.teaching.cohorts.services.departures import let_places_go  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.services.waiting_list import plan_changed  # noqa: PLC0415  as above

    departures.register(let_places_go)
    stays.register(stays_of_officials)
    quarter_sources.register_classes(class_quarters_of)
    changes.register(plan_changed)
    outcomes.register_classes(classes_of_plans)
    standing.register(seated_for)
    trainings.register(classes_of_official)
    trainings.register(class_before_the_decision)


def _search_as_background_work() -> None:
    from khaigiang.teaching.cohorts.jobs import allocate  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.services import ALLOCATE  # noqa: PLC0415  as above

    register_job(Kind(name=ALLOCATE, label=_("Search of an allocation"), work=allocate, url_name="plans:list"))


def _own_papers() -> None:
    from khaigiang.planning.documents import owners  # noqa: PLC0415  as above
    from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
    from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.last_papers import offer_previews  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.services.decisions import issue_class_decision  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts.services.summonses import issue_summons  # noqa: PLC0415  as above

    offer_previews()
    owners.register(
        owners.Owner(
            relation="class_decision",
            label=_("Class decision"),
            url_name="cohorts:decision",
            issue=issue_class_decision,
            hands=hands_under(PaperDuty.Paper.CLASS_DECISION, "training_class.plan"),
        ),
    )
    owners.register(
        owners.Owner(
            relation="summons",
            label=_("Summons"),
            url_name="cohorts:summons",
            issue=issue_summons,
            hands=hands_under(PaperDuty.Paper.SUMMONS, "training_class.plan"),
        ),
    )


def _offer_pages() -> None:
    from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
    from khaigiang.teaching.cohorts import tabs  # noqa: PLC0415  as above

    sections.register(sections.Section(url_name="cohorts:of_plan", label=_("Training classes"), order=20))
    sections.register(sections.Section(url_name="cohorts:class_places", label=_("Places by class"), order=21))
    sections.register(sections.Section(url_name="cohorts:wishes", label=_("Places and wishes"), order=22))
    sections.register(sections.Section(url_name="cohorts:allocation", label=_("Allocation"), order=23))
    sections.register(sections.Section(url_name="cohorts:waiting_list", label=_("Waiting list"), order=24))
    tabs.register(tabs.Tab(url_name="cohorts:class", label=_("Overview"), order=0))
    tabs.register(tabs.Tab(url_name="cohorts:list", label=_("List"), order=10))
    tabs.register(tabs.Tab(url_name="cohorts:papers", label=_("Decisions and summonses"), order=20))
    tabs.register(tabs.Tab(url_name="cohorts:groups", label=_("Groups"), order=30))
    register(
        Entry(url_name="cohorts:classes", label=_("Training classes"), icon="layers", order=200, section=_("Teaching")),
    )
