"""Shapes of what people type about templates."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024


class WordFileField(forms.FileField):
    """A Word file; its value is the name and the bytes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.FileInput(attrs={"accept": ".docx"})} | kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes]:
        sent = super().clean(data, initial)
        assert isinstance(sent, UploadedFile)
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Make its pictures smaller and choose it again.")
            )
        return sent.name or "", sent.read()


class UploadForm(forms.Form):
    """A changed template."""

    file = WordFileField(label=_("Word template (.docx)"))
    note = forms.CharField(max_length=300, required=False, label=_("What was changed"))


class InForceForm(forms.Form):
    """From which day a version counts."""

    in_force_on = forms.DateField(label=_("In force from"))
