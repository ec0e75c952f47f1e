"""The classes an official was listed in or is placed in, as the person's page tells it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.officials.trainings import Training, Weight
from khaigiang.teaching.cohorts.models import Enrolment, Placement
from khaigiang.teaching.cohorts.queries.waiting import waiting_nominations


def classes_of_official(official_id: int, on: date) -> Iterator[Training]:
    """The classes on whose list an official stood by a day, with why they left one; 1 statement."""
    listed = Enrolment.objects.filter(official=official_id, valid_from__lte=on).select_related("training_class")
    for seat in listed:
        has_left = seat.valid_until is not None and seat.valid_until <= on
        left = _("taken off the list: %(reason)s") % {"reason": seat.removal_reason}
        assert seat.valid_from is not None
        yield Training(
            on=seat.valid_until if has_left and seat.valid_until else seat.valid_from,
            title=seat.training_class.name,
            note=left if has_left else _("on the list of the class"),
            url_name="cohorts:class",
            row_id=seat.training_class_id,
            tone=Weight.WARNING if has_left else Weight.NEUTRAL,
        )


def class_before_the_decision(official_id: int, on: date) -> Iterator[Training]:
    """The class an official is placed in while no decision lists them, told as of the day asked; 1 statement."""
    waiting = waiting_nominations().filter(official=official_id)
    for one in Placement.objects.filter(nomination__in=waiting.values("pk")).select_related("training_class"):
        yield Training(
            on=local_day(one.promoted_at) if one.promoted_at else on,
            title=one.training_class.name,
            note=_("placed in the class; the decision is not issued yet"),
            url_name="cohorts:class",
            row_id=one.training_class_id,
        )
