"""What people are told about need and held places."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.needs.models import NeedSurvey
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role


def asked(survey: NeedSurvey, committee_ids: Collection[int], *, again: bool = False, at: datetime) -> int:
    """Committees are asked for their need, or reminded; returns how many people were told."""
    words = _("Reminder: state your need by %(day)s") if again else _("Please state your need by %(day)s")
    return tell(
        _acting_for(committee_ids, at),
        title=words % {"day": f"{survey.due_on:%d/%m/%Y}"},
        body=survey.title,
        link=reverse("needs:survey", args=[survey.pk]),
        at=at,
    )


def lapsed(plan: Plan, by_committee: Mapping[int, int], *, at: datetime) -> None:
    """Each committee learns what it no longer holds, the others and the office that these places are free."""
    for committee_id, places in by_committee.items():
        tell(
            _acting_for([committee_id], at),
            title=_("%(places)s held places without names have lapsed") % {"places": places},
            body=plan.title,
            link=reverse("needs:own", args=[plan.pk, committee_id]),
            at=at,
        )
    total = sum(by_committee.values())
    others = set(plan.quotas.values_list("committee", flat=True)) - set(by_committee)
    for committee_id in others:
        tell(
            _acting_for([committee_id], at),
            title=_("%(places)s places are free again") % {"places": total},
            body=plan.title,
            link=reverse("needs:own", args=[plan.pk, committee_id]),
            at=at,
        )
    office = [one.user for one in Mandate.objects.filter(valid_on(local_day(at)), role=Role.ORGANISER)]
    title = _("%(places)s places are free again") % {"places": total}
    tell(office, title=title, body=plan.title, link=reverse("needs:reservations", args=[plan.pk]), at=at)


def _acting_for(committee_ids: Collection[int], at: datetime) -> Iterable[User]:
    mandates = Mandate.objects.filter(valid_on(local_day(at)), role=Role.COMMITTEE, office__in=committee_ids)
    return [mandate.user for mandate in mandates.select_related("user")]
