"""Holding a class though it is smaller than it should be, with a reason; how early such a class is told."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.changes.errors import DaysAheadOutOfRange, NotTooSmall, ReasonMissing
from khaigiang.teaching.changes.models import SmallClass, SmallClassRule
from khaigiang.teaching.changes.queries import small_classes
from khaigiang.teaching.changes.rules import LONGEST_AHEAD
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.services import locked


@transaction.atomic
def hold_small_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime) -> SmallClass:
    """Hold a class with fewer people than its smallest size; raises ReasonMissing, or NotTooSmall."""
    training_class = locked(training_class)
    if not reason.strip():
        raise ReasonMissing
    rows = small_classes(TrainingClass.objects.filter(pk=training_class.pk), local_day(at))
    if not rows:
        raise NotTooSmall(training_class=training_class)
    held = SmallClass.objects.create(
        training_class=training_class, people=rows[0].people, reason=reason.strip(), decided_by=by, decided_at=at
    )
    after = {"people": held.people, "smallest": rows[0].smallest, "reason": held.reason}
    audit.record("hold_small_class", training_class, by=by, at=at, after=after)
    return held


@transaction.atomic
def ask_again_about_small_class(training_class: TrainingClass, *, by: User, at: datetime) -> None:
    """Take back that a class is held though it is small; raises NotTooSmall where nobody said so."""
    training_class = locked(training_class)
    held = SmallClass.objects.filter(training_class=training_class).first()
    if held is None:
        raise NotTooSmall(training_class=training_class)
    held.delete()
    audit.record("ask_again_about_small_class", training_class, by=by, at=at, before={"reason": held.reason})


@transaction.atomic
def set_small_class_rule(
    *, days_ahead: int, valid_from: date, source: str = "", by: User, at: datetime
) -> SmallClassRule:
    """Set how many days before its first day a class that is too small is told, from a day on; said again for the
    same day it takes the place of the first. Raises DaysAheadOutOfRange."""
    if not 1 <= days_ahead <= LONGEST_AHEAD:
        raise DaysAheadOutOfRange(most=LONGEST_AHEAD)
    found = SmallClassRule.objects.select_for_update().filter(valid_from=valid_from).first()
    rule, before = found or SmallClassRule(valid_from=valid_from), _told(found) if found else None
    rule.days_ahead, rule.source, rule.set_by, rule.set_at = days_ahead, source.strip(), by, at
    rule.save()
    audit.record("set_small_class_rule", rule, by=by, at=at, before=before, after=_told(rule))
    return rule


def _told(rule: SmallClassRule) -> dict[str, object]:
    return {"days_ahead": rule.days_ahead, "valid_from": rule.valid_from, "source": rule.source}
