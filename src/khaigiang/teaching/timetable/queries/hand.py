"""What would happen if a piece were set to each half-day: free, warned about or forbidden, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cached_property

from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import SATURDAY, HalfDay, days_between
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.rules import CANNOT, availability
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import ClassIsCancelled, PieceUnknown
from khaigiang.teaching.timetable.hours import later, minute_of
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.against import Against
from khaigiang.teaching.timetable.queries.around import Around, Half, half_of, meeting
from khaigiang.teaching.timetable.queries.situation import with_people
from khaigiang.teaching.timetable.queries.slots import Drop, Note, Slot, Target
from khaigiang.teaching.timetable.queries.together import items_together, part_of
from khaigiang.teaching.timetable.rules import overlap
from khaigiang.teaching.timetable.states import Level

Key = tuple[int, int]


def in_hand(plan: Plan, key: Key) -> "InHand":
    """A piece of a class of the plan as it is picked up, with all that decides where it may stand; fourteen statements.

    Raises PieceUnknown when the plan has no such class or its programme no such item, ClassIsCancelled when nothing is
    taught to the class any more.
    """
    classes = with_people(TrainingClass.objects.filter(plan=plan, pk=key[0])).select_related("hall")
    training_class = classes.first()
    items = ProgrammeItem.objects.filter(pk=key[1]).select_related("block")
    item = items.filter(version=training_class.version_id).first() if training_class else None
    if training_class is None or item is None:
        raise PieceUnknown
    if training_class.state == ClassState.CANCELLED:
        raise ClassIsCancelled(training_class=training_class)
    return InHand(training_class, item)


class InHand:
    """One piece in the hand: the sessions of its class, who is busy when, which halls there are."""

    def __init__(self, training_class: TrainingClass, item: ProgrammeItem) -> None:
        """`training_class` is read `with_people`, `item` with its block."""
        self.training_class, self.item, self.around = training_class, item, Around(training_class)
        self.against = Against(self.around, item)
        self.session = self.around.by_item.get(item.pk)
        self._drops: dict[Half, Drop] = {}

    @cached_property
    def _together(self) -> list[ProgrammeItem]:
        """The items that share the half-day of the piece by the programme."""
        return items_together(self.item)

    @cached_property
    def span(self) -> list[date]:
        """The days of the class, those of its sessions, and the weekdays between."""
        known = self.around.days | {one.on for one in self.around.own}
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
            for one in self.around.own
            if (one.on, one.half_day) == (target.on, target.half_day) and one.item_id != self.item.pk
        ]

    def drafts_of(self, keys: Iterable[Key]) -> dict[Key, Draft]:
        """How these pieces stand; those that do not are missing."""
        own = {(one.training_class_id, one.item_id): Draft.of(one) for one in self.around.own}
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
        if drop.others and drop.own and own.lecturer_id != drop.own.lecturer_id:
            # Whoever teaches the piece then has a half-day more beside what else moves.
            drop = replace(drop, notes=self._notes(replace(drop, own=own)))
        notes = [note for note in (*self.against.piece(own, drop), *drop.notes) if note.level != Level.IGNORED]
        state = "forbidden" if any(note.level == Level.BLOCK_ACT for note in notes) else "warns" if notes else "free"
        return Slot(
            on=target.on,
            half_day=target.half_day,
            state=state,
            notes=tuple(dict.fromkeys(note.sentence for note in notes)),
            trades_with=tuple(one.item.name for one in drop.there),
            drafts=(own, *drop.others),
        )

    def _drop(self, on: date, half_day: str) -> Drop:
        """What is the same in every row of the board."""
        if (on, half_day) not in self._drops:
            self._drops[on, half_day] = self._dropped(Target(on=on, half_day=half_day))
        return self._drops[on, half_day]

    def _dropped(self, target: Target) -> Drop:
        there = self.there(target)
        stays = self.session is not None and half_of(self.session) == (target.on, target.half_day)
        if stays:
            there = []
        if self.around.hours.on(target.on, target.half_day) is None:
            return Drop(refused=_("classes have no usual hours in the evening"))
        if self.session is None:
            hours = self._part(target)
            there = [one for one in there if overlap((one.starts_at, one.ends_at), hours)]
        if there and self.session is None:
            busy = ", ".join(one.item.title for one in there)
            return Drop(refused=_("the class already has “%(item)s” then") % {"item": busy})
        moving = self._moving(there, stays=stays)
        stuck = [one for one in moving if one.pk in self.around.held and not stays]
        if stuck:
            return Drop(refused=_("attendance of “%(item)s” is already recorded") % {"item": stuck[0].item.title})
        drafts = self._drafts(moving, there, target, stays=stays)
        own = next(draft for draft in drafts if draft.item_id == self.item.pk)
        drop = Drop(own=own, others=tuple(one for one in drafts if one is not own), there=tuple(there))
        return replace(drop, notes=self._notes(drop))

    def _notes(self, drop: Drop) -> tuple[Note, ...]:
        """What is to be said of a drop besides the piece itself: what else moves, and the order of all."""
        drafts = [one for one in (drop.own, *drop.others) if one]
        notes = [note for draft in drop.others for note in self.against.piece(draft, drop)]
        return (*notes, *self.against.order(drafts), *self.against.apart(drafts))

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
        if one is None or half_of(one) != (target.on, target.half_day):
            return False
        return target.lecturer_id in {None, one.lecturer_id} and target.hall_id in {None, one.hall_id}

    def _moving(self, there: list[Session], *, stays: bool) -> list[Session]:
        """The sessions that move: the piece alone where the half-day is free, else both half-days whole."""
        if self.session is None:
            return []
        if stays:
            return [self.session]
        came_from = half_of(self.session)
        if not there:
            return [one for one in self.around.own if half_of(one) == came_from and self._go_together(one)]
        return [*(one for one in self.around.own if half_of(one) == came_from), *there]

    def _go_together(self, session: Session) -> bool:
        """Is it the piece, or does it share its half-day by the programme?"""
        mine, other = self.around.order.get(self.item.pk), self.around.order.get(session.item_id)
        return session.item_id == self.item.pk or (mine is not None and other is not None and mine.head == other.head)

    def _part(self, target: Target) -> tuple[time, time]:
        """The usual hours of the piece in a half-day, beside what shares it by the programme."""
        hours = self.around.hours.on(target.on, target.half_day)
        assert hours is not None, "evenings without classes are refused before"
        return part_of(hours, self.item, self._together)

    def _drafts(self, moving: list[Session], there: list[Session], target: Target, *, stays: bool) -> list[Draft]:
        if self.session is None:
            return [self._new_draft(target)]
        if stays:
            return [Draft.of(self.session)]
        came_from = half_of(self.session)
        return [
            self._housed(self._timed(one, came_from if one in there else (target.on, target.half_day)), one.item)
            for one in moving
        ]

    def _new_draft(self, target: Target) -> Draft:
        hours = self._part(target)
        halls = [self.training_class.hall_id, *self.around.halls]
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
        was, then = (self.around.hours.on(*half) for half in (half_of(session), to))
        hours = (session.starts_at, session.ends_at)
        if then is not None and (was is None or was == hours):
            hours = then
        elif then is not None and was is not None:
            shift = minute_of(then[0]) - minute_of(was[0])
            hours = later(hours[0], shift), later(hours[1], shift)
        return replace(Draft.of(session), on=to[0], half_day=to[1], starts_at=hours[0], ends_at=hours[1])

    def _housed(self, draft: Draft, item: ProgrammeItem) -> Draft:
        """The piece in its own hall, or in the cheapest that fits where that is not to be had."""
        own = self.around.halls.get(draft.hall_id)
        if own and self.around.fits(own, draft, item):
            return draft
        fitting = [one for one in self.around.halls.values() if one.is_active and self.around.fits(one, draft, item)]
        place = own.place if own else ""
        best = min(fitting, key=lambda one: (one.place != place, one.capacity, one.pk), default=None)
        return replace(draft, hall_id=best.pk) if best else draft

    def _least_loaded(self, draft: Draft) -> int | None:
        """Of those who may teach the item, and can come then, the one who teaches least that week."""
        asked = [
            self.around.lecturers[pk]
            for pk in sorted(self.around.qualified[self.item.pk])
            if pk in self.around.lecturers
        ]
        free = [
            one
            for one in asked
            if one.is_active
            and availability(self.around.times[one.pk], draft.on, draft.half_day) != CANNOT
            and not meeting(self.around.taught.get((one.pk, draft.on), ()), draft)
            and self.around.load(one.pk, draft, Drop())[0] < one.max_per_day
        ]
        best = min(free, key=lambda one: (self.around.load(one.pk, draft, Drop())[1], one.pk), default=None)
        return best.pk if best else None
