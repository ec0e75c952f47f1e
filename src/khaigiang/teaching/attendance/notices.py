"""What people are told about leave."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.dates import local_day
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.attendance.models import LeaveRequest


def leave_asked(request: LeaveRequest, *, at: datetime) -> None:
    """The class teacher learns of a new request."""
    training_class = request.enrolment.training_class
    if training_class.teacher is not None:
        tell(
            [training_class.teacher],
            title=_("Leave asked: %(name)s") % {"name": request.enrolment.official},
            body=request.reason,
            link=reverse("attendance:leaves", args=[training_class.pk]),
            at=at,
        )


def leave_decided(request: LeaveRequest, *, at: datetime) -> None:
    """The trainee learns the answer, whoever handed the request in."""
    own = Mandate.objects.filter(valid_on(local_day(at)), role=Role.TRAINEE, official=request.enrolment.official_id)
    for mandate in own.select_related("user"):
        with translation.override(mandate.user.language):
            title = _("Your leave: %(state)s") % {"state": request.get_state_display()}
        tell([mandate.user], title=title, body=request.answer, link=reverse("attendance:my_leave"), at=at)
