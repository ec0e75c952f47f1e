"""Shapes of what people type about marks, rules and results."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.cells import Typed, typed_cells
from khaigiang.ground.web.form_fields import DecimalField
from khaigiang.recognition.assessment.queries.mark_grid import Cell, Grid, cell_name
from khaigiang.recognition.assessment.services.rule_book import NewBand
from khaigiang.vietnamese.names import fold

LONGEST_CODE: Final = 20


def typed_marks(data: Mapping[str, str], grid: Grid) -> dict[Cell, Typed]:
    """The cells of the grid that a person changed."""
    names = {
        (row.enrolment_id, component.pk): cell_name(row.enrolment_id, component.pk)
        for row in grid.rows
        for component in grid.components
    }
    return typed_cells(data, names)


class PasteForm(forms.Form):
    """A block copied from a spreadsheet: one line a trainee, in the order of the grid."""

    block = forms.CharField(
        label=_("Marks from a spreadsheet"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("One line for each trainee, in the order of the list; one column for each part of the mark."),
        strip=False,
    )


class LockForm(forms.Form):
    """Lock the marks; a reason where some are missing."""

    missing_reason = forms.CharField(
        label=_("Why marks are missing"),
        required=False,
        max_length=300,
        help_text=_("Only needed when some are: those trainees stay without a band until their late marks come."),
    )


class ReopenForm(forms.Form):
    """Why results are reopened."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class IssueForm(forms.Form):
    """Signature, date and number of a decision."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), max_length=160)
    signed_on = forms.DateField(label=_("Signed on"))
    issued_on = forms.DateField(label=_("Date of the decision"))
    number = forms.CharField(
        label=_("Number"),
        required=False,
        max_length=40,
        help_text=_("Leave it empty to take the next number of the school’s own series."),
    )

    def clean_number(self) -> str | None:
        return self.cleaned_data["number"].strip() or None


class ResitForm(forms.Form):
    """The mark of a resit."""

    component = forms.ChoiceField(label=_("Part of the mark"))
    mark = forms.CharField(label=_("Mark"), max_length=6)

    def __init__(self, *args: Any, components: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["component"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(pk), name) for pk, name in components]


class RuleForm(forms.Form):
    """A dated grading rule."""

    name = forms.CharField(label=_("Name of the rule"), max_length=200)
    citation = forms.CharField(label=_("Source"), widget=forms.Textarea(attrs={"rows": 2}))
    valid_from = forms.DateField(label=_("In force from"))
    absence_limit_percent = forms.IntegerField(label=_("Absence borne, % of half-days"), min_value=0, max_value=100)


class BandForm(forms.Form):
    """One band of a rule."""

    name = forms.CharField(label=_("Band"), max_length=60, required=False)
    min_mean = DecimalField(label=_("Mean at least"), min_value=0, max_value=10, decimal_places=2, required=False)
    min_part = DecimalField(label=_("Every part at least"), min_value=0, max_value=10, decimal_places=2, required=False)
    passes = forms.BooleanField(label=_("Passes"), required=False)

    def clean(self) -> dict[str, Any]:
        """A line that asks for something names its band."""
        if not self.cleaned_data.get("name") and (
            self.cleaned_data.get("min_mean") or self.cleaned_data.get("min_part")
        ):
            self.add_error("name", _("Name this line, or leave it empty."))
        return self.cleaned_data


class ComponentForm(forms.Form):
    """One part of the mark of a programme."""

    name = forms.CharField(label=_("Part of the mark"), max_length=80, required=False)
    weight = forms.IntegerField(label=_("Weight, %"), min_value=1, max_value=100, required=False)

    def clean(self) -> dict[str, Any]:
        """A line with a weight names its part."""
        if self.cleaned_data.get("weight") and not self.cleaned_data.get("name"):
            self.add_error("name", _("Name this line, or leave it empty."))
        return self.cleaned_data


BandForms = forms.formset_factory(BandForm, extra=2)
ComponentForms = forms.formset_factory(ComponentForm, extra=3)


def band_forms(data: QueryDict | None, *, initial: Sequence[Mapping[str, object]]) -> "forms.BaseFormSet[BandForm]":
    """A line for each band, and two to spare."""
    return BandForms(data, initial=initial, prefix="band")


def component_forms(
    data: QueryDict | None, *, initial: Sequence[Mapping[str, object]]
) -> "forms.BaseFormSet[ComponentForm]":
    """A line for each part of the mark, and three to spare."""
    return ComponentForms(data, initial=initial, prefix="part")


def typed_bands(forms_of_bands: "forms.BaseFormSet[BandForm]") -> list[NewBand]:
    """The bands that have a name, in order; the code of each is its name without tones."""
    lines = [form.cleaned_data for form in forms_of_bands if form.cleaned_data.get("name")]
    return [
        NewBand(
            code=slugify(fold(line["name"]))[:LONGEST_CODE] or f"band-{place}",
            name=line["name"],
            min_mean=line["min_mean"] or Decimal(),
            min_part=line["min_part"] or Decimal(),
            passes=line["passes"],
        )
        for place, line in enumerate(lines, start=1)
    ]


def typed_components(forms_of_parts: "forms.BaseFormSet[ComponentForm]") -> list[tuple[str, int]]:
    """The parts that have a name, with their weights, in order."""
    lines = [form.cleaned_data for form in forms_of_parts if form.cleaned_data.get("name")]
    return [(line["name"], line["weight"] or 0) for line in lines]
