"""What a calendar address publishes."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.ical import Event, calendar
from khaigiang.teaching.timetable.models import Feed, ReleasedSession
from khaigiang.teaching.timetable.queries.released import released_sessions
from khaigiang.teaching.venues.models import Hall

# Whose calendar: the name of the feed's column, and the word in addresses.
KINDS = {TrainingClass: "training_class", Lecturer: "lecturer", Hall: "hall"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """Whose calendar it is, and under which secret address once somebody asked for one."""

    kind: str
    owner_id: int
    owner: str
    feed_id: int | None
    path: str


def feed_row(owner: TrainingClass | Lecturer | Hall) -> FeedRow:
    """The calendar address of a class, a lecturer or a hall; one statement."""
    kind = KINDS[type(owner)]
    feed = Feed.objects.filter(**{kind: owner.pk}).first()
    return FeedRow(
        kind=kind,
        owner_id=owner.pk,
        owner=str(owner),
        feed_id=feed.pk if feed else None,
        path=reverse("timetable:feed", args=[feed.secret]) if feed else "",
    )


def calendar_of(feed: Feed) -> bytes:
    """The current releases that concern a feed's class, lecturer or hall, as an iCalendar file; two statements."""
    return calendar(str(feed), [_event(one) for one in _sessions(feed)])


def _sessions(feed: Feed) -> QuerySet[ReleasedSession]:
    public = released_sessions()
    if feed.training_class is not None:
        return public.filter(release__training_class=feed.training_class)
    if feed.lecturer is not None:
        return public.filter(lecturer=feed.lecturer)
    return public.filter(hall=feed.hall)


def _event(one: ReleasedSession) -> Event:
    training_class = one.release.training_class
    lines = (training_class.name, str(one.lecturer or ""))
    return Event(
        # An item is taught to a class once, so its entry keeps its name wherever it moves.
        uid=f"{training_class.code}-{one.item_id}@khaigiang",
        on=one.on,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        summary=f"{one.item.title} – {training_class.code}",
        location=", ".join(part for part in (one.hall.name, one.hall.address) if part),
        description="\n".join(line for line in lines if line),
        published_at=one.release.released_at,
        sequence=one.release.number,
    )
