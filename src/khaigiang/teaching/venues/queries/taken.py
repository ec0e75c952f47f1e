"""What takes halls: sessions of classes and approved bookings, in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.venues.models import HallClosure, HallUse
from khaigiang.teaching.venues.rules import Hours, half_days_touched, hours_in_words
from khaigiang.teaching.venues.uses import Told, sessions_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One thing that takes a hall for some hours of a day."""

    hall_id: int
    on: date
    starts_at: time
    ends_at: time
    title: str
    note: str
    url: str
    booking_id: int | None
    session_id: int | None

    @property
    def hours(self) -> str:
        """ "8:00–10:00"."""
        return hours_in_words(self.starts_at, self.ends_at)

    @property
    def day(self) -> str:
        """ "13/3/2023"."""
        return day_in_words(self.on)

    @property
    def half_days(self) -> tuple[str, ...]:
        """The half-days that it touches."""
        return half_days_touched(self.starts_at, self.ends_at)


def uses(found: QuerySet[HallUse]) -> list[Use]:
    """What takes halls, in the order of time; two statements, with one more for the sessions among them."""
    rows = list(found.select_related("booking").order_by("on", "starts_at", "pk"))
    told = sessions_told([row.session_id for row in rows if row.session_id is not None])
    return [_use(row, told) for row in rows]


def use_at(hall_id: int, on: date, hours: Hours, *, besides_booking: int | None = None) -> Use | None:
    """What takes a hall at some time of a day, other than this booking; None where it is free."""
    met = HallUse.objects.filter(hall=hall_id, on=on, starts_at__lt=hours[1], ends_at__gt=hours[0])
    if besides_booking is not None:
        met = met.exclude(booking=besides_booking)
    return next(iter(uses(met)), None)


def closure_at(hall_id: int, on: date, half_days: Collection[str]) -> HallClosure | None:
    """The closure of a hall in one of these half-days of a day; None where it is open."""
    closures = HallClosure.objects.filter(hall=hall_id, first_day__lte=on, last_day__gte=on).order_by("pk")
    return next((one for one in closures if any(one.takes(on, half) for half in half_days)), None)


def booked_half_days(days: Iterable[date]) -> list[tuple[int, date, str]]:
    """The half-days of these days in which an approved booking takes a hall: hall, day, half-day; one statement."""
    found = HallUse.objects.filter(booking__isnull=False, on__in=set(days)).order_by("on", "starts_at", "pk")
    return [(row.hall_id, row.on, half) for row in found for half in half_days_touched(row.starts_at, row.ends_at)]


def bookings_of_halls(hall_ids: Collection[int], days: Collection[date]) -> Sequence[Use]:
    """Approved bookings of these halls on these days, in the order of time; one statement."""
    return uses(HallUse.objects.filter(booking__isnull=False, hall__in=hall_ids, on__in=days))


def _use(row: HallUse, told: dict[int, Told]) -> Use:
    words = told.get(row.session_id or 0, Told(title="")) if row.booking is None else Told(title=row.booking.title)
    return Use(
        hall_id=row.hall_id,
        on=row.on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=words.title,
        note=words.note,
        url=words.url,
        booking_id=row.booking_id,
        session_id=row.session_id,
    )
