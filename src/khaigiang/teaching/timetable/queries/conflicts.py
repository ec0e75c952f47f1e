"""What a plan's timetable should be looked at for: findings by gravity, each with the way to its place."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.findings import findings_of_classes
from khaigiang.teaching.timetable.queries.situation import with_people
from khaigiang.teaching.timetable.states import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """One finding: about which session, how grave, and who lets it pass for which reason."""

    session_id: int
    class_id: int
    class_name: str
    item_id: int
    item: str
    when: str
    kind: str
    sentence: str
    level: str
    level_label: str
    reason: str
    ignored_by: str
    ignored_at: datetime | None

    @property
    def piece(self) -> str:
        """Class and item, as the board names its pieces."""
        return f"{self.class_id}-{self.item_id}"

    @property
    def tone(self) -> str:
        return "neutral" if self.ignored_by else "warning" if self.level == Level.WARN else "danger"


def conflict_rows(classes: QuerySet[TrainingClass]) -> list[ConflictRow]:
    """What is to be known about the timetables of these classes of a plan, the gravest first, what is let pass last."""
    found = list(with_people(classes))
    names = {one.pk: one.name for one in found}
    sessions = Session.objects.filter(training_class__in=names).select_related("item__block", "lecturer", "hall")
    rows = [
        ConflictRow(
            session_id=one.session.pk,
            class_id=one.session.training_class_id,
            class_name=names[one.session.training_class_id],
            item_id=one.session.item_id,
            item=one.session.item.title,
            when=one.session.when,
            kind=one.kind.value,
            sentence=one.sentence,
            level=one.level.value,
            level_label=str(one.level.label),
            reason=one.ignored.reason if one.ignored else "",
            ignored_by=str(one.ignored.ignored_by) if one.ignored else "",
            ignored_at=one.ignored.ignored_at if one.ignored else None,
        )
        for one in findings_of_classes(found, list(sessions.order_by("on", "starts_at", "pk")))
    ]
    return sorted(rows, key=lambda row: (bool(row.ignored_by), list(Level).index(Level(row.level))))
