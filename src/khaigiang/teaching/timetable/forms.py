"""Shapes of what people type about timetables and the hours of a school."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.runs.fields import name_field, seconds_field
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import Choice
from khaigiang.teaching.timetable.queries.board_parts import Looking
from khaigiang.teaching.timetable.queries.choices import LONGEST_ID
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.states import FindingKind, Level
from khaigiang.teaching.venues.errors import (
    HalfDayEndsBeforeItBegins,
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
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.rules import Hours, half_days_touched, hours_of

# Class and item; a row of the board (class, lecturer, hall, or all of a month) with a half-day, and the items seen there.
VIEWS: Final = (
    ("classes", _("All classes")),
    ("class", _("One class")),
    ("lecturers", _("By lecturer")),
    ("halls", _("By hall")),
    ("month", _("Month")),
)
PIECE: Final = r"^[0-9]{1,9}-[0-9]{1,9}$"
SPOT: Final = (
    r"^(?:[clh][0-9]{1,9}|m)/[0-9]{4}-[0-9]{2}-[0-9]{2}/(?:morning|afternoon|evening)(?:\|(?:[0-9]{1,9},?)*)?$"
)


def pair(text: str) -> tuple[int, int]:
    """Class and item of a piece as addresses and forms write it: "12-7"."""
    class_id, item_id = text.split("-")
    return int(class_id), int(item_id)


class ClassesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Classes by name and code."""

    def clean(self, value: Any) -> Any:
        absurd = [one for one in value or () if len(str(one)) > LONGEST_ID]
        if absurd:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": absurd[0]}
            )
        return super().clean(value)

    def label_from_instance(self, obj: TrainingClass) -> str:
        return f"{obj.name} ({obj.code})"


class ProposeForm(forms.Form):
    """For which classes the solver is asked, what the run is called and how long it may search."""

    classes = ClassesField(queryset=None, label=_("For which classes"), widget=forms.CheckboxSelectMultiple)
    name = name_field()
    seconds = seconds_field()
    asked = forms.MultipleChoiceField(
        label=_("Also pay attention to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("moved", _("as little as possible of the present timetable moves")),
            ("spread", _("lessons lie evenly over the days")),
        ],
    )

    def __init__(self, *args: Any, classes: QuerySet[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["classes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = classes

    @property
    def offers_classes(self) -> bool:
        """Is there a class to choose?"""
        field = self.fields["classes"]
        assert isinstance(field, ClassesField)
        return bool(field.queryset)


class SlotForm(forms.Form):
    """What stands when in the timetable of a class."""

    item: "forms.ModelChoiceField[ProgrammeItem]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Content"),
        empty_label=None,
    )
    on = forms.DateField(label=_("Day"))
    half_day = forms.ChoiceField(label=_("Half-day"), choices=HalfDay)
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, help_text=_("Leave it empty for the usual hours.")
    )
    ends_at = forms.TimeField(label=_("Ends at"), required=False)

    def __init__(self, *args: Any, items: QuerySet[ProgrammeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, item=items)


class SessionForm(SlotForm):
    """A session with its lecturer and hall; `seen` is the version that was on the page."""

    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Lecturer"),
        required=False,
    )
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(queryset=None, label=_("Hall"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("item", "on", "half_day", "lecturer", "hall", "starts_at", "ends_at", "seen")

    def __init__(
        self,
        *args: Any,
        lecturers: QuerySet[Lecturer],
        halls: QuerySet[Hall],
        lecturer_choices: Sequence[Choice],
        hall_choices: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["lecturer"], lecturers, [("", _("nobody")), *_worded(lecturer_choices)])
        _offer(self.fields["hall"], halls, _worded(hall_choices))


class SwapForm(forms.Form):
    """The session with which another one changes its time."""

    other: "forms.ModelChoiceField[Session]" = forms.ModelChoiceField(queryset=None, label=_("Swap with"))

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["other"], sessions, [(str(one.pk), f"{one.when}: {one.item}") for one in sessions])


class LookForm(forms.Form):
    """What somebody looks at on the board, and which piece they hold without a script."""

    view = forms.ChoiceField(
        label=_("View"),
        choices=VIEWS,
    )
    of: "forms.ModelChoiceField[TrainingClass]" = forms.ModelChoiceField(
        queryset=None, label=_("Class"), required=False, empty_label=None
    )
    week = forms.DateField(required=False)
    hold = forms.RegexField(PIECE, required=False)

    def __init__(self, *args: Any, classes: QuerySet[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, of=classes)

    @property
    def looking(self) -> Looking:
        """The view, as far as it was said well; all classes otherwise."""
        said = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        view, of = said.get("view") or "classes", said.get("of")
        return Looking(view=view, class_id=of.pk if of else None, since=said.get("week"))

    @property
    def held(self) -> tuple[int, int] | None:
        """The piece in hand: class and item."""
        return pair(said) if (said := self.is_valid() and self.cleaned_data["hold"]) else None


class DropForm(forms.Form):
    """A piece, and where it goes: a half-day of a row of the board, with the items that were seen there."""

    piece = forms.RegexField(PIECE)
    to = forms.RegexField(SPOT)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    @property
    def key(self) -> tuple[int, int]:
        """Class and item."""
        return pair(self.cleaned_data["piece"])

    @property
    def target(self) -> Target:
        """The half-day, and the lecturer or hall of its row."""
        row, on, half_day = self.cleaned_data["to"].partition("|")[0].split("/")
        number = int(row[1:]) if row[1:] else None
        return Target(
            on=date.fromisoformat(on),
            half_day=half_day,
            lecturer_id=number if row[0] == "l" else None,
            hall_id=number if row[0] == "h" else None,
        )

    @property
    def there(self) -> list[int] | None:
        """The items seen in the half-day; None where the row does not tell all that the class has then."""
        _key, bar, items = self.cleaned_data["to"].partition("|")
        return [int(item) for item in items.split(",") if item] if bar else None

    def clean_to(self) -> str:
        """A day of the calendar."""
        to: str = self.cleaned_data["to"]
        try:
            date.fromisoformat(to.split("/")[1])
        except ValueError as wrong:
            raise forms.ValidationError(_("There is no such day.")) from wrong
        return to


class PieceForm(forms.Form):
    """A piece as it was seen."""

    piece = forms.RegexField(PIECE)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    @property
    def key(self) -> tuple[int, int]:
        """Class and item."""
        return pair(self.cleaned_data["piece"])


class StepForm(forms.Form):
    """A step of the log; without a number the last one."""

    number = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class SinceForm(forms.Form):
    """The last step that a page has seen."""

    since = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class AskForm(forms.Form):
    """What somebody asks for: where a piece could go, or what could go to a half-day."""

    hold = forms.RegexField(PIECE, required=False)
    spot = forms.RegexField(SPOT, required=False)

    @property
    def key(self) -> tuple[int, int] | None:
        """The piece: class and item."""
        return pair(said) if (said := self.is_valid() and self.cleaned_data["hold"]) else None

    @property
    def half_day(self) -> tuple[int, Target] | None:
        """The class and its half-day."""
        said = self.is_valid() and self.cleaned_data["spot"]
        if not said or not said.startswith("c"):
            return None
        row, on, half_day = said.partition("|")[0].split("/")
        try:
            return int(row[1:]), Target(on=date.fromisoformat(on), half_day=half_day)
        except ValueError:
            return None


class ChainForm(forms.Form):
    """A chain as it was offered."""

    chain = forms.CharField(max_length=20_000)


class FindingForm(forms.Form):
    """One kind of finding about a session, and why it may pass."""

    kind = forms.ChoiceField(choices=FindingKind)
    reason = forms.CharField(max_length=300, required=False)

    @property
    def rule(self) -> FindingKind:
        """The kind of finding."""
        return FindingKind(self.cleaned_data["kind"])


class LevelForm(FindingForm):
    """How grave a rule is, and why it may pass."""

    level = forms.ChoiceField(choices=Level)

    @property
    def gravity(self) -> Level:
        """The level."""
        return Level(self.cleaned_data["level"])


class FirstForm(forms.Form):
    """How many rows of a list are asked for: the first so many, or all."""

    first = forms.IntegerField(min_value=1, required=False)

    @property
    def rows(self) -> int | None:
        """So many; None for all of them."""
        first: int | None = self.cleaned_data["first"]
        return first


class ReleaseForm(forms.Form):
    """What people are told with a release."""

    note = forms.CharField(
        label=_("Note to everybody concerned"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _offer(
    field: forms.Field,
    rows: "QuerySet[Lecturer] | QuerySet[Hall] | QuerySet[Session]",
    choices: list[tuple[str, Any]],
) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    # In an order and with words of our own; what comes back is still looked up among the rows.
    field.choices = choices


def _worded(choices: Sequence[Choice]) -> list[tuple[str, Any]]:
    return [(str(one.id), one.text) for one in choices]


class MoveOverForm(forms.Form):
    """The classes that are to follow another version."""

    classes = forms.TypedMultipleChoiceField(label=_("Classes"), coerce=int, required=False)

    def __init__(self, data: QueryDict | None = None, *, classes: Sequence[TrainingClass]) -> None:
        super().__init__(data)
        field = self.fields["classes"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(one.pk), one.name) for one in classes]

    def chosen(self) -> list[int]:
        """The classes ticked."""
        return list(self.cleaned_data["classes"])

    @property
    def ticked(self) -> list[int]:
        """The classes that stay ticked on the page."""
        return self.chosen() if self.is_bound and self.is_valid() else []


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
