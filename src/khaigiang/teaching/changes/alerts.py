"""What the pages of plans and classes tell of changes: classes that stay too small, changes that wait."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import carried_out, small_classes, waiting_changes
from khaigiang.teaching.changes.queries.small import SmallClassRow
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts.alerts import ClassAlert, Way
from khaigiang.teaching.cohorts.models import TrainingClass


def small_class_alerts(classes: QuerySet[TrainingClass], on: date) -> list[ClassAlert]:
    """Classes that begin soon with fewer people than their smallest size, each with the ways out."""
    return [_small(row) for row in small_classes(classes, on)]


def waiting_change_alerts(classes: QuerySet[TrainingClass], _on: date) -> list[ClassAlert]:
    """Changes that wait for approval."""
    waiting = waiting_changes().filter(training_class__in=classes).select_related("training_class")
    return [
        ClassAlert(
            class_id=change.training_class_id,
            title=_("A change of %(class)s waits for approval") % {"class": change.training_class},
            sentence=f"{change.get_kind_display()}: {change.reason}",
            ways=(Way(label=_("Look at the change"), url=reverse("changes:change", args=[change.pk])),),
            tone="info",
        )
        for change in waiting.order_by("training_class__number", "pk")
    ]


def approved_change_alerts(classes: QuerySet[TrainingClass], _on: date) -> list[ClassAlert]:
    """What became of classes that were postponed, cancelled or merged, and whether its papers wait still."""
    return [_approved(change, waits=waits) for change, waits in carried_out(classes)]


def _approved(change: ClassChange, *, waits: bool) -> ClassAlert:
    words = (
        _("%(kind)s: %(reason)s. Its papers are not all issued: sign and number them.")
        if waits
        else _("%(kind)s: %(reason)s.")
    )
    return ClassAlert(
        class_id=change.training_class_id,
        title=_("%(class)s was changed") % {"class": change.training_class},
        sentence=words % {"kind": change.get_kind_display(), "reason": change.reason.rstrip(".")},
        ways=(Way(label=_("Look at the change"), url=reverse("changes:change", args=[change.pk])),),
        tone="warning" if waits else "info",
    )


def _small(row: SmallClassRow) -> ClassAlert:
    ways = [
        Way(label=str(kind.label), url=reverse("changes:propose", args=[row.class_id, kind.value]))
        for kind in (ChangeKind.MERGE, ChangeKind.POSTPONE, ChangeKind.CANCEL)
    ]
    hold = Way(label=_("Hold it all the same"), url=reverse("changes:hold", args=[row.class_id]))
    values = {
        "people": row.people,
        "smallest": row.smallest,
        "day": f"{row.first_day.day}/{row.first_day.month}/{row.first_day.year}",
    }
    return ClassAlert(
        class_id=row.class_id,
        title=_("%(class)s is too small") % {"class": row.name},
        sentence=_("It has %(people)s people and needs at least %(smallest)s; it begins on %(day)s.") % values,
        ways=(*ways, hold),
    )
