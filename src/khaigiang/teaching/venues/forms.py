"""Shapes of what people type about halls, and about the hours of a school."""

import re
from datetime import date, time
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.form_fields import WordsField, choose_among
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.errors import (
    BookingEndsBeforeItBegins,
    HalfDayEndsBeforeItBegins,
    HoursMissing,
    HoursOfAnotherHalfDay,
    SeasonNamedTwice,
    SeasonsMissing,
)
from khaigiang.teaching.venues.hours import (
    LEAP_YEAR,
    DayOfYear,
    HoursOfSchool,
    HoursTable,
    SeasonHours,
    TypedSeason,
    day_of_year,
    table_of,
)
from khaigiang.teaching.venues.models import Booking, Hall, ServiceKind
from khaigiang.teaching.venues.queries import Needed
from khaigiang.teaching.venues.rules import Hours, half_days_touched, hours_of


class HallToAskForField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A hall with its seats and school, as one needs them to choose."""

    def label_from_instance(self, obj: Any) -> str:
        return now("%(hall)s (%(seats)s seats, %(school)s)") % {
            "hall": obj.name, "seats": obj.capacity, "school": obj.office.name,
        }  # fmt: skip


class HallForm(forms.Form):
    """What is known of a hall. The caller says whose it may be."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        queryset=None,
        label=_("School"),
        empty_label=None,
    )
    name = forms.CharField(label=_("Name of the hall"), max_length=80)
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=20_000)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    place = forms.CharField(
        label=_("Place"),
        max_length=80,
        required=False,
        help_text=_(
            "The site the hall belongs to. A timetable never sends a lecturer to two places on one day; empty: near to all."
        ),
    )
    features = WordsField(
        label=_("Equipment"),
        required=False,
        help_text=_("Separated by commas, as topics need it: projector, computers, round tables."),
    )
    group_seats = forms.IntegerField(
        label=_("Seats at group tables"),
        min_value=0,
        max_value=20_000,
        required=False,
        help_text=_("When tables stand in groups for a discussion; empty: not known."),
    )
    cameras = forms.IntegerField(label=_("Cameras"), min_value=0, max_value=1000, required=False)
    microphones = forms.IntegerField(label=_("Microphones"), min_value=0, max_value=1000, required=False)
    network_points = forms.IntegerField(
        label=_("Network points"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Cameras, microphones and network points tell whether some people can take part from elsewhere."),
    )
    keeper: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Looked after by"),
        required=False,
        empty_label=_("the training office of its school"),
        help_text=_("Who answers when somebody asks for the hall. The training office may always answer too."),
    )
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        initial=True,
        help_text=_("A hall out of use stays in past timetables and is not offered for new ones."),
    )

    def __init__(self, *args: Any, schools: QuerySet[Office], keepers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, office=schools, keeper=keepers)

    def clean(self) -> dict[str, Any]:
        counted = ("group_seats", "cameras", "microphones", "network_points")
        return self.cleaned_data | {name: self.cleaned_data.get(name) or 0 for name in counted}


class ClosureForm(forms.Form):
    """Days on which a hall is not to be had."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"), required=False, help_text=_("Leave it empty when it is one day."))
    half_day = forms.ChoiceField(
        label=_("Half-day"),
        choices=[("", _("the whole day")), *HalfDay.choices],
        required=False,
        help_text=_("One half-day of each of these days, when the power is cut in the morning, for example."),
    )
    reason = forms.CharField(label=_("Taken for"), max_length=200)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["last_day"] = data.get("last_day") or data.get("first_day")
        return data


class BookingForm(forms.Form):
    """What somebody needs a hall for. The caller says which halls may be asked for."""

    hall = HallToAskForField(queryset=None, label=_("Hall"))
    title = forms.CharField(label=_("Event"), max_length=200)
    on = forms.DateField(label=_("Day"))
    half_day = forms.ChoiceField(
        label=_("Half-day"),
        choices=[("", _("by the hours below")), *HalfDay.choices],
        required=False,
        help_text=_("A whole half-day, or the hours below."),
    )
    starts_at = forms.TimeField(label=_("Begins at"), required=False)
    ends_at = forms.TimeField(label=_("Ends at"), required=False)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=20_000)
    contact = forms.CharField(
        label=_("Contact"), max_length=200, required=False, help_text=_("Who opens the door, and a telephone number.")
    )
    needs = forms.CharField(
        label=_("What is needed"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How the tables stand, banner, flowers, water."),
    )

    def __init__(self, *args: Any, halls: QuerySet[Hall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, hall=halls)


class WeekForm(forms.Form):
    """From which day on, a week or a month."""

    first = forms.DateField(label=_("From this week on"), required=False)
    span = forms.ChoiceField(
        label=_("Shown"), choices=[("week", _("a week")), ("month", _("five weeks"))], required=False
    )


class FindForm(forms.Form):
    """What somebody looks for in a hall."""

    on = forms.DateField(label=_("Day"))
    half_day = forms.ChoiceField(
        label=_("Half-day"), choices=[("", _("by the hours below")), *HalfDay.choices], required=False
    )
    starts_at = forms.TimeField(label=_("Begins at"), required=False)
    ends_at = forms.TimeField(label=_("Ends at"), required=False)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=20_000)
    features = WordsField(label=_("Equipment"), required=False)
    at_group_tables = forms.BooleanField(label=_("Tables in groups"), required=False)
    with_people_elsewhere = forms.BooleanField(label=_("Some take part from elsewhere"), required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if not data.get("half_day") and (starts_at is None or ends_at is None):
            raise forms.ValidationError(str(HoursMissing()))
        if starts_at and ends_at and ends_at <= starts_at:
            raise forms.ValidationError(str(BookingEndsBeforeItBegins()))
        return data

    def needed(self) -> Needed:
        """What was typed; hours go before a half-day."""
        data = self.cleaned_data
        typed = (data["starts_at"], data["ends_at"])
        return Needed(
            on=data["on"],
            hours=typed if all(typed) else hours_of(data["half_day"]),
            people=data["people"],
            features=tuple(data["features"]),
            at_group_tables=data["at_group_tables"],
            with_people_elsewhere=data["with_people_elsewhere"],
        )


class ServiceForm(forms.Form):
    """What service somebody needs. The caller says which may be asked for, and for which bookings."""

    kind: "forms.ModelChoiceField[ServiceKind]" = forms.ModelChoiceField(queryset=None, label=_("Service"))
    about = forms.CharField(label=_("What for"), max_length=200)
    on = forms.DateField(label=_("Day"))
    at = forms.TimeField(label=_("At what time"))
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=20_000, initial=1)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    booking: "forms.ModelChoiceField[Booking]" = forms.ModelChoiceField(
        queryset=None, required=False, widget=forms.HiddenInput
    )
    session_id = forms.IntegerField(min_value=1, max_value=2**53, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: QuerySet[ServiceKind], bookings: QuerySet[Booking], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, kind=kinds, booking=bookings)


class ServiceFor(forms.Form):
    """The booking or session for which a service is asked for, in the address."""

    booking = forms.IntegerField(min_value=1, max_value=2**53, required=False)
    session = forms.IntegerField(min_value=1, max_value=2**53, required=False)

    def ids(self) -> dict[str, int | None]:
        """What stands in the address; nothing where it is not right."""
        return self.cleaned_data if self.is_valid() else {}


class ServiceKindForm(forms.Form):
    """A service that a school offers. The caller says whose it may be and who may look after it."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        queryset=None, label=_("School"), empty_label=None
    )
    name = forms.CharField(label=_("Service"), max_length=80)
    keeper: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Looked after by"),
        required=False,
        empty_label=_("the training office of its school"),
    )
    valid_from = forms.DateField(label=_("Offered from"))
    valid_until = forms.DateField(
        label=_("Not offered any more from"), required=False, help_text=_("Empty: until further notice.")
    )

    def __init__(self, *args: Any, schools: QuerySet[Office], keepers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, office=schools, keeper=keepers)


class ReasonForm(forms.Form):
    """Why a booking is refused or cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class HallFilterForm(forms.Form):
    """What the list of halls is narrowed to."""

    former = forms.BooleanField(label=_("Also halls out of use"), required=False)


MOST_SEASONS: Final = 4
DAY_OF_YEAR: Final = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*")


class DayOfYearField(forms.CharField):
    """A day of every year as people write it: "16/4"."""

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        typed = DAY_OF_YEAR.fullmatch(text)
        if not text:
            return None
        try:
            on = date(LEAP_YEAR, int(typed[2]), int(typed[1])) if typed else None
        except ValueError:
            on = None
        if on is None:
            raise forms.ValidationError(_("“%(text)s” is no day of the year. Type it as 16/4."), params={"text": text})
        return on.month, on.day


class HoursForm(forms.Form):
    """From when on a school has other hours, and which paper says so."""

    valid_from = forms.DateField(label=_("In force from"))
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The decision or notice of the school, with its number and date."),
    )
    # Set by the second button, which stands beside what would change.
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SeasonForm(forms.Form):
    """One season; a line without a name is left out."""

    name = forms.CharField(label=_("Season"), max_length=60, required=False)
    first = DayOfYearField(label=_("From day and month"), max_length=12, required=False)
    last = DayOfYearField(label=_("To day and month"), max_length=12, required=False)
    morning_from = forms.TimeField(label=_("Morning from"), required=False)
    morning_until = forms.TimeField(label=_("Morning until"), required=False)
    afternoon_from = forms.TimeField(label=_("Afternoon from"), required=False)
    afternoon_until = forms.TimeField(label=_("Afternoon until"), required=False)
    evening_from = forms.TimeField(label=_("Evening from"), required=False)
    evening_until = forms.TimeField(label=_("Evening until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        needed = [name for name in self.fields if not name.startswith("evening")]
        is_typed = any(data.get(name) for name in self.fields)
        if is_typed and not self.errors and not all(data.get(name) for name in needed):
            raise forms.ValidationError(_("Type a name, both days, and all times of morning and afternoon."))
        if bool(data.get("evening_from")) != bool(data.get("evening_until")):
            raise forms.ValidationError(_("Type both times of the evening, or none where no classes are held."))
        return data

    def hours_of(self, half_day: str) -> Hours | None:
        """The hours typed for a half-day; None for none."""
        begins, ends = (self.cleaned_data[f"{half_day}_{edge}"] for edge in ("from", "until"))
        return (begins, ends) if begins and ends else None


SeasonForms = forms.formset_factory(SeasonForm, extra=0, max_num=MOST_SEASONS, absolute_max=MOST_SEASONS)


def hours_forms(
    data: QueryDict | None, *, begin_with: HoursOfSchool
) -> "tuple[HoursForm, forms.BaseFormSet[SeasonForm]]":
    """The two shapes of a table, beginning with the seasons of the newest and empty ones to spare."""
    seasons = [_initial(one, last) for one, last in begin_with.newest]
    spare: list[dict[str, object]] = [{} for _place in range(MOST_SEASONS - len(seasons))]
    return HoursForm(data), SeasonForms(data, initial=[*seasons, *spare], prefix="season")


def typed_table(form: HoursForm, seasons: "forms.BaseFormSet[SeasonForm]") -> HoursTable:
    """The table that was typed.

    Raises SeasonsMissing, SeasonNamedTwice, HoursOfAnotherHalfDay, HalfDayEndsBeforeItBegins, SeasonsLeaveAGap or
    SeasonsOverlap.
    """
    typed = [_season(one) for one in seasons if one.cleaned_data.get("name")]
    if not typed:
        raise SeasonsMissing
    names = [one.hours.name.casefold() for one in typed]
    for one in typed:
        if names.count(one.hours.name.casefold()) > 1:
            raise SeasonNamedTwice(name=one.hours.name)
    return table_of(form.cleaned_data["valid_from"], typed)


def _season(form: SeasonForm) -> TypedSeason:
    name = " ".join(form.cleaned_data["name"].split())
    morning, afternoon = (form.hours_of(half) for half in (HalfDay.MORNING, HalfDay.AFTERNOON))
    evening = form.hours_of(HalfDay.EVENING)
    assert morning is not None, "the form asks for it"
    assert afternoon is not None, "the form asks for it"
    for half, hours in ((HalfDay.MORNING, morning), (HalfDay.AFTERNOON, afternoon), (HalfDay.EVENING, evening)):
        if hours is not None:
            _refuse_hours(name, half, hours)
    season = SeasonHours(
        name=name, begins=form.cleaned_data["first"], morning=morning, afternoon=afternoon, evening=evening
    )
    return TypedSeason(hours=season, last=form.cleaned_data["last"])


def _refuse_hours(season: str, half: HalfDay, hours: Hours) -> None:
    if hours[1] <= hours[0]:
        raise HalfDayEndsBeforeItBegins(season=season, half_day=half.label)
    if half_days_touched(*hours) != (half.value,):
        begins_elsewhere = hours[0] < hours_of(half)[0] or hours[0] >= hours_of(half)[1]
        at: time = hours[0] if begins_elsewhere else hours[1]
        raise HoursOfAnotherHalfDay(season=season, time=f"{at:%H:%M}", half_day=half.label)


def _initial(one: SeasonHours, last: DayOfYear) -> dict[str, object]:
    evening_from, evening_until = one.evening or (None, None)
    return {
        "name": one.name or now("All year"),
        "first": day_of_year(one.begins),
        "last": day_of_year(last),
        "morning_from": one.morning[0],
        "morning_until": one.morning[1],
        "afternoon_from": one.afternoon[0],
        "afternoon_until": one.afternoon[1],
        "evening_from": evening_from,
        "evening_until": evening_until,
    }
