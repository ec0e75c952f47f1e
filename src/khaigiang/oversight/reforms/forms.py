"""Shapes of what people type about a reform."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.oversight.reforms.sheets import text_of
from khaigiang.registry.units.models import Unit

LARGEST_SHEET = 2 * 1024 * 1024


class ReformForm(forms.Form):
    """A resolution with its day, and its lines from a file or typed; without either those the registry knows."""

    resolution = forms.CharField(label=_("Number of the resolution"), max_length=80)
    effective_on = forms.DateField(label=_("In force from"))
    file = forms.FileField(
        label=_("Sheet of the lines (Excel or CSV)"),
        required=False,
        help_text=_("Without a sheet, the successions that the registry knows for the day are taken."),
    )
    typed = forms.CharField(
        label=_("Or the lines themselves"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean_file(self) -> str:
        """The text of the sheet; what the file cannot give is refused in words."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > LARGEST_SHEET:
            raise ValidationError(_("The sheet is larger than 2 MB."))
        try:
            return text_of(file.read())
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def sheet(self) -> str:
        """The lines as text."""
        return str(self.cleaned_data["file"] or self.cleaned_data["typed"])


class DecisionForm(forms.Form):
    """To which unit somebody goes, or that they hold the post no longer: one of the two is said, never taken for granted."""

    unit: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(label=_("Unit"), queryset=None, required=False)
    is_leaving = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict, *, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        choose_among(self, unit=units)

    def clean(self) -> None:
        """One of the two, not both."""
        super().clean()
        if self.cleaned_data.get("is_leaving"):
            self.cleaned_data["unit"] = None
        elif not self.cleaned_data.get("unit"):
            raise ValidationError(_("Choose the unit first."))
