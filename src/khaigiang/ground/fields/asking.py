"""Own fields within the forms of the features that have them, and within the filters of lists."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.states import LONGEST_TEXT, Kind
from khaigiang.ground.fields.values import parse
from khaigiang.ground.fields.wording import Typed, plain
from khaigiang.ground.shared.errors import DomainError

PREFIX = "own_"
YES_OR_NO = [*BLANK_CHOICE_DASH, ("yes", _("yes")), ("no", _("no"))]


class OwnFieldsForm(forms.Form):
    """A form that asks for own fields beside its own; `own` holds them typed, by the key of the field."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        own: Sequence[OwnField] = (),
        said: Mapping[int, Typed] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.own_fields = list(own)
        for field in own:
            self.fields[f"{PREFIX}{field.pk}"] = form_field(field, initial=(said or {}).get(field.pk))

    def own_bound(self) -> list[forms.BoundField]:
        """The own fields as the page shows them."""
        return [self[f"{PREFIX}{field.pk}"] for field in self.own_fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        typed = {field.pk: _typed(given.pop(f"{PREFIX}{field.pk}", None)) for field in self.own_fields}
        return {**given, "own": typed}


class OwnFilterForm(forms.Form):
    """Which own fields stand in a list as columns, and what it is narrowed to by them."""

    columns = forms.MultipleChoiceField(label=_("Show as columns"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, query: QueryDict, *, own: Sequence[OwnField]) -> None:
        super().__init__(query)
        self.own_fields = list(own)
        columns = self.fields["columns"]
        assert isinstance(columns, forms.MultipleChoiceField)
        columns.choices = [(str(field.pk), field.label) for field in own]
        for field in own:
            self.fields[f"{PREFIX}{field.pk}"] = form_field(field, initial=None)

    def narrowing_fields(self) -> list[forms.BoundField]:
        """The fields that narrow the list, as the page shows them."""
        return [self[f"{PREFIX}{field.pk}"] for field in self.own_fields]

    def is_used(self) -> bool:
        """Does the list show or ask for anything of them?"""
        return bool(self.shown() or self.wanted())

    def shown(self) -> list[OwnField]:
        """The fields that stand in the list as columns."""
        self.is_valid()
        chosen = self.cleaned_data.get("columns", ())
        return [field for field in self.own_fields if str(field.pk) in chosen]

    def wanted(self) -> dict[int, Typed]:
        """What the list is narrowed to, by the key of the field."""
        self.is_valid()
        typed = {field.pk: _typed(self.cleaned_data.get(f"{PREFIX}{field.pk}")) for field in self.own_fields}
        return {key: value for key, value in typed.items() if value is not None and value != ""}


def form_field(field: OwnField, *, initial: Typed) -> forms.Field:
    """A field of a form that takes a value of an own field; it may stay empty."""
    given: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False, "initial": initial}
    if field.kind == Kind.NUMBER:
        return NumberField(field, **given)
    if field.kind == Kind.DATE:
        return forms.DateField(**given)
    if field.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, *((one, one) for one in field.choices)], **given)
    if field.kind == Kind.YES_NO:
        return YesNoField(choices=YES_OR_NO, **given)
    return forms.CharField(max_length=LONGEST_TEXT, **given)


class NumberField(forms.CharField):
    """A number as lists write it; one that can be read in two ways is refused."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, field: OwnField, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.own_field = field

    def prepare_value(self, value: Any) -> Any:
        return formats.number_format(plain(value)) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        try:
            return parse(self.own_field, super().clean(value))
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class YesNoField(forms.ChoiceField):
    """Yes, no, or not said."""

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


def _typed(value: Any) -> Typed:
    return value.strip() or None if isinstance(value, str) else value
