"""What may be chosen for a session: items not yet set, lecturers and halls with what speaks against them."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.rules import CANNOT, RATHER_NOT, availability
from khaigiang.teaching.timetable.errors import HalfDayTooShort
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.situation import TAUGHT_HALVES, people_in, with_people
from khaigiang.teaching.timetable.queries.together import usual_part
from khaigiang.teaching.venues.models import Hall, HallClosure, HallUse
from khaigiang.teaching.venues.rules import hours_of

# The databases would answer a number beyond their own with a fault.
LONGEST_ID: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One lecturer or hall, with what a person should know before choosing."""

    id: int
    name: str
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        return f"{self.name} ({', '.join(self.notes)})" if self.notes else self.name


def session_to_begin_with(training_class: TrainingClass) -> Session:
    """A new session to be typed: the first item not yet set, in the first half-day still free, in the class's hall."""
    taken = set(Session.objects.filter(training_class=training_class).values_list("on", "half_day"))
    days = training_class.days.order_by("on").values_list("on", flat=True)
    free = ((on, half.value) for on in days for half in TAUGHT_HALVES if (on, half.value) not in taken)
    on, half_day = next(free, (training_class.plan.starts_on, HalfDay.MORNING.value))
    return Session(
        training_class=training_class,
        item=items_to_set(training_class).first(),
        on=on,
        half_day=half_day,
        hall=training_class.hall,
    )


def session_at(session: Session, typed: Mapping[str, Any]) -> Session:
    """The session as somebody is about to write it: with the item, day and half-day typed so far."""
    about_to_be = copy(session)
    for name in ("item", "on", "half_day"):
        if name in typed:
            setattr(about_to_be, name, typed[name])
    return about_to_be


def typed_values(session: Session) -> dict[str, object]:
    """A session as the fields of its form show it; the usual hours are left empty, so that they follow the half-day."""
    hours = (session.starts_at, session.ends_at)
    starts_at, ends_at = (None, None) if _has_usual_hours(session) else hours
    return {
        "item": session.item_id,
        "on": session.on,
        "half_day": session.half_day,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "lecturer": session.lecturer_id,
        "hall": session.hall_id,
        "seen": session.version if session.pk else None,
    }


def _has_usual_hours(session: Session) -> bool:
    try:
        part = usual_part(session.training_class, session.item, session.on, session.half_day) if session.pk else None
    except HalfDayTooShort:
        return False
    return (session.starts_at, session.ends_at) == part


def items_to_set(training_class: TrainingClass, *, besides: Session | None = None) -> QuerySet[ProgrammeItem]:
    """Items of the class's programme that stand nowhere in its timetable yet, and that of the session at hand."""
    others = Session.objects.filter(training_class=training_class)
    taken = others.exclude(pk=besides.pk) if besides else others
    items = ProgrammeItem.objects.filter(version=training_class.version_id)
    return items.exclude(pk__in=taken.values("item")).order_by("ordinal")


def lecturer_choices(session: Session) -> list[Choice]:
    """Everybody who teaches, for this session: those who may teach it and are free first."""
    busy = _others_at(session).filter(lecturer=OuterRef("pk"))
    may_teach = ProgrammeItem.objects.filter(pk=session.item_id, lecturers=OuterRef("pk"))
    found = Lecturer.objects.filter(Q(is_active=True) | Q(pk=session.lecturer_id)).annotate(
        is_busy=Exists(busy),
        may_teach=Exists(may_teach),
    )
    said = {"is_busy": _("teaches another class then")}
    found = found.prefetch_related("absences", "said_half_days").order_by("sort_key", "pk")
    choices = [(one, _notes(one, said) + _unwilling(one, session) + _unasked(one)) for one in found]
    return [
        Choice(id=one.pk, name=str(one), notes=notes) for one, notes in sorted(choices, key=lambda pair: len(pair[1]))
    ]


def hall_choices(session: Session, halls: QuerySet[Hall]) -> list[Choice]:
    """The halls for this session: those that are free and large enough first."""
    busy = _others_at(session).filter(hall=OuterRef("pk"))
    closed = HallClosure.objects.filter(
        hall=OuterRef("pk"), first_day__lte=session.on, last_day__gte=session.on, half_day__in=("", session.half_day)
    )
    begins, ends = hours_of(session.half_day)
    meeting = HallUse.objects.filter(
        hall=OuterRef("pk"), booking__isnull=False, on=session.on, starts_at__lt=ends, ends_at__gt=begins
    )
    found = halls.filter(Q(is_active=True) | Q(pk=session.hall_id)).annotate(
        is_busy=Exists(busy),
        is_closed=Exists(closed),
        is_met=Exists(meeting),
    )
    people = people_in(with_people(TrainingClass.objects.filter(pk=session.training_class_id)).get())
    said = {
        "is_busy": _("booked by another class then"),
        "is_closed": _("closed"),
        "is_met": _("booked for a meeting then"),
    }
    choices = [(one, _notes(one, said) + _seats(one, people)) for one in found.order_by("name", "pk")]
    return [
        Choice(id=one.pk, name=str(one), notes=notes) for one, notes in sorted(choices, key=lambda pair: len(pair[1]))
    ]


def sessions_to_swap_with(session: Session) -> QuerySet[Session]:
    """The other sessions of the class of which no attendance is recorded, for a change of times."""
    others = Session.objects.filter(training_class=session.training_class_id, attendances__isnull=True)
    return others.exclude(pk=session.pk).select_related("item").order_by("on", "starts_at", "pk")


def session_of_item(session: Session, item_id: str) -> int | None:
    """The session of the same class that teaches an item, by the item's id as it was typed; None where there is none."""
    if not item_id.isdecimal() or len(item_id) > LONGEST_ID:
        return None
    found = Session.objects.filter(training_class=session.training_class_id, item=int(item_id))
    return found.values_list("pk", flat=True).first()


def _others_at(session: Session) -> QuerySet[Session]:
    at_the_time = Session.objects.filter(on=session.on, half_day=session.half_day)
    return at_the_time.exclude(training_class=session.training_class_id)


def _notes(one: Lecturer | Hall, said: dict[str, str]) -> tuple[str, ...]:
    return tuple(text for name, text in said.items() if getattr(one, name))


def _unwilling(one: Lecturer, session: Session) -> tuple[str, ...]:
    said = {CANNOT: (_("away"),), RATHER_NOT: (_("would rather not"),)}
    return said.get(availability(one.times, session.on, session.half_day), ())


def _unasked(one: Lecturer) -> tuple[str, ...]:
    return () if getattr(one, "may_teach", False) else (_("not named for this item"),)


def _seats(one: Hall, people: int) -> tuple[str, ...]:
    return () if one.capacity >= people else (_("%(seats)s seats only") % {"seats": one.capacity},)
