"""Shapes of what people type about changes of classes; the caller says what may be chosen."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import working_days
from khaigiang.ground.web.day_fields import DaysField, FirstDayField
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.teaching.changes.queries import Wanted
from khaigiang.teaching.changes.rules import LONGEST_AHEAD
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts.models import Enrolment, TrainingClass

LONGEST_LIST = 4000


class ChangeForm(forms.Form):
    """Why a class changes; each kind adds what it needs. What is wanted is read before the reason is given."""

    field_order = ("first_day", "holidays", "days", "person", "other_person", "other_class", "reason")

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The decision and the letter print it."),
    )

    def typed(self) -> dict[str, Any]:
        """What is typed well so far."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def wanted(self, kind: ChangeKind, training_class: TrainingClass) -> Wanted | None:
        """What is wanted; None until enough is typed."""
        return Wanted(kind=kind, training_class=training_class)


class PostponeForm(ChangeForm):
    """The new days of a class: counted from a first day, or typed."""

    first_day = FirstDayField(label=_("First day"), required=False)
    holidays = DaysField(
        label=_("Holidays"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Days without teaching, with commas between; a period as 29/4/2023 - 3/5/2023."),
    )
    days = DaysField(
        label=_("Or the days themselves"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line or with commas between. They count instead of the first day."),
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not (typed.get("days") or typed.get("first_day")):
            self.add_error("first_day", _("Type the first day, or the days themselves."))
        return typed

    def wanted(self, kind: ChangeKind, training_class: TrainingClass) -> Wanted | None:
        typed = self.typed()
        days, first, holidays = typed.get("days"), typed.get("first_day"), typed.get("holidays") or ()
        if not days and first:
            days = working_days(first, training_class.version.days, holidays=frozenset(holidays))
        return Wanted(kind=kind, training_class=training_class, days=tuple(days)) if days else None


class MergeForm(ChangeForm):
    """The class into which another goes."""

    other_class: "forms.ModelChoiceField[TrainingClass]" = forms.ModelChoiceField(
        queryset=None, label=_("Into which class")
    )

    def __init__(self, *args: Any, classes: QuerySet[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, other_class=classes)

    def wanted(self, kind: ChangeKind, training_class: TrainingClass) -> Wanted | None:
        other = self.typed().get("other_class")
        return Wanted(kind=kind, training_class=training_class, other_class=other) if other else None


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """People by class, name and unit."""

    def label_from_instance(self, obj: Enrolment) -> str:
        return f"{obj.training_class}: {obj.official} – {obj.target_post.unit}"


class MoveForm(MergeForm):
    """Who goes into which other class."""

    person = PersonField(queryset=None, label=_("Who moves"))

    def __init__(self, *args: Any, people: QuerySet[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, person=people)

    def wanted(self, kind: ChangeKind, training_class: TrainingClass) -> Wanted | None:
        person, other = self.typed().get("person"), self.typed().get("other_class")
        if person is None or other is None:
            return None
        return Wanted(kind=kind, training_class=training_class, other_class=other, people=(person,))


class SwapForm(ChangeForm):
    """Two people who change classes."""

    person = PersonField(queryset=None, label=_("Who leaves this class"))
    other_person = PersonField(queryset=None, label=_("Who comes from another class"))

    def __init__(self, *args: Any, people: QuerySet[Enrolment], others: QuerySet[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, person=people)
        choose_among(self, other_person=others)

    def wanted(self, kind: ChangeKind, training_class: TrainingClass) -> Wanted | None:
        person, other = self.typed().get("person"), self.typed().get("other_person")
        if person is None or other is None:
            return None
        return Wanted(
            kind=kind, training_class=training_class, other_class=other.training_class, people=(person, other)
        )


class ReasonForm(forms.Form):
    """Why something is refused, or done all the same."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class SmallClassRuleForm(forms.Form):
    """How early a class that is too small is told, from which day, by which paper."""

    days_ahead = forms.IntegerField(label=_("Days before the first day"), min_value=1, max_value=LONGEST_AHEAD)
    valid_from = forms.DateField(label=_("Holds from"))
    source = forms.CharField(max_length=200, label=_("By which rule or paper"), required=False)


class SigningForm(forms.Form):
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


class TwoPapersForm(SigningForm):
    """The same for two decisions that come into force on one day."""

    other_number = forms.CharField(
        label=_("Number of the other decision from an outside register"), max_length=40, required=False
    )
