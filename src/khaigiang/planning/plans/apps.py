"""Registers the feature with Django and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web import navigation
from khaigiang.papers import training_plan
from khaigiang.planning.plans.acts import ACTS
from khaigiang.planning.templates.states import PaperName


class PlansConfig(AppConfig):
    name = "khaigiang.planning.plans"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("plans.Plan", _("plans"), page="plans:plan")
        name_hanging("plans.PlanPaper", _("papers of plans"), page="plans:plan", by="plan_id")
        name_hanging("plans.Quota", _("places of a plan"), page="plans:plan", by="plan_id")
        name_hanging("plans.PaperDuty", _("duties to sign papers of a plan"), page="plans:plan", by="plan_id")
        name_hanging("plans.AmendedItem", _("items of amendments of a plan"))
        name_hanging("plans.RulePost", _("posts in the rule of a plan"), page="plans:plan", by="plan_id")
        name_hanging("plans.AmendedPost", _("posts of amendments of a plan"))
        name_hanging("plans.AmendedRulePost", _("posts in amended rules of a plan"))
        name_hanging("plans.TargetException", _("exceptions of a target group"), page="plans:group", by="plan_id")
        name_hanging("plans.TargetPost", _("posts of a plan"), page="plans:plan", by="plan_id")
        from khaigiang.planning.documents import owners  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.plans import sections  # noqa: PLC0415  as above
        from khaigiang.planning.plans.hands import hands_under  # noqa: PLC0415  as above
        from khaigiang.planning.plans.models import PaperDuty  # noqa: PLC0415  as above
        from khaigiang.planning.plans.plan_paper import last_plan_content  # noqa: PLC0415  as above
        from khaigiang.planning.plans.services import write_plan_anew  # noqa: PLC0415  as above
        from khaigiang.planning.templates import previews  # noqa: PLC0415  as above

        owners.register(
            owners.Owner(relation="plan", label=_("Training plan"), url_name="plans:plan", issues_it=False),
        )
        owners.register(
            owners.Owner(
                relation="plan_paper",
                label=_("Training plan"),
                url_name="plans:plan",
                to_page="plan_id",
                issues_it=False,
                hands=hands_under(PaperDuty.Paper.PLAN, "plan"),
                write=write_plan_anew,
            ),
        )
        previews.register(PaperName.TRAINING_PLAN, previews.Preview(paper=training_plan, last_of=last_plan_content))
        sections.register(sections.Section(url_name="plans:plan", label=_("Plan"), order=0))
        sections.register(sections.Section(url_name="plans:posts", label=_("Posts"), order=1))
        navigation.register(
            navigation.Entry(
                url_name="plans:list",
                label=_("Plans"),
                icon="clipboard-list",
                order=100,
                section=_("Planning"),
            ),
        )
