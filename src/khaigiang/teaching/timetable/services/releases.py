"""Making timetables public."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.timetable.drafts import values_of
from khaigiang.teaching.timetable.errors import NothingToRelease, NotReadyForRelease
from khaigiang.teaching.timetable.models import Release, ReleasedSession
from khaigiang.teaching.timetable.notices import tell_of_release
from khaigiang.teaching.timetable.queries.findings import findings_of
from khaigiang.teaching.timetable.queries.pages import sessions_of_class
from khaigiang.teaching.timetable.queries.released import changes_since_release, people_to_tell
from khaigiang.teaching.timetable.queries.situation import with_people


@transaction.atomic
def release_timetable(training_class: TrainingClass, *, note: str = "", by: User, at: datetime) -> Release:
    """Make the timetable of a class public as it stands, and tell those whom a change concerns.

    Raises NothingToRelease, or NotReadyForRelease when a session would send people to a closed door.
    """
    TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    training_class = with_people(TrainingClass.objects.select_related("teacher")).get(pk=training_class.pk)
    sessions = sessions_of_class(training_class)
    changes = changes_since_release(training_class, sessions)
    if not changes:
        raise NothingToRelease
    blocking = [finding for finding in findings_of(training_class, sessions) if finding.blocks_release]
    if blocking:
        first = blocking[0]
        raise NotReadyForRelease(
            count=len(blocking),
            item=first.session.item,
            when=first.session.when,
            finding=first.sentence,
        )
    release = _new_release(training_class, note, by, at)
    ReleasedSession.objects.bulk_create(ReleasedSession(release=release, **values_of(session)) for session in sessions)
    told = people_to_tell(training_class, changes, on=local_day(at))
    tell_of_release(release, changes, lecturers=told.lecturers, trainees=told.trainees, teachers=told.teachers, at=at)
    after = {"number": release.number, "note": release.note, "sessions": len(sessions), "changes": len(changes)}
    audit.record("release_timetable", release, by=by, at=at, after=after)
    return release


def _new_release(training_class: TrainingClass, note: str, by: User, at: datetime) -> Release:
    last = training_class.releases.aggregate(last=Max("number"))["last"] or 0
    training_class.releases.filter(is_current=True).update(is_current=False)
    return Release.objects.create(
        training_class=training_class,
        number=last + 1,
        note=note.strip(),
        released_at=at,
        released_by=by,
    )
