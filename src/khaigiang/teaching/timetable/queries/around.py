"""All that decides where a piece of a class may stand, read once: its sessions, who is busy when, which halls there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.cohorts.queries import hours_of
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.levels import Levels, levels_of
from khaigiang.teaching.timetable.queries.situation import people_in
from khaigiang.teaching.timetable.queries.slots import Booking, Drop
from khaigiang.teaching.timetable.queries.together import order_of
from khaigiang.teaching.timetable.rules import monday_of, overlap
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.queries import bookings_of_halls

Half = tuple[date, str]
Bookings = defaultdict[tuple[int, date], list[Booking]]


class Around:
    """A class with its sessions, and what they share with others."""

    def __init__(self, training_class: TrainingClass) -> None:
        """`training_class` is read `with_people`."""
        self.training_class = training_class
        self.hours = hours_of(training_class)
        together = ("item__block", "lecturer", "hall")
        own = Session.objects.filter(training_class=training_class).select_related(*together)
        self.own = list(own.order_by("on", "starts_at", "pk"))
        self.days = frozenset(ClassDay.objects.filter(training_class=training_class).values_list("on", flat=True))
        held = Session.objects.filter(training_class=training_class, attendances__isnull=False)
        self.held = frozenset(held.values_list("pk", flat=True))
        self.levels: Levels = levels_of(training_class.plan_id)
        self.people = people_in(training_class)
        self.halls = self._halls()
        self.qualified = self._qualified()
        self.order = order_of(training_class.version_id)
        self.lecturers = self._lecturers()
        self.times = {pk: one.times for pk, one in self.lecturers.items()}
        self.taught, self.sat = self._bookings()

    @cached_property
    def by_item(self) -> dict[int, Session]:
        """The sessions of the class by their items."""
        return {one.item_id: one for one in self.own}

    def fits(self, hall: Hall, draft: Draft, item: ProgrammeItem) -> bool:
        """Could the class have a piece in a hall then?"""
        return (
            hall.capacity >= self.people
            and not lacking_in(hall, item)
            and not closed(hall, draft)
            and not meeting(self.sat.get((hall.pk, draft.on), ()), draft)
        )

    def load(self, lecturer_id: int, draft: Draft, drop: Drop) -> tuple[int, int]:
        """In how many other half-days of that day and week the lecturer would teach, once these pieces moved."""
        moved = drop.moved | {draft.item_id}
        halves = {half_of(one) for one in self._own_of[lecturer_id] if one.item_id not in moved}
        moving = (drop.own, *drop.others) if drop.own else drop.others
        halves |= {(one.on, one.half_day) for one in moving if one.lecturer_id == lecturer_id}
        monday = monday_of(draft.on)
        for day in range(7):
            on = monday + timedelta(days=day)
            halves |= {(on, one.half_day) for one in self.taught.get((lecturer_id, on), ())}
        halves -= {(draft.on, draft.half_day)}
        return sum(on == draft.on for on, _part in halves), sum(monday_of(on) == monday for on, _part in halves)

    @cached_property
    def _own_of(self) -> defaultdict[int | None, list[Session]]:
        """The sessions of the class by lecturer."""
        found: defaultdict[int | None, list[Session]] = defaultdict(list)
        for one in self.own:
            found[one.lecturer_id].append(one)
        return found

    def _halls(self) -> dict[int, Hall]:
        """The halls of the school and those that the class uses."""
        school = self.training_class.plan.school_id
        used = {one.hall_id for one in self.own} | {self.training_class.hall_id}
        found = Hall.objects.filter(Q(office=school, is_active=True) | Q(pk__in=used)).prefetch_related("closures")
        return {one.pk: one for one in found.order_by("pk")}

    def _lecturers(self) -> dict[int, Lecturer]:
        """Everybody who teaches, and those of the class."""
        own = {one.lecturer_id for one in self.own}
        found = Lecturer.objects.filter(Q(is_active=True) | Q(pk__in=own)).prefetch_related(
            "absences", "said_half_days"
        )
        return {one.pk: one for one in found.order_by("pk")}

    def _qualified(self) -> defaultdict[int, set[int]]:
        """Who may teach each item of the programme."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        items = ProgrammeItem.objects.filter(version=self.training_class.version_id, lecturers__isnull=False)
        for item_id, lecturer_id in items.values_list("pk", "lecturers"):
            found[item_id].add(lecturer_id)
        return found

    def _bookings(self) -> tuple[Bookings, Bookings]:
        """When other classes need lecturers and halls, in the weeks around those of the class."""
        taught: defaultdict[tuple[int, date], list[Booking]] = defaultdict(list)
        sat: defaultdict[tuple[int, date], list[Booking]] = defaultdict(list)
        days = self.days | {one.on for one in self.own}
        if days:
            first, last = monday_of(min(days)) - timedelta(days=7), monday_of(max(days)) + timedelta(days=13)
            near = Session.objects.filter(on__range=(first, last)).exclude(training_class=self.training_class)
            columns = ("training_class__name", "on", "half_day", "starts_at", "ends_at", "lecturer", "hall")
            for name, on, half, starts, ends, lecturer, hall in near.values_list(*columns):
                booking = Booking(class_name=name, half_day=half, hours=(starts, ends))
                sat[hall, on].append(booking)
                if lecturer:
                    taught[lecturer, on].append(booking)
            for use in bookings_of_halls(
                self.halls, [first + timedelta(days=day) for day in range((last - first).days)]
            ):
                hours = (use.starts_at, use.ends_at)
                sat[use.hall_id, use.on].append(Booking(class_name=use.title, half_day="", hours=hours))
        return taught, sat


def half_of(session: Session) -> Half:
    """The half-day in which a session stands."""
    return session.on, session.half_day


def meeting(bookings: Iterable[Booking], draft: Draft) -> list[Booking]:
    """Those of the bookings that a piece would meet."""
    return [one for one in bookings if overlap(one.hours, (draft.starts_at, draft.ends_at))]


def closed(hall: Hall, draft: Draft) -> bool:
    """Is the hall not to be had when the piece stands?"""
    return any(one.takes(draft.on, draft.half_day) for one in hall.closures.all())


def lacking_in(hall: Hall, item: ProgrammeItem) -> list[str]:
    """What an item needs and a hall has not."""
    has = {feature.casefold() for feature in hall.features}
    return [need for need in item.needs if need.casefold() not in has]
