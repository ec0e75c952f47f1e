"""The situation a timetable starts from: classes with their days, items, lecturers, halls, and what is taken."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import ClassDay, Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import ClassHours, hours_of_classes
from khaigiang.teaching.cohorts.states import HAS_A_LIST
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import Times
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.rules import Place
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.queries import booked_half_days

# In the order of the day; evenings are set by hand.
TAUGHT_HALVES = (HalfDay.MORNING, HalfDay.AFTERNOON)

Slot = tuple[date, str]
# From which day to which, and of each of them which half-day: empty is the whole day.
Closures = tuple[tuple[date, date, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassToTime:
    """One class that asks for a timetable, with the hours and sessions it has."""

    id: int
    name: str
    version_id: int
    school_id: int
    hall_id: int | None
    people: int
    hours: ClassHours
    days: tuple[date, ...]
    sessions: tuple[Draft, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The half-days the class may use, in order."""
        return tuple((on, half.value) for on in self.days for half in TAUGHT_HALVES)

    def hours_of(self, slot: Slot) -> tuple[time, time]:
        """From when until when the class sits in one of its half-days."""
        hours = self.hours.on(*slot)
        assert hours is not None, "mornings and afternoons have hours every day"
        return hours


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemToTeach:
    """One item of the programme and who may teach it at present."""

    id: int
    title: str
    kind: str
    block: int
    ordinal: int
    lecturer_ids: tuple[int, ...]
    needs: tuple[str, ...]
    not_before_day: int
    with_previous: bool
    minutes: int | None = None
    shares_half_day: bool = False
    after: tuple[int, ...] = ()
    block_order: bool = True

    @property
    def place(self) -> Place:
        """Where the programme puts it."""
        return Place(kind=self.kind, block=self.block, block_order=self.block_order)


@dataclass(frozen=True, slots=True, kw_only=True)
class LecturerToAsk:
    """Somebody who may teach an item: their limits, when they can, the half-days they teach other classes, and where.

    `taken_at` is the place of each of those, empty where the hall is near to all.
    """

    id: int
    name: str
    max_per_day: int
    max_per_week: int
    times: Times
    taken: tuple[Slot, ...]
    taken_at: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HallToUse:
    """A hall: its seats, its closures, the half-days it is booked by other classes, and for meetings."""

    id: int
    school_id: int
    capacity: int
    place: str
    features: tuple[str, ...]
    closed: Closures
    taken: tuple[Slot, ...]
    meetings: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that decides on a timetable of some classes, in a fixed order."""

    classes: tuple[ClassToTime, ...]
    items: tuple[ItemToTeach, ...]
    lecturers: tuple[LecturerToAsk, ...]
    halls: tuple[HallToUse, ...]


def situation_of(class_ids: Collection[int], *, besides: Collection[Draft] = ()) -> Situation:
    """What a timetable of these classes starts from; twelve statements whatever its size.

    The lecturers and halls of the sessions `besides` are in it too, whether or not they would be asked today.
    """
    asked = list(with_people(TrainingClass.objects.filter(pk__in=class_ids)).order_by("number", "pk"))
    days, hours = _days(class_ids), hours_of_classes(asked)
    inside, outside = _sessions(class_ids, [day for found in days.values() for day in found])
    items = _items({one.version_id for one in asked})
    teaching = {pk for item in items for pk in item.lecturer_ids} | {one.lecturer_id for one in besides}
    return Situation(
        classes=tuple(_class(one, days[one.pk], inside[one.pk], hours[one.pk]) for one in asked),
        items=tuple(items),
        lecturers=tuple(_lecturers(teaching, outside)),
        halls=tuple(_halls(asked, outside, {one.hall_id for one in besides}, _meetings(days.values()))),
    )


def with_people(classes: QuerySet[TrainingClass]) -> QuerySet[TrainingClass]:
    """Classes with what `people_in` counts, each count a query of its own: two joins would multiply their rows."""
    return classes.select_related("plan").annotate(
        listed=_count(Enrolment.objects.filter(is_current=True)), placed=_count(Placement.objects.all())
    )


def _count(rows: "QuerySet[Enrolment] | QuerySet[Placement]") -> Coalesce:
    of_the_class = rows.filter(training_class=OuterRef("pk")).order_by().values("training_class")
    return Coalesce(Subquery(of_the_class.annotate(number=Count("pk")).values("number")), 0)


def people_in(training_class: TrainingClass) -> int:
    """Seats that a class read `with_people` needs: its list once decided, before that places wanted or people placed."""
    listed: int = getattr(training_class, "listed", 0)
    if training_class.state in HAS_A_LIST and listed:
        return listed
    return max(training_class.wanted_size, getattr(training_class, "placed", 0))


def _days(class_ids: Collection[int]) -> defaultdict[int, list[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    for day in ClassDay.objects.filter(training_class__in=class_ids).order_by("on"):
        found[day.training_class_id].append(day.on)
    return found


def _sessions(
    class_ids: Collection[int],
    days: Sequence[date],
) -> tuple[defaultdict[int, list[Draft]], list[Session]]:
    """The classes' own sessions, and those of others in the weeks in which they meet."""
    own: defaultdict[int, list[Draft]] = defaultdict(list)
    for session in Session.objects.filter(training_class__in=class_ids).order_by("on", "starts_at", "pk"):
        own[session.training_class_id].append(Draft.of(session))
    if not days:
        return own, []
    weeks = {day.isocalendar()[:2] for day in days}
    first, last = min(days), max(days)
    monday, sunday = date.fromordinal(first.toordinal() - 6), date.fromordinal(last.toordinal() + 6)
    near = Session.objects.filter(on__range=(monday, sunday)).exclude(training_class__in=class_ids)
    near = near.select_related("hall")
    return own, [session for session in near.order_by("on", "starts_at", "pk") if session.on.isocalendar()[:2] in weeks]


def _items(version_ids: Collection[int]) -> list[ItemToTeach]:
    teaching = Lecturer.objects.filter(is_active=True).order_by("pk")
    items = (
        ProgrammeItem.objects.filter(version__in=version_ids)
        .select_related("block", "version")
        .order_by("version", "ordinal")
    )
    rules = ProgrammeItem.after.through.objects.filter(from_programmeitem__version__in=version_ids)
    after: defaultdict[int, list[int]] = defaultdict(list)
    for later, earlier in rules.order_by("pk").values_list("from_programmeitem", "to_programmeitem"):
        after[later].append(earlier)
    return [
        ItemToTeach(
            id=item.pk,
            title=item.title,
            kind=item.kind,
            block=item.block.ordinal if item.block else 0,
            ordinal=item.ordinal,
            lecturer_ids=tuple(lecturer.pk for lecturer in item.lecturers.all()),
            needs=tuple(need.casefold() for need in item.needs),
            not_before_day=item.not_before_day,
            with_previous=item.with_previous,
            minutes=item.minutes,
            shares_half_day=item.shares_half_day,
            after=tuple(sorted(after[item.pk])),
            block_order=item.version.block_order,
        )
        for item in items.prefetch_related(Prefetch("lecturers", teaching))
    ]


def _lecturers(ids: Collection[int | None], outside: Iterable[Session]) -> list[LecturerToAsk]:
    taken: defaultdict[int | None, list[tuple[Slot, str]]] = defaultdict(list)
    for session in outside:
        taken[session.lecturer_id].append(((session.on, session.half_day), session.hall.place.casefold()))
    asked = Lecturer.objects.filter(pk__in={pk for pk in ids if pk})
    found = asked.prefetch_related("absences", "said_half_days").order_by("pk")
    return [
        LecturerToAsk(
            id=one.pk,
            name=str(one),
            max_per_day=one.max_per_day,
            max_per_week=one.max_per_week,
            times=one.times,
            taken=tuple(slot for slot, _place in taken[one.pk]),
            taken_at=tuple(place for _slot, place in taken[one.pk]),
        )
        for one in found
    ]


def _meetings(days: Iterable[Iterable[date]]) -> dict[int, list[Slot]]:
    """In which half-days of these days a hall is booked for something else than a class."""
    found: defaultdict[int, list[Slot]] = defaultdict(list)
    for hall_id, on, half in booked_half_days(day for some in days for day in some):
        found[hall_id].append((on, half))
    return dict(found)


def _halls(
    classes: Collection[TrainingClass],
    outside: Iterable[Session],
    besides: Collection[int],
    meetings: dict[int, list[Slot]],
) -> list[HallToUse]:
    """The halls of the classes' schools, those elsewhere that a class was given, and these."""
    taken: defaultdict[int, list[Slot]] = defaultdict(list)
    for session in outside:
        taken[session.hall_id].append((session.on, session.half_day))
    usable = Q(office__in={one.plan.school_id for one in classes}) | Q(pk__in={one.hall_id for one in classes})
    found = (
        Hall.objects.filter(usable & Q(is_active=True) | Q(pk__in=besides)).prefetch_related("closures").order_by("pk")
    )
    return [
        HallToUse(
            id=one.pk,
            school_id=one.office_id,
            capacity=one.capacity,
            place=one.place.casefold(),
            features=tuple(feature.casefold() for feature in one.features),
            closed=tuple(sorted((shut.first_day, shut.last_day, shut.half_day) for shut in one.closures.all())),
            taken=tuple(taken[one.pk]),
            meetings=tuple(meetings.get(one.pk, ())),
        )
        for one in found
    ]


def _class(one: TrainingClass, days: list[date], sessions: list[Draft], hours: ClassHours) -> ClassToTime:
    return ClassToTime(
        id=one.pk,
        name=one.name,
        version_id=one.version_id,
        school_id=one.plan.school_id,
        hall_id=one.hall_id,
        people=people_in(one),
        hours=hours,
        days=tuple(days),
        sessions=tuple(sessions),
    )
