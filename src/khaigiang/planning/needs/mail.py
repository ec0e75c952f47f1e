"""The e-mail by which the committees are asked for their need, as drafts of the outbox."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.outbox.services import Receiver, draft_mailing
from khaigiang.planning.needs.models import NeedSurvey
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.units.models import Office


def draft_survey_mail(survey: NeedSurvey, committees: Iterable[Office], *, by: User, at: datetime) -> None:
    """Write to every committee whose address is known; a person reads the drafts and lets them go."""
    receivers = [
        Receiver(key=f"office {one.pk}", name=one.name, address=one.email, values={"committee": one.name})
        for one in committees
        if one.email
    ]
    if not receivers:
        return
    draft_mailing(
        f"need survey {survey.pk}",
        receivers,
        title=survey.title,
        subject=_("Need for training in %(year)s") % {"year": survey.year},
        body=_("To {committee}: please state how many people you need to send in each quarter, by %(day)s. %(title)s")
        % {"day": f"{survey.due_on:%d/%m/%Y}", "title": survey.title},
        sender_role=Role.ORGANISER,
        link=reverse("needs:survey", args=[survey.pk]),
        by=by,
        at=at,
    )
