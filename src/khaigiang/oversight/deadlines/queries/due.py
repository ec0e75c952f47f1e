"""Who falls due on a day: everybody whom a requirement reaches, each in exactly one state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.oversight.deadlines.queries.known import Known, Learning, Line, Reliefs, Service, known_of, lines_on
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
    folded: str
    post: str
    post_id: int
    unit_id: int
    unit: str
    kind: str
    district_id: int | None
    district: str
    committee_id: int | None
    committee: str
    since: date
    due_on: date | None
    extended_until: date | None
    state: DueState
    learned_on: date | None
    class_id: int | None
    nomination_id: int | None
    plan_id: int | None
    remark: str
    order: tuple[date, str, str]

    @property
    def falls_due_on(self) -> date | None:
        """The day that counts, an extension included."""
        return max(filter(None, (self.due_on, self.extended_until)), default=None) if self.due_on else None

    @property
    def quarter(self) -> str:
        """The quarter in which it falls due ("2024-1"); empty for whoever is not to learn again."""
        due = self.falls_due_on
        return "" if due is None or self.state in AT_REST else f"{due.year}-{quarter_of(due)}"

    @property
    def is_open(self) -> bool:
        """Does it still fall due?"""
        return self.state not in AT_REST


def read_due(on: date) -> list[DueRow]:
    """Everybody whom requirements in force on the day reach, the soonest due first; 15 statements for any number."""
    lines = lines_on(on)
    if not lines:
        return []
    known = known_of(lines, on)
    return sorted((row for line in lines for row in _rows(line, known, on)), key=lambda row: row.order)


def due_of(official: Official, on: date) -> dict[int, DueRow]:
    """What one official owes at the end of a day, by the first requirement of each line; 15 statements."""
    lines = lines_on(on)
    known = known_of(lines, on, official_id=official.pk) if lines else None
    return {row.line_id: row for line in lines if known for row in _rows(line, known, on)}


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


def _row(line: Line, service: Service, since: date, known: Known, on: date) -> DueRow:
    official_id, place = service.official_id, known.places[service.unit_id]
    learning = _counted(line, official_id, since, known)
    relief = known.reliefs.get((official_id, line.id), NOTHING)
    sitting = next(
        (known.sitting[official_id, one] for one in line.programme_ids if (official_id, one) in known.sitting), None
    )
    named = known.named.get((official_id, line.id))
    due_on = next_due(since, learning.on if learning else None, line.terms)
    facts = Facts(
        due_on=due_on,
        grace_days=line.terms[-1].grace_days,
        extended_until=relief.extended_until,
        is_exempt=bool(relief.exempt_because),
        is_in_class=sitting is not None,
        is_named=named is not None,
        has_learned=learning is not None,
        learned_elsewhere=learning is not None and learning.class_id is None,
    )
    state = DueState(state_of(facts, on))
    name, sort_key, folded = known.names[official_id]
    return DueRow(
        line_id=line.id,
        requirement=line.requirement.title,
        official_id=official_id,
        official=name,
        folded=folded,
        post=known.posts[service.post_id],
        post_id=service.post_id,
        unit_id=service.unit_id,
        unit=place.unit,
        kind=place.kind,
        district_id=place.district_id,
        district=place.district,
        committee_id=place.committee_id,
        committee=place.committee,
        since=since,
        due_on=due_on,
        extended_until=relief.extended_until if facts.falls_due_on != due_on else None,
        state=state,
        learned_on=learning.on if learning else None,
        class_id=_class_of(state, learning, sitting),
        nomination_id=named[0] if named else None,
        plan_id=known.plan_for(line, place.committee_id) if state in WANTED else None,
        remark=_remark(state, learning, sitting, named, relief),
        order=(facts.falls_due_on or date.max, place.sort_key, sort_key),
    )


def _counted(line: Line, official_id: int, since: date, known: Known) -> Learning | None:
    found = [one for programme in line.programme_ids for one in known.learned.get((official_id, programme), ())]
    found += known.proofs.get((official_id, line.id), ())
    day = counted((one.on for one in found), since, line.terms) if found else None
    return next((one for one in found if one.on == day), None)


def _class_of(state: DueState, learning: Learning | None, sitting: tuple[int, str] | None) -> int | None:
    if state == DueState.IN_CLASS and sitting:
        return sitting[0]
    return learning.class_id if learning and state in AT_REST else None


def _remark(
    state: DueState,
    learning: Learning | None,
    sitting: tuple[int, str] | None,
    named: tuple[int, str] | None,
    relief: Reliefs,
) -> str:
    if state == DueState.EXEMPT:
        return relief.exempt_because
    if state == DueState.IN_CLASS and sitting:
        return sitting[1]
    if state == DueState.NAMED and named:
        return named[1]
    return learning.what if learning else ""
