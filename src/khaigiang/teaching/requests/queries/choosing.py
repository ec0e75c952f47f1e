"""What the office chooses from: sessions with how far their lecturers have confirmed, lecturers with what speaks for them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from khaigiang.ground.shared.dates import local_day
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import LESSONS
from khaigiang.teaching.honoraria.queries import load_of_year
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import CANNOT, RATHER_NOT, availability
from khaigiang.teaching.requests.models import AskedSession
from khaigiang.teaching.requests.queries.rule import waiting_of
from khaigiang.teaching.requests.states import STANDS, TONES, AskedState
from khaigiang.teaching.timetable.models import Session

NOTHING: Final = Decimal(0)
# The databases would answer a number beyond their own with a fault.
LONGEST_ID: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session of a class: who stands there, and what was asked; `needs_asking` where nobody confirmed or is asked."""

    id: int
    title: str
    when: str
    on: date
    lecturer: str
    lecturer_id: int | None
    asked: tuple["AskedOf", ...]
    needs_asking: bool
    is_chosen: bool
    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """What one lecturer answered for a session, and where that is read."""

    request_id: int
    lecturer: str
    state: str
    state_words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LecturerRow:
    """One lecturer for the sessions chosen: of how many they are named for, teach elsewhere then, are away from."""

    id: int
    name: str
    workplace: str
    named: int
    busy: int
    away: int
    rather_not: int
    of: int
    hours: Decimal
    can_be_written: bool

    @property
    def is_named_for_all(self) -> bool:
        return self.named == self.of

    @property
    def is_free(self) -> bool:
        return self.of > 0 and not (self.busy or self.away)


def sessions_to_ask_for(
    training_class: TrainingClass, *, chosen: Collection[int] | None, now: datetime
) -> list[SessionRow]:
    """The lessons of a class in the order of time; without a choice those that need asking are chosen. Two statements."""
    found = training_class.sessions.filter(item__kind__in=sorted(LESSONS)).select_related("item__block", "lecturer")
    asked = AskedSession.objects.filter(training_class=training_class).select_related("lecturer").order_by("pk")
    by_item: dict[int, list[AskedSession]] = {}
    for one in asked:
        by_item.setdefault(one.item_id, []).append(one)
    return [_session(one, by_item.get(one.item_id, ()), chosen, now) for one in found.order_by("on", "starts_at", "pk")]


def chosen_sessions(training_class: TrainingClass, ids: Collection[int]) -> list[Session]:
    """These sessions of a class in the order of time."""
    found = training_class.sessions.filter(pk__in=ids).select_related("item__block", "lecturer__user")
    return list(found.order_by("on", "starts_at", "pk"))


def usual_due(training_class: TrainingClass, sessions: Sequence[Session], *, today: date) -> date:
    """By when lecturers answer by the rule of the plan, before the first of these sessions at the latest."""
    usual = waiting_of(training_class.plan).due_on(today)
    first = min((one.on for one in sessions), default=None)
    return usual if first is None else max(min(usual, first - timedelta(days=1)), today)


def lecturers_to_ask(sessions: Sequence[Session], school: Office, *, now: datetime) -> list[LecturerRow]:
    """Everybody who teaches, for these sessions: named for all of them first, then the free, then the least loaded.

    Eight statements, whatever the number of lecturers and sessions.
    """
    items = {one.item_id for one in sessions}
    named: dict[int, int] = {}
    for lecturer_id in ProgrammeItem.objects.filter(pk__in=items, lecturers__isnull=False).values_list(
        "lecturers", flat=True
    ):
        named[lecturer_id] = named.get(lecturer_id, 0) + 1
    hours = hours_of(school, now=now)
    taken = _taken(sessions)
    people = Lecturer.objects.filter(is_active=True).prefetch_related("absences", "said_half_days")
    rows = [_lecturer(one, sessions, named.get(one.pk, 0), taken, hours) for one in people.order_by("sort_key", "pk")]
    return sorted(rows, key=lambda row: (-row.named, row.busy + row.away, row.rather_not, row.hours))


def hours_of(school: Office, *, now: datetime) -> dict[int, Decimal]:
    """The hours that lecturers have taught this year as they count; who has taught none is missing."""
    return {row.id: row.total for row in load_of_year(school, local_day(now).year, now=now).rows}


def _session(
    session: Session, asked: Iterable[AskedSession], chosen: Collection[int] | None, now: datetime
) -> SessionRow:
    rows = tuple(
        AskedOf(
            request_id=one.request_id,
            lecturer=str(one.lecturer),
            state=one.state,
            state_words=one.get_state_display(),
            tone=TONES[one.state],
        )
        for one in asked
        if one.state != AskedState.WITHDRAWN
    )
    has_begun = session.on < local_day(now)
    needs_asking = not has_begun and not any(one.state in STANDS for one in rows)
    return SessionRow(
        id=session.pk,
        title=session.item.full_name,
        when=session.when,
        on=session.on,
        lecturer=str(session.lecturer) if session.lecturer else "",
        lecturer_id=session.lecturer_id,
        asked=rows,
        needs_asking=needs_asking,
        is_chosen=needs_asking if chosen is None else session.pk in chosen,
        has_begun=has_begun,
    )


def _taken(sessions: Sequence[Session]) -> dict[tuple[date, str], set[int]]:
    """Who teaches another class in the half-days of these sessions."""
    if not sessions:
        return {}
    days = {one.on for one in sessions}
    others = Session.objects.filter(on__in=days, lecturer__isnull=False).exclude(pk__in=[one.pk for one in sessions])
    found: dict[tuple[date, str], set[int]] = {}
    for on, half_day, lecturer_id in others.values_list("on", "half_day", "lecturer"):
        found.setdefault((on, half_day), set()).add(lecturer_id)
    return found


def _lecturer(
    lecturer: Lecturer,
    sessions: Sequence[Session],
    named: int,
    taken: dict[tuple[date, str], set[int]],
    hours: dict[int, Decimal],
) -> LecturerRow:
    times = lecturer.times
    said = [availability(times, one.on, one.half_day) for one in sessions]
    return LecturerRow(
        id=lecturer.pk,
        name=str(lecturer),
        workplace=lecturer.workplace,
        named=named,
        busy=sum(lecturer.pk in taken.get((one.on, one.half_day), ()) for one in sessions),
        away=said.count(CANNOT),
        rather_not=said.count(RATHER_NOT),
        of=len(sessions),
        hours=hours.get(lecturer.pk, NOTHING),
        can_be_written=bool(lecturer.email or lecturer.user_id),
    )
