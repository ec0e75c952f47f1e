"""The form field through which files come in; forms of the features above use it too."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.errors import UploadRefused
from khaigiang.planning.documents.uploads import LARGEST, Upload, upload


class PaperFileField(forms.FileField):
    """A PDF, Word or Excel file or a picture; its value is an Upload, or None where nothing was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        accepted = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        super().__init__(**{"widget": forms.FileInput(attrs={"accept": accepted})} | kwargs)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        sent = super().clean(data, initial)
        if not isinstance(sent, UploadedFile):
            return None
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB. Make it smaller and choose it again."))
        try:
            return upload(sent.name or "", sent.read())
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
