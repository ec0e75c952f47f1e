"""Halls, the days on which they are closed, what else they are booked for, and what takes them when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.teaching.venues.states import BookingState, ServiceState


class Hall(models.Model):
    """A hall or room of a school."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="halls", verbose_name=_("school"))
    name = models.CharField(_("name"), max_length=80)
    capacity = models.PositiveIntegerField(_("seats"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    # Halls of one place are near each other; nobody teaches in two places on one day.
    place = models.CharField(_("place"), max_length=80, blank=True)
    features = models.JSONField(_("equipment"), default=list, blank=True)
    # Seats when tables stand in groups; 0 where that is not known or not done.
    group_seats = models.PositiveIntegerField(_("seats at group tables"), default=0)
    # What a class needs of which some people sit elsewhere.
    cameras = models.PositiveSmallIntegerField(_("cameras"), default=0)
    microphones = models.PositiveSmallIntegerField(_("microphones"), default=0)
    network_points = models.PositiveSmallIntegerField(_("network points"), default=0)
    # Who answers for bookings; nobody: the training office of its school.
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="halls_kept",
        verbose_name=_("looked after by"),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hall_name_once_per_school", fields=["office", "name"]),
            models.CheckConstraint(name="hall_has_seats", condition=Q(capacity__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class HallClosure(models.Model):
    """Days on which a hall is not to be had, or one half-day of each of them."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="closures")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay, blank=True)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hall_closure_ends_after_it_begins",
                condition=Q(last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall}: {self.reason}"

    def takes(self, on: date, half_day: str) -> bool:
        """Is the hall not to be had in this half-day?"""
        return self.first_day <= on <= self.last_day and self.half_day in ("", half_day)


class Booking(models.Model):
    """A meeting or another event for which somebody asks for a hall; approved, it takes the hall.

    `half_day` is empty where hours were typed; the hours are kept in any case.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="bookings", verbose_name=_("hall"))
    title = models.CharField(_("event"), max_length=200)
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay, blank=True)
    starts_at = models.TimeField(_("begins at"))
    ends_at = models.TimeField(_("ends at"))
    people = models.PositiveIntegerField(_("how many people"))
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    needs = models.CharField(_("what is needed"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="booking_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="booking_is_for_people", condition=Q(people__gt=0)),
        ]
        indexes = [models.Index(name="booking_by_state_and_day", fields=["state", "on"])]

    def __str__(self) -> str:
        return self.title


class HallUse(models.Model):
    """A hall is taken from an hour until another of a day, by one session of a class or one approved booking.

    Nobody writes here: triggers keep it right whoever writes sessions and bookings (here migration 0004, the
    timetable's sessions its own). The database refuses a second use of a hall at one time, `hall_in_one_use_at_a_time`;
    two sessions are refused where they are kept. Sessions lie above: `session_id` is a number without a key.
    """

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="uses")
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    session_id = models.BigIntegerField(null=True, blank=True, unique=True)
    booking = models.OneToOneField(Booking, models.CASCADE, null=True, blank=True, related_name="use")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hall_use_is_of_one_thing",
                condition=Q(session_id__isnull=True, booking__isnull=False)
                | Q(session_id__isnull=False, booking__isnull=True),
            ),
        ]
        indexes = [models.Index(name="hall_use_by_hall_and_day", fields=["hall", "on"])]

    def __str__(self) -> str:
        return f"{self.hall} {self.on:%d/%m} {self.starts_at:%H:%M}"


class SchoolHours(models.Model):
    """The hours of a school by season, in force from a day until its next table, with the paper that sets them."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="hours", verbose_name=_("school"))
    valid_from = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "school hours"
        constraints = [models.UniqueConstraint(name="school_hours_once_from_a_day", fields=["office", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.office}, {self.valid_from:%d/%m/%Y}"


class Season(models.Model):
    """The hours of a school from one day of every year until the next season of its table begins.

    A season is known by its first day alone, so that no day of the year is without hours or has them twice.
    """

    school_hours = models.ForeignKey(SchoolHours, models.CASCADE, related_name="seasons")
    name = models.CharField(_("season"), max_length=60)
    begins_month = models.PositiveSmallIntegerField(_("begins in month"))
    begins_day = models.PositiveSmallIntegerField(_("begins on day"))
    morning_from = models.TimeField(_("morning from"))
    morning_until = models.TimeField(_("morning until"))
    afternoon_from = models.TimeField(_("afternoon from"))
    afternoon_until = models.TimeField(_("afternoon until"))
    evening_from = models.TimeField(_("evening from"), null=True, blank=True)
    evening_until = models.TimeField(_("evening until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="season_name_once_in_school_hours", fields=["school_hours", "name"]),
            models.UniqueConstraint(
                name="one_season_begins_on_a_day", fields=["school_hours", "begins_month", "begins_day"]
            ),
            models.CheckConstraint(
                name="season_begins_on_a_day_of_the_year",
                condition=Q(begins_month__range=(1, 12), begins_day__range=(1, 31)),
            ),
            models.CheckConstraint(
                name="half_days_of_a_season_follow_one_another",
                condition=Q(morning_from__lt=F("morning_until"), morning_until__lte=F("afternoon_from"))
                & Q(afternoon_from__lt=F("afternoon_until")),
            ),
            models.CheckConstraint(
                name="evening_of_a_season_whole_or_not_at_all",
                condition=Q(evening_from__isnull=True, evening_until__isnull=True)
                | Q(evening_from__isnull=False, evening_until__isnull=False)
                & Q(evening_from__gte=F("afternoon_until"), evening_from__lt=F("evening_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.begins_day}/{self.begins_month}"


class ServiceKind(models.Model):
    """A service that a school offers from a day until another: sound, cars, catering."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="services", verbose_name=_("school"))
    name = models.CharField(_("service"), max_length=80)
    # Who serves; nobody: the training office.
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services_kept",
        verbose_name=_("looked after by"),
    )
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("offered until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="service_name_once_per_school", fields=["office", "name"]),
            models.CheckConstraint(name="service_ends_after_it_begins", condition=ends_after_it_begins()),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceRequest(models.Model):
    """A service that somebody asks for at a time, with a booking, with a session of a class, or for what `about` says.

    Sessions lie above: `session_id` is a number without a key.
    """

    kind = models.ForeignKey(ServiceKind, models.PROTECT, related_name="requests", verbose_name=_("service"))
    booking = models.ForeignKey(Booking, models.PROTECT, null=True, blank=True, related_name="services")
    session_id = models.BigIntegerField(null=True, blank=True)
    about = models.CharField(_("what for"), max_length=200)
    on = models.DateField(_("day"))
    at = models.TimeField(_("at what time"))
    quantity = models.PositiveIntegerField(_("how many"), default=1)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="service_is_of_one_thing", condition=Q(booking=None) | Q(session_id=None)),
            models.CheckConstraint(name="service_is_for_some", condition=Q(quantity__gt=0)),
        ]
        indexes = [models.Index(name="service_by_state_and_day", fields=["state", "on"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
