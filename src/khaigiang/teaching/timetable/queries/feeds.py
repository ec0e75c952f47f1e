"""What a calendar address publishes."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.ical import Event, calendar
from khaigiang.teaching.timetable.models import Feed, Release, ReleasedSession
from khaigiang.teaching.timetable.queries.released import released_sessions
from khaigiang.teaching.venues.models import Hall

# Whose calendar: the name of the feed's column, and the word in addresses.
Owner = TrainingClass | Lecturer | Hall | User
KINDS = {TrainingClass: "training_class", Lecturer: "lecturer", Hall: "hall", User: "person"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """Whose calendar it is, and under which secret address once somebody asked for one."""

    kind: str
    owner_id: int
    owner: str
    feed_id: int | None
    path: str


def kind_of(owner: Owner) -> str:
    """The word for whose calendar it is."""
    # The user of a request is wrapped; only its class tells what it is.
    return KINDS[owner.__class__]


def feed_row(owner: Owner) -> FeedRow:
    """The calendar address of a class, a lecturer, a hall or a person; one statement."""
    kind = kind_of(owner)
    feed = Feed.objects.filter(**{kind: owner.pk}).first()
    return FeedRow(
        kind=kind,
        owner_id=owner.pk,
        owner=str(owner),
        feed_id=feed.pk if feed else None,
        path=reverse("timetable:feed", args=[feed.secret]) if feed else "",
    )


def calendar_of(feed: Feed, *, on: date) -> bytes:
    """The current releases that concern a feed's class, lecturer, hall or person, as an iCalendar file; four statements.

    A person has what they teach, and what their classes of this day attend.

    What an earlier release had for them and the current one has no longer, or a cancelled class, is told as cancelled.
    """
    current = [_event(one) for one in released_sessions().filter(_concerns(feed, on))]
    return calendar(str(feed), [*current, *_gone(feed, {event.uid for event in current}, on)])


def _concerns(feed: Feed, on: date) -> Q:
    if feed.person is not None:
        return Q(lecturer__user=feed.person) | Q(release__training_class__in=_attended(feed.person, on))
    if feed.training_class is not None:
        return Q(release__training_class=feed.training_class)
    return Q(lecturer=feed.lecturer) if feed.lecturer is not None else Q(hall=feed.hall)


def _attended(person: User, on: date) -> QuerySet[TrainingClass]:
    attends = Q(enrolments__official__mandates__user=person, enrolments__official__mandates__role=Role.TRAINEE)
    valid = valid_on(on, "enrolments__official__mandates__")
    return TrainingClass.objects.filter(attends & valid, enrolments__is_current=True)


def _gone(feed: Feed, present: set[str], on: date) -> list[Event]:
    earlier = ReleasedSession.objects.filter(_concerns(feed, on)).select_related(
        "release__training_class", "item", "lecturer", "hall"
    )
    last: dict[str, ReleasedSession] = {}
    for one in earlier.order_by("release__number", "on", "starts_at", "pk"):
        last[_uid(one)] = one
    gone = [one for uid, one in last.items() if uid not in present]
    class_ids = {one.release.training_class_id for one in gone}
    current = {
        one.training_class_id: one for one in Release.objects.filter(training_class__in=class_ids, is_current=True)
    }
    return [_cancelled(one, current[one.release.training_class_id]) for one in gone]


def _cancelled(one: ReleasedSession, current: Release) -> Event:
    """The entry of a session as it was published last; its number is above every one that it had."""
    # A class that is cancelled has no release of its own that says so.
    sequence = max(current.number, one.release.number + 1)
    return replace(_event(one), is_cancelled=True, sequence=sequence, published_at=current.released_at)


def _uid(one: ReleasedSession) -> str:
    """An item is taught to a class once, so its entry keeps its name wherever it moves."""
    return f"{one.release.training_class.code}-{one.item_id}@khaigiang"


def _event(one: ReleasedSession) -> Event:
    training_class = one.release.training_class
    lines = (training_class.name, str(one.lecturer or ""))
    return Event(
        uid=_uid(one),
        on=one.on,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        summary=f"{one.item.title} – {training_class.code}",
        location=", ".join(part for part in (one.hall.name, one.hall.address) if part),
        description="\n".join(line for line in lines if line),
        published_at=one.release.released_at,
        sequence=one.release.number,
    )
