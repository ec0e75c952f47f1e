"""What people are told about leave."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.notices.services import tell
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
    """Who asked learns the answer."""
    tell(
        [request.asked_by],
        title=_("Your leave: %(state)s") % {"state": request.get_state_display()},
        body=request.answer,
        link=reverse("attendance:my_leave"),
        at=at,
    )
