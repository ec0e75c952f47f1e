"""What a person should know about the sessions of a class before they are published."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.queries import times_of
from khaigiang.teaching.lecturers.rules import CANNOT, RATHER_NOT, Times, availability
from khaigiang.teaching.timetable.models import IgnoredFinding, Session
from khaigiang.teaching.timetable.queries.levels import Levels, levels_of
from khaigiang.teaching.timetable.queries.situation import people_in
from khaigiang.teaching.timetable.queries.together import Ordered, order_of
from khaigiang.teaching.timetable.rules import Place, half_days_by_day, half_days_by_week, monday_of, out_of_order
from khaigiang.teaching.timetable.states import STOPS_RELEASE, FindingKind, Level
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
    level: Level = Level.WARN
    ignored: IgnoredFinding | None = None

    @property
    def blocks_release(self) -> bool:
        """Does it stop the release? What somebody lets pass does not."""
        return self.level in STOPS_RELEASE and self.ignored is None

    @property
    def blocks_act(self) -> bool:
        return self.level == Level.BLOCK_ACT and self.ignored is None


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
    return findings_of_classes([training_class], sessions)


def findings_of_classes(classes: Sequence[TrainingClass], sessions: Sequence[Session]) -> list[Finding]:
    """The findings of classes of one plan, as `findings_of` one; fourteen statements, three more for each programme."""
    if not classes:
        return []
    found: list[Finding] = []
    all_facts = _facts(classes, sessions)
    for training_class in classes:
        facts = all_facts[training_class.pk]
        own = [session for session in sessions if session.training_class_id == training_class.pk]
        found += [finding for session in own for finding in _of_session(session, facts)]
        found += [*_out_of_order(own, facts.order), *_apart(own, facts.order)]
    let_pass = IgnoredFinding.objects.filter(training_class__in=all_facts).select_related("ignored_by")
    graded = _graded(found, levels_of(classes[0].plan_id), let_pass)
    return sorted(graded, key=lambda finding: (finding.session.on, finding.session.starts_at))


def _graded(found: Iterable[Finding], levels: Levels, let_pass: Iterable[IgnoredFinding]) -> Iterable[Finding]:
    """The findings with their levels in the plan, without those of rules that it lets pass."""
    ignored = {(one.training_class_id, one.item_id, one.on, one.half_day, one.kind): one for one in let_pass}
    for finding in found:
        session, level = finding.session, levels[finding.kind]
        mark = (session.training_class_id, session.item_id, session.on, session.half_day, finding.kind.value)
        if level != Level.IGNORED:
            yield replace(finding, level=level, ignored=ignored.get(mark))


def missing_items(training_class: TrainingClass, sessions: Iterable[Session]) -> list[ProgrammeItem]:
    """Items of the programme that the class's timetable does not hold yet."""
    held = {session.item_id for session in sessions}
    items = ProgrammeItem.objects.filter(version=training_class.version_id).exclude(pk__in=held)
    return list(items.order_by("ordinal"))


def _facts(classes: Sequence[TrainingClass], sessions: Sequence[Session]) -> dict[int, _Facts]:
    """What the sessions of each class are held against, by its id."""
    lecturer_ids = {session.lecturer_id for session in sessions if session.lecturer_id is not None}
    taught = _taught(lecturer_ids, [session.on for session in sessions])
    per_day, per_week = half_days_by_day(taught), half_days_by_week(taught)
    times, closed = times_of(lecturer_ids), _closures({session.hall_id for session in sessions})
    meets: defaultdict[int, set[date]] = defaultdict(set)
    for class_id, on in ClassDay.objects.filter(training_class__in=classes).values_list("training_class", "on"):
        meets[class_id].add(on)
    versions = {one.version_id: (_qualified(one), order_of(one.version_id)) for one in classes}
    return {
        one.pk: _Facts(
            people=people_in(one),
            meets=frozenset(meets[one.pk]),
            times=times,
            closed=closed,
            qualified=versions[one.version_id][0],
            per_day=per_day,
            per_week=per_week,
            order=versions[one.version_id][1],
        )
        for one in classes
    }


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
