"""The classes an official was listed in, as the person's page tells it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.registry.officials.trainings import Training, Weight
from khaigiang.teaching.cohorts.models import Enrolment


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
