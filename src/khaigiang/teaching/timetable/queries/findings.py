"""What a person should know about the sessions of a class before they are published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.queries import times_of
from khaigiang.teaching.lecturers.rules import CANNOT, RATHER_NOT, Times, availability
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.situation import people_in
from khaigiang.teaching.timetable.queries.together import Ordered, order_of
from khaigiang.teaching.timetable.rules import Place, half_days_by_day, half_days_by_week, monday_of, out_of_order
from khaigiang.teaching.timetable.states import BLOCKS_RELEASE, FindingKind
from khaigiang.teaching.venues.models import HallClosure

SAID_OF_AVAILABILITY: Final = {
    CANNOT: FindingKind.LECTURER_AWAY,
    RATHER_NOT: FindingKind.LECTURER_RATHER_NOT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to know about one session."""

    session: Session
    kind: FindingKind
    sentence: str

    @property
    def blocks_release(self) -> bool:
        return self.kind in BLOCKS_RELEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What sessions are held against."""

    people: int
    meets: frozenset[date]
    times: dict[int, Times]
    closed: dict[int, list[HallClosure]]
    qualified: dict[int, set[int]]
    per_day: Counter[tuple[int, date]]
    per_week: Counter[tuple[int, date]]
    order: dict[int, Ordered]


def findings_of(training_class: TrainingClass, sessions: Sequence[Session]) -> list[Finding]:
    """The findings of a class read `with_people`, in the order of its sessions (read with item, lecturer and hall)."""
    facts = _facts(training_class, sessions)
    found = [finding for session in sessions for finding in _of_session(session, facts)]
    found += [*_out_of_order(sessions, facts.order), *_apart(sessions, facts.order)]
    return sorted(found, key=lambda finding: (finding.session.on, finding.session.starts_at))


def missing_items(training_class: TrainingClass, sessions: Iterable[Session]) -> list[ProgrammeItem]:
    """Items of the programme that the class's timetable does not hold yet."""
    held = {session.item_id for session in sessions}
    items = ProgrammeItem.objects.filter(version=training_class.version_id).exclude(pk__in=held)
    return list(items.order_by("ordinal"))


def _facts(training_class: TrainingClass, sessions: Sequence[Session]) -> _Facts:
    lecturer_ids = {session.lecturer_id for session in sessions if session.lecturer_id is not None}
    taught = _taught(lecturer_ids, [session.on for session in sessions])
    return _Facts(
        people=people_in(training_class),
        meets=frozenset(training_class.days.values_list("on", flat=True)),
        times=times_of(lecturer_ids),
        closed=_closures({session.hall_id for session in sessions}),
        qualified=_qualified(training_class),
        per_day=half_days_by_day(taught),
        per_week=half_days_by_week(taught),
        order=order_of(training_class.version_id),
    )


def _of_session(session: Session, facts: _Facts) -> Iterable[Finding]:
    if session.on not in facts.meets:
        yield _finding(session, FindingKind.NOT_A_CLASS_DAY)
    if any(one.takes(session.on, session.half_day) for one in facts.closed.get(session.hall_id, ())):
        yield _finding(session, FindingKind.HALL_CLOSED)
    if session.hall.capacity < facts.people:
        yield _finding(session, FindingKind.HALL_TOO_SMALL, seats=session.hall.capacity, people=facts.people)
    has = {feature.casefold() for feature in session.hall.features}
    if lacking := [need for need in session.item.needs if need.casefold() not in has]:
        yield _finding(session, FindingKind.HALL_LACKS, needs=", ".join(lacking))
    if session.lecturer is not None:
        yield from _of_lecturer(session, session.lecturer, facts)
    elif session.item.kind == ItemKind.TOPIC:
        yield _finding(session, FindingKind.NO_LECTURER)


def _of_lecturer(session: Session, lecturer: Lecturer, facts: _Facts) -> Iterable[Finding]:
    if not lecturer.is_active:
        yield _finding(session, FindingKind.LECTURER_WITHDRAWN)
    can = availability(facts.times[lecturer.pk], session.on, session.half_day)
    if can in SAID_OF_AVAILABILITY:
        yield _finding(session, SAID_OF_AVAILABILITY[can])
    may_teach = facts.qualified.get(session.item_id, set())
    if may_teach and lecturer.pk not in may_teach:
        yield _finding(session, FindingKind.NOT_QUALIFIED)
    in_a_day = facts.per_day[lecturer.pk, session.on]
    if in_a_day > lecturer.max_per_day:
        yield _finding(session, FindingKind.TOO_MUCH_IN_A_DAY, count=in_a_day, most=lecturer.max_per_day)
    in_a_week = facts.per_week[lecturer.pk, monday_of(session.on)]
    if in_a_week > lecturer.max_per_week:
        yield _finding(session, FindingKind.TOO_MUCH_IN_A_WEEK, count=in_a_week, most=lecturer.max_per_week)


def _out_of_order(sessions: Sequence[Session], order: dict[int, Ordered]) -> Iterable[Finding]:
    ordered = sorted(sessions, key=lambda session: (session.on, session.starts_at))
    stages = [_stage(session, order) for session in ordered]
    told = dict(out_of_order(stages))
    for early, session in enumerate(ordered):
        after = order[session.item_id].after if session.item_id in order else frozenset()
        first = next((late for late in range(early + 1, len(ordered)) if ordered[late].item_id in after), None)
        late = told.get(early) if first is None else first
        if late is not None:
            yield _finding(session, FindingKind.OUT_OF_ORDER, other=ordered[late].item.title)


def _stage(session: Session, order: dict[int, Ordered]) -> tuple[int, int, int]:
    block, ordered = session.item.block, order.get(session.item_id)
    return Place(
        kind=session.item.kind,
        block=block.ordinal if block else 0,
        block_order=ordered.block_order if ordered else True,
    ).stage


def _apart(sessions: Sequence[Session], order: dict[int, Ordered]) -> Iterable[Finding]:
    """What shares a half-day in the programme and stands in another one than its first item."""
    heads = {session.item_id: session for session in sessions}
    for session in sessions:
        head = heads.get(order[session.item_id].head) if session.item_id in order else None
        if head is not None and (head.on, head.half_day) != (session.on, session.half_day):
            yield _finding(session, FindingKind.APART, other=head.item.title)


def _finding(session: Session, kind: FindingKind, **values: object) -> Finding:
    said = str(kind.label) % {"lecturer": session.lecturer, "hall": session.hall, **values}
    return Finding(session=session, kind=kind, sentence=said)


def _taught(lecturer_ids: Collection[int], days: Collection[date]) -> list[tuple[int, date, str]]:
    """Where these lecturers teach, in any class, in the weeks of these days."""
    if not days:
        return []
    first, last = monday_of(min(days)), monday_of(max(days)) + timedelta(days=6)
    near = Session.objects.filter(lecturer__in=lecturer_ids, on__range=(first, last))
    return list(near.values_list("lecturer_id", "on", "half_day"))


def _closures(hall_ids: Collection[int]) -> dict[int, list[HallClosure]]:
    found: defaultdict[int, list[HallClosure]] = defaultdict(list)
    for closure in HallClosure.objects.filter(hall__in=hall_ids):
        found[closure.hall_id].append(closure)
    return dict(found)


def _qualified(training_class: TrainingClass) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    pairs = Lecturer.objects.filter(items__version=training_class.version_id).values_list("items", "pk")
    for item_id, lecturer_id in pairs:
        found[item_id].add(lecturer_id)
    return dict(found)
