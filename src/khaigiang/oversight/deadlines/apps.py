"""Registers the feature with Django, its acts with the audit, and its pages with the frame."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.audit.acts import name_acts
from khaigiang.ground.removal.hanging import name_hanging
from khaigiang.ground.web.navigation import Entry, register
from khaigiang.oversight.deadlines.acts import ACTS
from khaigiang.registry.officials.person_acts import PersonAct, offer_act


class DeadlinesConfig(AppConfig):
    name = "khaigiang.oversight.deadlines"

    def ready(self) -> None:
        name_acts(ACTS)
        name_hanging("deadlines.Requirement_posts", _("requirements of training"))
        name_hanging("deadlines.Relief", _("extensions and exemptions"), page="deadlines:reliefs", by="")
        name_hanging("deadlines.Proof", _("proofs of learning elsewhere"), page="deadlines:proof")
        from khaigiang.oversight.deadlines.queries import due_by_committee  # noqa: PLC0415  models are not loaded before ready()
        from khaigiang.planning.needs import falling_due  # noqa: PLC0415  as above

        falling_due.register(due_by_committee)
        offer_act(PersonAct(url_name="deadlines:person", label=_("Training due"), icon="calendar-clock"))
        register(
            Entry(
                url_name="deadlines:due",
                label=_("Due for training"),
                icon="calendar-clock",
                order=95,
                section=_("Planning"),
            ),
        )
