"""Shapes of what people type about classes; the caller says what may be chosen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web.choosing import Missing
from khaigiang.ground.web.day_fields import DaysField, FirstDayField
from khaigiang.teaching.cohorts.models import Wish
from khaigiang.teaching.cohorts.queries import JoiningRow, ListRow, TakingClass, WishRow
from khaigiang.teaching.cohorts.solver_bridge import NumberOfGroups, Option
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.runs.fields import name_field, seconds_field
from khaigiang.teaching.venues.models import Hall

MOST_CLASSES: Final = 60
LARGEST_CLASS: Final = 2000
LARGEST_WEIGHT: Final = 1000
LONGEST_LIST: Final = 4000

# The databases would answer a number beyond their own with a fault.
LONGEST_ID: Final = 18


class ClassForm(forms.Form):
    """One class."""

    version: "forms.ModelChoiceField[ProgrammeVersion]" = forms.ModelChoiceField(queryset=None, label=_("Programme"))
    number = forms.IntegerField(label=_("Class number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name of the class"), max_length=160)
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(
        queryset=None, label=_("Hall"), required=False, empty_label="—"
    )
    min_size = forms.IntegerField(label=_("Smallest size"), min_value=0, max_value=LARGEST_CLASS)
    wanted_size = forms.IntegerField(label=_("Wanted size"), min_value=1, max_value=LARGEST_CLASS)
    max_size = forms.IntegerField(label=_("Largest size"), min_value=1, max_value=LARGEST_CLASS)
    morning_from = forms.TimeField(label=_("Morning from"))
    morning_until = forms.TimeField(label=_("Morning until"))
    afternoon_from = forms.TimeField(label=_("Afternoon from"))
    afternoon_until = forms.TimeField(label=_("Afternoon until"))

    def __init__(self, *args: Any, versions: QuerySet[ProgrammeVersion], halls: QuerySet[Hall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["version"], versions)
        _offer(self.fields["hall"], halls)


class FirstLookForm(forms.Form):
    """How many classes of which programme, from when on: enough to fill in the rest as a proposal."""

    missing: ClassVar = {
        "version": Missing(
            sentence=_("No programme is approved yet. Write one and enter its approval."), url_name="curriculum:list"
        )
    }

    version: "forms.ModelChoiceField[ProgrammeVersion]" = forms.ModelChoiceField(queryset=None, label=_("Programme"))
    count = forms.IntegerField(label=_("Number of classes"), min_value=1, max_value=MOST_CLASSES)
    people = forms.IntegerField(label=_("People altogether"), min_value=1, max_value=100_000)
    first_day = FirstDayField(label=_("First day of the first class"))
    holidays = DaysField(
        label=_("Holidays"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Days without teaching, with commas between; a period as 29/4/2023 - 3/5/2023."),
    )

    def __init__(self, *args: Any, versions: QuerySet[ProgrammeVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["version"], versions)


class NewClassForm(forms.Form):
    """One of several classes planned together."""

    number = forms.IntegerField(label=_("Class number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name of the class"), max_length=160)
    first_day = FirstDayField(label=_("First day"))
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(
        queryset=None, label=_("Hall"), required=False, empty_label="—"
    )
    min_size = forms.IntegerField(label=_("Smallest size"), min_value=0, max_value=LARGEST_CLASS)
    wanted_size = forms.IntegerField(label=_("Wanted size"), min_value=1, max_value=LARGEST_CLASS)
    max_size = forms.IntegerField(label=_("Largest size"), min_value=1, max_value=LARGEST_CLASS)

    def __init__(self, *args: Any, halls: QuerySet[Hall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["hall"], halls)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)


NewClassForms = forms.formset_factory(NewClassForm, extra=0, max_num=MOST_CLASSES, absolute_max=MOST_CLASSES)


class DaysForm(forms.Form):
    """The days on which a class meets."""

    days = DaysField(
        label=_("Days of the class"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One a line, such as 13/3/2023."),
    )


class CountDaysForm(forms.Form):
    """From which day the working days are to be counted."""

    first_day = FirstDayField(label=_("First day"))
    holidays = DaysField(
        label=_("Holidays"), required=False, max_length=LONGEST_LIST, widget=forms.Textarea(attrs={"rows": 2})
    )


class TeacherForm(forms.Form):
    """Who is class teacher."""

    teacher: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(queryset=None, label=_("Class teacher"))

    def __init__(self, *args: Any, teachers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["teacher"], teachers)


class WeightsForm(forms.Form):
    """What a run is called, how long it may search, and what counts how much."""

    name = name_field()
    seconds = seconds_field()
    few_move = forms.BooleanField(
        label=_("as few people as possible change class"),
        required=False,
        help_text=_("Compared with the classes people have at present."),
    )

    size = forms.IntegerField(label=_("One person more or fewer than wanted"), min_value=0, max_value=LARGEST_WEIGHT)
    prefer = forms.IntegerField(label=_("A preference not met"), min_value=0, max_value=LARGEST_WEIGHT)
    crowding = forms.IntegerField(
        label=_("A person of a district crowding into one class"), min_value=0, max_value=LARGEST_WEIGHT
    )
    district = forms.IntegerField(
        label=_("A person off the even share of their committee"), min_value=0, max_value=LARGEST_WEIGHT
    )
    sex = forms.IntegerField(label=_("A person off the even share of their sex"), min_value=0, max_value=LARGEST_WEIGHT)
    age = forms.IntegerField(label=_("A person off the even share of their age"), min_value=0, max_value=LARGEST_WEIGHT)
    kind = forms.IntegerField(
        label=_("A person off the even share of their kind of unit"), min_value=0, max_value=LARGEST_WEIGHT
    )

    @property
    def prices(self) -> list[forms.BoundField]:
        """What counts how much."""
        return [self[part] for part in Weights().as_json() if part in self.fields]

    def weights(self) -> Weights:
        """The prices as typed."""
        typed = Weights(**{part: self.cleaned_data[part] for part in Weights().as_json() if part in self.fields})
        return typed.with_few_moves if self.cleaned_data["few_move"] else typed


class WishesForm(forms.Form):
    """For every waiting person of a committee: no wish, rather one class, or only one class."""

    def __init__(self, *args: Any, rows: Sequence[WishRow], classes: Sequence[TakingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"wish-{row.nomination_id}"] = forms.ChoiceField(
                choices=_wishes(row, classes),
                required=False,
                label=row.name,
                initial=f"{row.wish}:{row.wished_class}" if row.wished_class else "",
            )

    def lines(self) -> list[dict[str, Any]]:
        """Each person with their field."""
        return [{"row": row, "wish": self[f"wish-{row.nomination_id}"]} for row in self.rows]

    def wishes(self) -> Mapping[int, tuple[int, Wish.Kind] | None]:
        """What was chosen, by nomination."""
        return {row.nomination_id: _wanted(self.cleaned_data[f"wish-{row.nomination_id}"]) for row in self.rows}


class PinsFilterForm(forms.Form):
    """To whose people, or to which class, the page of pins is narrowed."""

    def __init__(
        self, data: QueryDict, *, committees: Sequence[tuple[int, str]], classes: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        for name, label, choices in (
            ("committee", _("Committee"), committees),
            ("training_class", _("Class"), classes),
        ):
            offered = [("", _("all")), *((str(pk), text) for pk, text in choices)]
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)
        self.is_valid()
        self.asked = {name: self.cleaned_data.get(name, "") for name in ("committee", "training_class")}


class PinForm(forms.Form):
    """Why people are held in the class they have."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class UnpinForm(forms.Form):
    """What is left of a pin."""

    stays_a_wish = forms.BooleanField(
        label=_("Their class stays a wish: “rather this class”"), required=False, initial=True
    )


def ids_typed(data: QueryDict) -> list[int]:
    """The people ticked on a page, each once."""
    found = (one for one in data.getlist("person") if one.isdecimal() and len(one) <= LONGEST_ID)
    return list(dict.fromkeys(int(one) for one in found))


class PlaceForm(forms.Form):
    """The class for one person, and whether later proposals keep them there."""

    training_class = forms.TypedChoiceField(
        label=_("Class"), coerce=int, error_messages={"required": _("Choose a class.")}
    )
    keep = forms.BooleanField(label=_("Keep this person there in every later proposal"), required=False)

    def __init__(self, *args: Any, options: Iterable[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["training_class"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(one.class_id), one.name) for one in options if one.is_possible and not one.is_here]


class ListFilterForm(forms.Form):
    """As of which day a list is asked for, and what it is narrowed to."""

    q = forms.CharField(label=_("Name or unit"), required=False, max_length=100)
    on = forms.DateField(label=_("As of"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__({"on": today} | {key: data[key] for key in data if data[key]})
        self.is_valid()
        self.day: date = self.cleaned_data.get("on") or today
        self.text: str = self.cleaned_data.get("q", "")


class SupplementaryForm(forms.Form):
    """Whom a supplementary decision adds, and whom it removes for which reason."""

    add = forms.TypedMultipleChoiceField(coerce=int, required=False, label=_("Add"))
    remove = forms.TypedMultipleChoiceField(coerce=int, required=False, label=_("Remove"))

    def __init__(self, *args: Any, joining: Sequence[JoiningRow], listed: Sequence[ListRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joining, self.listed = joining, listed
        _offer_ids(self.fields["add"], [row.nomination_id for row in joining])
        _offer_ids(self.fields["remove"], [row.enrolment_id for row in listed])

    def additions(self) -> list[dict[str, Any]]:
        """People without a class who may be added, and whether they are ticked."""
        return self._additions([row for row in self.joining if not row.placed_in])

    def additions_from_other_classes(self) -> list[dict[str, Any]]:
        """People placed in a class that is not decided yet, who may be added here instead."""
        return self._additions([row for row in self.joining if row.placed_in])

    def removals(self) -> list[dict[str, Any]]:
        """Each listed person, whether they are ticked, and the reason typed."""
        ticked = self._ticked("remove")
        return [
            {"row": row, "ticked": str(row.enrolment_id) in ticked, "reason": self.reason(row.enrolment_id)}
            for row in self.listed
        ]

    def reasons(self) -> dict[int, str]:
        """Why each person who is ticked leaves."""
        return {enrolment_id: self.reason(enrolment_id) for enrolment_id in self.cleaned_data["remove"]}

    def reason(self, enrolment_id: int) -> str:
        """The reason typed beside a person, at most as long as it can be kept."""
        return str(self.data.get(f"reason-{enrolment_id}", ""))[:300]

    def _additions(self, rows: Iterable[JoiningRow]) -> list[dict[str, Any]]:
        ticked = self._ticked("add")
        return [
            {"row": row, "ticked": str(row.nomination_id) in ticked or (row.is_promoted and not self.is_bound)}
            for row in rows
        ]

    def _ticked(self, name: str) -> set[str]:
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()


class OpenWaitingListForm(forms.Form):
    """For how many people the page said that they would get a place at once."""

    agreed = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class StopWaitingListForm(forms.Form):
    """Whether the places it gave are taken back."""

    take_back = forms.BooleanField(
        label=_("Take back the places that no decision names yet"),
        required=False,
        help_text=_("These people wait again in their turn. Without the tick they keep their places."),
    )


class IssueForm(forms.Form):
    """Who signed a paper and when, its date, and its number when an outside register gives it."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), max_length=160)
    signed_on = forms.DateField(label=_("Signed on"))
    issued_on = forms.DateField(label=_("Date of the document"))
    number = forms.CharField(
        label=_("Number from an outside register"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty to take the next number of the series kept here."),
    )


class SummonsForm(forms.Form):
    """When people are to be there."""

    gather_at = forms.TimeField(label=_("Be there at"))


class NewcomerForm(forms.Form):
    """The person at the door, and for which post of the plan they sit."""

    official = forms.IntegerField(min_value=1)
    target_post = forms.IntegerField(min_value=1)


class NumberOfGroupsForm(forms.Form):
    """Into how many groups a class is divided in each discussion; the caller says what may be."""

    groups = forms.TypedChoiceField(label=_("Groups in each discussion"), coerce=int)

    def __init__(self, *args: Any, options: Sequence[NumberOfGroups], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        assert isinstance(groups, forms.TypedChoiceField)
        groups.choices = [(one.groups, _worth(one)) for one in options]


class GroupForm(forms.Form):
    """The group somebody moves to in one discussion; the caller says which there are."""

    group = forms.TypedChoiceField(label=_("Group"), coerce=int)

    def __init__(self, *args: Any, groups: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.TypedChoiceField)
        group.choices = [(one, gettext("Group %(number)s") % {"number": one}) for one in groups]


class AgreedSwapForm(forms.Form):
    """The groups in which the two people sat when their swap was read."""

    leaves = forms.IntegerField(min_value=1)
    enters = forms.IntegerField(min_value=1)


def _offer(
    field: forms.Field,
    rows: "QuerySet[ProgrammeVersion] | QuerySet[Hall] | QuerySet[User]",
) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def _offer_ids(field: forms.Field, ids: Iterable[int]) -> None:
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [(str(one), str(one)) for one in ids]


def _wishes(row: WishRow, classes: Sequence[TakingClass]) -> list[tuple[Any, Any]]:
    possible = [one for one in classes if one.name not in row.impossible]
    return [
        ("", _("no wish")),
        *((kind.label, [(f"{kind}:{one.id}", f"{kind.label}: {one.name}") for one in possible]) for kind in Wish.Kind),
    ]


def _wanted(chosen: str) -> tuple[int, Wish.Kind] | None:
    kind, _colon, class_id = chosen.partition(":")
    return (int(class_id), Wish.Kind(kind)) if chosen else None


def _worth(one: NumberOfGroups) -> str:
    values = {"groups": one.groups, "smallest": one.smallest, "largest": one.largest, "again": one.met_again}
    if one.smallest == one.largest:
        of_people = gettext("%(groups)s groups of %(largest)s") % values
    else:
        of_people = gettext("%(groups)s groups of %(smallest)s to %(largest)s") % values
    if one.met_again:
        return gettext("%(of_people)s: at least %(again)s meetings again") % {"of_people": of_people, **values}
    return gettext("%(of_people)s: nobody has to meet again") % {"of_people": of_people}
