"""What would happen if a piece were set to each half-day: free, warned about or forbidden, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import SATURDAY, HalfDay, days_between
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import ClassDay, TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import CANNOT, availability
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import PieceUnknown
from khaigiang.teaching.timetable.hours import usual_hours
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.findings import SAID_OF_AVAILABILITY
from khaigiang.teaching.timetable.queries.levels import Levels, levels_of
from khaigiang.teaching.timetable.queries.situation import people_in, with_people
from khaigiang.teaching.timetable.queries.slots import Booking, Drop, Note, Slot, Target
from khaigiang.teaching.timetable.queries.together import order_of, usual_part
from khaigiang.teaching.timetable.rules import Place, monday_of, out_of_order, overlap
from khaigiang.teaching.timetable.states import FindingKind, Level
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.queries import bookings_of_halls

Key = tuple[int, int]
Half = tuple[date, str]


Bookings = defaultdict[tuple[int, date], list[Booking]]


def in_hand(plan: Plan, key: Key) -> "InHand":
    """A piece of a class of the plan as it is picked up, with all that decides where it may stand; twelve statements.

    Raises PieceUnknown when the plan has no such class or its programme no such item.
    """
    classes = with_people(TrainingClass.objects.filter(plan=plan, pk=key[0])).select_related("hall")
    training_class = classes.first()
    items = ProgrammeItem.objects.filter(pk=key[1]).select_related("block")
    item = items.filter(version=training_class.version_id).first() if training_class else None
    if training_class is None or item is None:
        raise PieceUnknown
    return InHand(training_class, item)


class InHand:
    """One piece in the hand: the sessions of its class, who is busy when, which halls there are."""

    def __init__(self, training_class: TrainingClass, item: ProgrammeItem) -> None:
        """`training_class` is read `with_people`, `item` with its block."""
        self.training_class, self.item = training_class, item
        together = ("item__block", "lecturer", "hall")
        own = Session.objects.filter(training_class=training_class).select_related(*together)
        self.own = list(own.order_by("on", "starts_at", "pk"))
        self.session = next((one for one in self.own if one.item_id == item.pk), None)
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
        self._drops: dict[Half, Drop] = {}
        self._parts: dict[str, tuple[time, time]] = {}

    @cached_property
    def span(self) -> list[date]:
        """The days of the class, those of its sessions, and the weekdays between."""
        known = self.days | {one.on for one in self.own}
        if not known:
            return []
        return [on for on in days_between(min(known), max(known)) if on in known or on.weekday() < SATURDAY]

    def slots(
        self, days: Iterable[date], *, rows: Sequence[tuple[str, int]] = ()
    ) -> dict[tuple[str, int, date, str], Slot]:
        """The state of every half-day of these days, for each row ("lecturer" or "hall", id); without rows, once."""
        found: dict[tuple[str, int, date, str], Slot] = {}
        for on in days:
            for half in (HalfDay.MORNING.value, HalfDay.AFTERNOON.value):
                for kind, pk in rows or [("", 0)]:
                    target = Target(
                        on=on,
                        half_day=half,
                        lecturer_id=pk if kind == "lecturer" else None,
                        hall_id=pk if kind == "hall" else None,
                    )
                    found[kind, pk, on, half] = self.slot_at(target)
        return found

    def there(self, target: Target) -> list[Session]:
        """What the class has in that half-day besides the piece."""
        return [
            one
            for one in self.own
            if (one.on, one.half_day) == (target.on, target.half_day) and one.item_id != self.item.pk
        ]

    def drafts_of(self, keys: Iterable[Key]) -> dict[Key, Draft]:
        """How these pieces stand; those that do not are missing."""
        own = {(one.training_class_id, one.item_id): Draft.of(one) for one in self.own}
        return {key: own[key] for key in keys if key in own}

    def slot_at(self, target: Target) -> Slot:
        """What a drop there would do.

        A half-day in which the class has something already changes places with that of the piece, whole; a piece from
        the tray needs a free one.
        """
        if self._is_here(target):
            return Slot(on=target.on, half_day=target.half_day, state="here")
        drop = self._drop(target.on, target.half_day)
        if drop.refused:
            return Slot(on=target.on, half_day=target.half_day, state="forbidden", notes=(drop.refused,))
        own = self._in_row(drop, target)
        notes = [note for note in (*self._against(own, drop), *drop.notes) if note.level != Level.IGNORED]
        state = "forbidden" if any(note.level == Level.BLOCK_ACT for note in notes) else "warns" if notes else "free"
        return Slot(
            on=target.on,
            half_day=target.half_day,
            state=state,
            notes=tuple(dict.fromkeys(note.sentence for note in notes)),
            trades_with=tuple(_named(one.item) for one in drop.there),
            drafts=(own, *drop.others),
        )

    def _drop(self, on: date, half_day: str) -> Drop:
        """What is the same in every row of the board."""
        if (on, half_day) not in self._drops:
            self._drops[on, half_day] = self._dropped(Target(on=on, half_day=half_day))
        return self._drops[on, half_day]

    def _dropped(self, target: Target) -> Drop:
        there = self.there(target)
        stays = self.session is not None and _half(self.session) == (target.on, target.half_day)
        if stays:
            there = []
        if usual_hours(self.training_class, target.half_day) is None:
            return Drop(refused=_("classes have no usual hours in the evening"))
        if self.session is None:
            hours = self._part(target.half_day)
            there = [one for one in there if overlap((one.starts_at, one.ends_at), hours)]
        if there and self.session is None:
            busy = ", ".join(one.item.title for one in there)
            return Drop(refused=_("the class already has “%(item)s” then") % {"item": busy})
        moving = self._moving(there, stays=stays)
        stuck = [one for one in moving if one.pk in self.held and not stays]
        if stuck:
            return Drop(refused=_("attendance of “%(item)s” is already recorded") % {"item": stuck[0].item.title})
        drafts = self._drafts(moving, there, target, stays=stays)
        own = next(draft for draft in drafts if draft.item_id == self.item.pk)
        drop = Drop(own=own, others=tuple(one for one in drafts if one is not own), there=tuple(there))
        notes = [note for draft in drop.others for note in self._against(draft, drop)]
        return replace(drop, notes=(*notes, *self._order(drafts)))

    def _in_row(self, drop: Drop, target: Target) -> Draft:
        """The piece itself, with the lecturer or in the hall of the row."""
        assert drop.own is not None, "what is refused has no piece"
        if target.lecturer_id is None and target.hall_id is None:
            return drop.own
        return replace(
            drop.own,
            lecturer_id=target.lecturer_id or drop.own.lecturer_id,
            hall_id=target.hall_id or drop.own.hall_id,
        )

    def _is_here(self, target: Target) -> bool:
        one = self.session
        if one is None or _half(one) != (target.on, target.half_day):
            return False
        return target.lecturer_id in {None, one.lecturer_id} and target.hall_id in {None, one.hall_id}

    def _moving(self, there: list[Session], *, stays: bool) -> list[Session]:
        """The sessions that move: the piece alone where the half-day is free, else both half-days whole."""
        if self.session is None:
            return []
        if stays:
            return [self.session]
        came_from = _half(self.session)
        if not there:
            return [one for one in self.own if _half(one) == came_from and self._go_together(one)]
        return [*(one for one in self.own if _half(one) == came_from), *there]

    def _go_together(self, session: Session) -> bool:
        """Is it the piece, or does it share its half-day by the programme?"""
        mine, other = self.order.get(self.item.pk), self.order.get(session.item_id)
        return session.item_id == self.item.pk or (mine is not None and other is not None and mine.head == other.head)

    def _part(self, half_day: str) -> tuple[time, time]:
        """The usual hours of the piece in a half-day, beside what shares it by the programme."""
        if half_day not in self._parts:
            part = usual_part(self.training_class, self.item, half_day)
            assert part is not None, "evenings are refused before"
            self._parts[half_day] = part
        return self._parts[half_day]

    def _drafts(self, moving: list[Session], there: list[Session], target: Target, *, stays: bool) -> list[Draft]:
        if self.session is None:
            return [self._new_draft(target)]
        if stays:
            return [Draft.of(self.session)]
        came_from = _half(self.session)
        return [
            self._housed(self._timed(one, came_from if one in there else (target.on, target.half_day)), one.item)
            for one in moving
        ]

    def _new_draft(self, target: Target) -> Draft:
        hours = self._part(target.half_day)
        halls = [self.training_class.hall_id, *self.halls]
        draft = Draft(
            class_id=self.training_class.pk,
            item_id=self.item.pk,
            on=target.on,
            half_day=target.half_day,
            starts_at=hours[0],
            ends_at=hours[1],
            hall_id=next(pk for pk in halls if pk is not None),
            lecturer_id=None,
        )
        if self.item.kind == ItemKind.TOPIC:
            draft = replace(draft, lecturer_id=self._least_loaded(draft))
        return self._housed(draft, self.item)

    def _timed(self, session: Session, to: Half) -> Draft:
        """The session in another half-day: in its usual hours, or as long after its beginning and as long as before."""
        was, then = (usual_hours(self.training_class, half) for half in (session.half_day, to[1]))
        hours = (session.starts_at, session.ends_at)
        if then is not None and (was is None or was == hours):
            hours = then
        elif then is not None and was is not None:
            shift = _minutes(then[0]) - _minutes(was[0])
            hours = _shifted(hours[0], shift), _shifted(hours[1], shift)
        return replace(Draft.of(session), on=to[0], half_day=to[1], starts_at=hours[0], ends_at=hours[1])

    def _housed(self, draft: Draft, item: ProgrammeItem) -> Draft:
        """The piece in its own hall, or in the cheapest that fits where that is not to be had."""
        own = self.halls.get(draft.hall_id)
        if own and self._fits(own, draft, item):
            return draft
        fitting = [one for one in self.halls.values() if one.is_active and self._fits(one, draft, item)]
        place = own.place if own else ""
        best = min(fitting, key=lambda one: (one.place != place, one.capacity, one.pk), default=None)
        return replace(draft, hall_id=best.pk) if best else draft

    def _fits(self, hall: Hall, draft: Draft, item: ProgrammeItem) -> bool:
        return (
            hall.capacity >= self.people
            and not _lacking(hall, item)
            and not _closed(hall, draft)
            and not _meeting(self.sat.get((hall.pk, draft.on), ()), draft)
        )

    def _least_loaded(self, draft: Draft) -> int | None:
        """Of those who may teach the item, and can come then, the one who teaches least that week."""
        asked = [self.lecturers[pk] for pk in sorted(self.qualified[self.item.pk]) if pk in self.lecturers]
        free = [
            one
            for one in asked
            if one.is_active
            and availability(self.times[one.pk], draft.on, draft.half_day) != CANNOT
            and not _meeting(self.taught.get((one.pk, draft.on), ()), draft)
            and self._load(one.pk, draft, Drop())[0] < one.max_per_day
        ]
        best = min(free, key=lambda one: (self._load(one.pk, draft, Drop())[1], one.pk), default=None)
        return best.pk if best else None

    def _against(self, draft: Draft, drop: Drop) -> Iterable[Note]:
        session = self._by_item.get(draft.item_id)
        item = session.item if session else self.item
        hall = self.halls.get(draft.hall_id)
        if draft.on not in self.days:
            yield self._note(FindingKind.NOT_A_CLASS_DAY)
        if hall is not None:
            yield from self._against_hall(hall, draft, item)
            if draft.hall_id != (session.hall_id if session else self.training_class.hall_id):
                yield Note(sentence=_("in %(hall)s") % {"hall": hall}, level=Level.WARN)
        lecturer = self.lecturers.get(draft.lecturer_id or 0)
        if lecturer is not None:
            yield from self._against_lecturer(lecturer, draft, item, drop)
            if session is None or lecturer.pk != session.lecturer_id:
                yield Note(sentence=_("taught by %(lecturer)s") % {"lecturer": lecturer}, level=Level.WARN)
        elif item.kind == ItemKind.TOPIC:
            yield self._note(FindingKind.NO_LECTURER)

    def _against_hall(self, hall: Hall, draft: Draft, item: ProgrammeItem) -> Iterable[Note]:
        for other in _meeting(self.sat.get((hall.pk, draft.on), ()), draft):
            said = _("%(others)s sits in %(hall)s then") % {"others": other.class_name, "hall": hall}
            yield Note(sentence=said, level=Level.BLOCK_ACT)
        if _closed(hall, draft):
            yield self._note(FindingKind.HALL_CLOSED, hall=hall)
        if hall.capacity < self.people:
            yield self._note(FindingKind.HALL_TOO_SMALL, hall=hall, seats=hall.capacity, people=self.people)
        if lacking := _lacking(hall, item):
            yield self._note(FindingKind.HALL_LACKS, hall=hall, needs=", ".join(lacking))

    def _against_lecturer(self, lecturer: Lecturer, draft: Draft, item: ProgrammeItem, drop: Drop) -> Iterable[Note]:
        for other in _meeting(self.taught.get((lecturer.pk, draft.on), ()), draft):
            said = _("%(lecturer)s teaches %(others)s then") % {"lecturer": lecturer, "others": other.class_name}
            yield Note(sentence=said, level=Level.BLOCK_ACT)
        if not lecturer.is_active:
            yield self._note(FindingKind.LECTURER_WITHDRAWN, lecturer=lecturer)
        can = availability(self.times[lecturer.pk], draft.on, draft.half_day)
        if can in SAID_OF_AVAILABILITY:
            yield self._note(SAID_OF_AVAILABILITY[can], lecturer=lecturer)
        may_teach = self.qualified[item.pk]
        if may_teach and lecturer.pk not in may_teach:
            yield self._note(FindingKind.NOT_QUALIFIED, lecturer=lecturer)
        in_a_day, in_a_week = self._load(lecturer.pk, draft, drop)
        if in_a_day + 1 > lecturer.max_per_day:
            most = lecturer.max_per_day
            yield self._note(FindingKind.TOO_MUCH_IN_A_DAY, lecturer=lecturer, count=in_a_day + 1, most=most)
        if in_a_week + 1 > lecturer.max_per_week:
            most = lecturer.max_per_week
            yield self._note(FindingKind.TOO_MUCH_IN_A_WEEK, lecturer=lecturer, count=in_a_week + 1, most=most)

    def _load(self, lecturer_id: int, draft: Draft, drop: Drop) -> tuple[int, int]:
        """In how many other half-days of that day and week the lecturer would teach, once these pieces moved."""
        moved = drop.moved | {draft.item_id}
        halves = {_half(one) for one in self._own_of[lecturer_id] if one.item_id not in moved}
        halves |= {(one.on, one.half_day) for one in drop.others if one.lecturer_id == lecturer_id}
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

    @cached_property
    def _by_item(self) -> dict[int, Session]:
        return {one.item_id: one for one in self.own}

    def _order(self, drafts: Sequence[Draft]) -> tuple[Note, ...]:
        """What would stand before something that the programme puts first, and did not before."""
        told = self._upside_down({draft.item_id: draft for draft in drafts}) - self._upside_down_now
        return tuple(
            self._note(FindingKind.OUT_OF_ORDER, prefix=self._titles[early], other=self._titles[late])
            for early, late in sorted(told)
        )

    @cached_property
    def _titles(self) -> dict[int, str]:
        return {one.item_id: _named(one.item) for one in self.own} | {self.item.pk: _named(self.item)}

    @cached_property
    def _upside_down_now(self) -> set[Key]:
        return self._upside_down({})

    def _upside_down(self, then: Mapping[int, Draft]) -> set[Key]:
        """Pairs of items that stand in the wrong order when these stand elsewhere."""
        standing: list[tuple[Draft | Session, ProgrammeItem]] = [
            (then.get(one.item_id) or one, one.item) for one in self.own
        ]
        if self.session is None and self.item.pk in then:
            standing.append((then[self.item.pk], self.item))
        standing.sort(key=lambda pair: (pair[0].on, pair[0].starts_at))
        ids = [item.pk for _piece, item in standing]
        pairs = {
            (ids[early], ids[late]) for early, late in out_of_order([self._stage(item) for _one, item in standing])
        }
        for early, item_id in enumerate(ids):
            after = self.order[item_id].after if item_id in self.order else frozenset()
            pairs |= {(item_id, late) for late in ids[early + 1 :] if late in after}
        return pairs

    def _stage(self, item: ProgrammeItem) -> tuple[int, int, int]:
        ordered = self.order.get(item.pk)
        return Place(
            kind=item.kind,
            block=item.block.ordinal if item.block else 0,
            block_order=ordered.block_order if ordered else True,
        ).stage

    def _note(self, kind: FindingKind, *, prefix: str = "", **values: object) -> Note:
        said = str(kind.label) % values if values else str(kind.label)
        if prefix and prefix != _named(self.item):
            said = f"{prefix}: {said}"
        return Note(sentence=said, level=self.levels[kind], kind=kind)

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


def _half(session: Session) -> Half:
    return session.on, session.half_day


def _meeting(bookings: Iterable[Booking], draft: Draft) -> list[Booking]:
    return [one for one in bookings if overlap(one.hours, (draft.starts_at, draft.ends_at))]


def _closed(hall: Hall, draft: Draft) -> bool:
    return any(one.takes(draft.on, draft.half_day) for one in hall.closures.all())


def _lacking(hall: Hall, item: ProgrammeItem) -> list[str]:
    has = {feature.casefold() for feature in hall.features}
    return [need for need in item.needs if need.casefold() not in has]


def _named(item: ProgrammeItem) -> str:
    return _("Topic %(number)s") % {"number": item.number} if item.kind == ItemKind.TOPIC else item.title


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _shifted(at: time, minutes: int) -> time:
    # No day matters here: only the time of it is wanted.
    return (datetime.combine(date(2000, 1, 1), at) + timedelta(minutes=minutes)).time()
