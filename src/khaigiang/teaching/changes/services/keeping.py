"""Rows as they were before a change, kept with it and put back as they were."""

import json
from collections.abc import Iterable
from typing import Any, Final

from django.core import serializers
from django.db.models import Model

from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.cohorts.models import Enrolment, Placement, TrainingClass, Wish
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import Cause
from khaigiang.teaching.timetable.states import StepKind

Rows = list[dict[str, Any]]
ON_A_LIST: Final = ("training_class", "added_by", "removed_by", "valid_from", "valid_until", "is_current")


def rows_of(found: Iterable[Model], *, fields: tuple[str, ...] | None = None) -> Rows:
    """Rows in values that JSON knows."""
    rows: Rows = json.loads(serializers.serialize("json", found, fields=fields))
    return rows


def models_of(rows: Rows) -> list[Any]:
    """The rows again, to be saved under the ids they had."""
    return [one.object for one in serializers.deserialize("json", json.dumps(rows))]


def board_cause(change: ClassChange, *, takes_back: bool = False) -> Cause:
    """What an open board is told of why the sessions of a class are changed."""
    source = f"change {change.pk}"
    return Cause(kind=StepKind.CHANGE, because=change.reason, source=source, takes_back=takes_back)


def standing(training_class: TrainingClass, nominations: Iterable[int]) -> dict[str, Any]:
    """How a class stands, with the places and the lists of everybody whom a change touches."""
    people = list(nominations)
    places = Placement.objects.filter(nomination__in=people).order_by("pk")
    return {
        "state": training_class.state,
        "days": rows_of(training_class.days.order_by("pk")),
        "sessions": rows_of(Session.objects.filter(training_class=training_class).order_by("pk")),
        "wishes": rows_of(Wish.objects.filter(training_class=training_class).order_by("pk")),
        "places": rows_of(places),
        "lists": rows_of(Enrolment.objects.filter(nomination__in=people).order_by("pk"), fields=ON_A_LIST),
    }
