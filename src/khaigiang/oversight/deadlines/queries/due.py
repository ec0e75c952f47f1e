"""Who falls due on a day: everybody whom a requirement reaches, each in exactly one state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khaigiang.oversight.deadlines.queries.known import (
    Known,
    Learning,
    Line,
    People,
    Place,
    Reliefs,
    Service,
    known_of,
    lines_on,
)
from khaigiang.oversight.deadlines.rules import Facts, counted, next_due, serving_since, state_of
from khaigiang.oversight.deadlines.states import AT_REST, WANTED, DueState
from khaigiang.registry.officials.models import Official

NOTHING = Reliefs(None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One official and one requirement at the end of a day."""

    line_id: int
    requirement: str
    official_id: int
    official: str
    post: str
    post_id: int
    unit_id: int
    place: Place
    since: date
    due_on: date | None
    extended_until: date | None
    state: DueState
    learned_on: date | None
    class_id: int | None
    nomination_id: int | None
    plan_id: int | None
    remark: str
    order: tuple[date, str, str, int, int]

    @property
    def falls_due_on(self) -> date | None:
        """The day that counts, an extension included."""
        return max(filter(None, (self.due_on, self.extended_until)), default=None) if self.due_on else None

    @property
    def committee_id(self) -> int | None:
        """The committee that names this person, if any."""
        return self.place.committee_id

    @property
    def is_open(self) -> bool:
        """Does it still fall due?"""
        return self.state not in AT_REST


def rows_of(on: date, people: People = None, lines: Sequence[Line] | None = None) -> list[DueRow]:
    """What these people, or everybody, owe at the end of a day, the soonest due first; 16 statements for any number.

    Pages count with `figures` and read the rows that they show alone. `lines` are the requirements where they are known.
    """
    lines = lines_on(on) if lines is None else lines
    if not lines:
        return []
    known = known_of(lines, on, people=people)
    return sorted((row for line in lines for row in _rows(line, known, on)), key=lambda row: row.order)


def due_of(official: Official, on: date) -> dict[int, DueRow]:
    """What one official owes at the end of a day, by the first requirement of each line; 16 statements."""
    return {row.line_id: row for row in rows_of(on, [official.pk])}


def _rows(line: Line, known: Known, on: date) -> Iterator[DueRow]:
    for services in known.services.values():
        reached = [
            one for one in services if one.post_id in line.post_ids and known.places[one.unit_id].kind in line.kinds
        ]
        since = serving_since((one.held for one in reached), on) if reached else None
        if since is not None:
            yield _row(line, _held_on(reached, on), since, known, on)


def _held_on(services: list[Service], on: date) -> Service:
    return next(one for one in services if one.held.first <= on and (one.held.until is None or one.held.until > on))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is known of one official and one requirement besides the posts."""

    learning: Learning | None
    sitting: tuple[int, str] | None
    named: tuple[int, str] | None
    relief: Reliefs


def _row(line: Line, service: Service, since: date, known: Known, on: date) -> DueRow:
    place, told = known.places[service.unit_id], _told(line, service.official_id, since, known)
    facts = _facts(line, since, told)
    state = DueState(state_of(facts, on))
    name, sort_key = known.names[service.official_id]
    return DueRow(
        line_id=line.id,
        requirement=line.requirement.title,
        official_id=service.official_id,
        official=name,
        post=known.posts[service.post_id],
        post_id=service.post_id,
        unit_id=service.unit_id,
        place=place,
        since=since,
        due_on=facts.due_on,
        extended_until=facts.extended_until if facts.falls_due_on != facts.due_on else None,
        state=state,
        learned_on=told.learning.on if told.learning else None,
        class_id=_class_of(state, told),
        nomination_id=told.named[0] if told.named else None,
        plan_id=known.plan_for(line, place.committee_id) if state in WANTED else None,
        remark=_remark(state, told),
        order=(facts.falls_due_on or date.max, place.sort_key, sort_key, line.id, service.official_id),
    )


def _told(line: Line, official_id: int, since: date, known: Known) -> _Told:
    in_classes = ((official_id, programme) for programme in line.programme_ids)
    return _Told(
        learning=_counted(line, official_id, since, known),
        sitting=next((known.sitting[key] for key in in_classes if key in known.sitting), None),
        named=known.named.get((official_id, line.id)),
        relief=known.reliefs.get((official_id, line.id), NOTHING),
    )


def _facts(line: Line, since: date, told: _Told) -> Facts:
    learning = told.learning
    return Facts(
        due_on=next_due(since, learning.on if learning else None, line.terms),
        grace_days=line.terms[-1].grace_days,
        extended_until=told.relief.extended_until,
        is_exempt=bool(told.relief.exempt_because),
        is_in_class=told.sitting is not None,
        is_named=told.named is not None,
        has_learned=learning is not None,
        learned_elsewhere=learning is not None and learning.class_id is None,
    )


def _counted(line: Line, official_id: int, since: date, known: Known) -> Learning | None:
    found = [one for programme in line.programme_ids for one in known.learned.get((official_id, programme), ())]
    found += known.proofs.get((official_id, line.id), ())
    day = counted((one.on for one in found), since, line.terms) if found else None
    return next((one for one in found if one.on == day), None)


def _class_of(state: DueState, told: _Told) -> int | None:
    if state == DueState.IN_CLASS and told.sitting:
        return told.sitting[0]
    return told.learning.class_id if told.learning and state in AT_REST else None


def _remark(state: DueState, told: _Told) -> str:
    if state == DueState.EXEMPT:
        return told.relief.exempt_because
    if state == DueState.IN_CLASS and told.sitting:
        return told.sitting[1]
    if state == DueState.NAMED and told.named:
        return told.named[1]
    return told.learning.what if told.learning else ""
