"""Shapes of what people type about halls."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.form_fields import WordsField, choose_among
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.errors import BookingEndsBeforeItBegins, HoursMissing
from khaigiang.teaching.venues.models import Booking, Hall, ServiceKind
from khaigiang.teaching.venues.queries import Needed
from khaigiang.teaching.venues.rules import hours_of


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
