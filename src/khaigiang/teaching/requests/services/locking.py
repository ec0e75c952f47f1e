"""Requests read anew and locked: the class first, as whoever writes its timetable does."""

from collections.abc import Collection, Mapping
from datetime import datetime

from khaigiang.ground.shared.dates import at_time
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.requests.errors import ChangedMeanwhile, NothingChosen, SessionBegun
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.timetable.models import Session

TOGETHER = ("request__asking__asked_by", "training_class__plan__school", "item__block", "lecturer__user", "taught_by")


def hold_classes(class_ids: Collection[int]) -> None:
    """Nobody else writes sessions of these classes, or answers about them, until the act is done."""
    list(TrainingClass.objects.select_for_update(no_key=True).filter(pk__in=class_ids).order_by("pk"))


def rows_seen(request: TeachingRequest, seen: Mapping[int, int]) -> list[AskedSession]:
    """The sessions of a request that somebody answers or withdraws, locked, by the versions that were seen.

    Raises NothingChosen, or ChangedMeanwhile when one was changed since.
    """
    hold_classes([request.asking.training_class_id])
    found = request.sessions.filter(pk__in=seen)
    list(found.select_for_update().order_by("pk").values_list("pk"))
    rows = list(found.select_related(*TOGETHER).order_by("on", "pk"))
    if not rows:
        raise NothingChosen
    for row in rows:
        if row.version != seen[row.pk]:
            raise ChangedMeanwhile(item=row.item, state=row.get_state_display(), when=row.when)
    return rows


def session_of(row: AskedSession) -> Session | None:
    """The session asked for as it stands in the timetable; None where it stands no longer."""
    found = Session.objects.filter(training_class=row.training_class_id, item=row.item_id)
    return found.select_related("training_class__plan", "item", "hall", "lecturer").first()


def refuse_begun(session: Session, at: datetime) -> None:
    """Raise SessionBegun once a session has begun."""
    if at_time(session.on, session.starts_at) <= at:
        raise SessionBegun(item=session.item, when=session.when)
