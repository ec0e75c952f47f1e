"""Shapes of what people type about a topic."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import choose_among
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.curriculum.forms.versions import DocumentChoiceField

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_MATERIAL: Final = 30_000_000
USUAL_MONTHS: Final = 12


class DutiesForm(forms.Form):
    """The duties a topic serves, a line each."""

    duties = forms.CharField(
        label=_("One duty a line"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_duties(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["duties"].splitlines())
        return [line for line in lines if line]


class CaseForm(forms.Form):
    """One case of the bank."""

    title = forms.CharField(label=_("Title of the case"), max_length=200)
    situation = forms.CharField(label=_("Situation"), max_length=6000, widget=forms.Textarea(attrs={"rows": 6}))
    questions = forms.CharField(
        label=_("Questions"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    used_in = forms.CharField(
        label=_("Used in"), required=False, max_length=300, help_text=_("Classes in which it was discussed.")
    )
    since = forms.DateField(label=_("In the bank since"), required=False, help_text=_("Empty: as it is, or today."))


class SourceForm(forms.Form):
    """What changes a topic."""

    document = DocumentChoiceField(queryset=None, label=_("Document"), required=False)
    note = forms.CharField(
        label=_("What it changes"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A survey, a request of committees; or what the document changes."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, document=documents)


class MaterialForm(forms.Form):
    """A file of a topic."""

    title = forms.CharField(
        label=_("Title of the material"),
        max_length=200,
        help_text=_("The title of an older file makes this its new version."),
    )
    file = forms.FileField(label=_("File of the material"))

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_MATERIAL:
            message = _("The file is larger than %(size)d MB. Send a smaller one.")
            raise forms.ValidationError(message, params={"size": LARGEST_MATERIAL // 1_000_000})
        return file

    def material(self) -> dict[str, Any]:
        """What is kept of the file."""
        file = self.cleaned_data["file"]
        return {
            "title": " ".join(self.cleaned_data["title"].split()),
            "content": file.read(),
            "name": file.name,
            "content_type": file.content_type or "application/octet-stream",
        }


class ReviewForm(forms.Form):
    """After how many months a topic is due."""

    months = forms.IntegerField(
        label=_("Not reviewed for months"), required=False, min_value=1, max_value=120, initial=USUAL_MONTHS
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data if "months" in data else {"months": USUAL_MONTHS})

    @property
    def months_typed(self) -> int:
        """The months as typed; the usual number where they cannot be read."""
        return self.cleaned_data.get("months") or USUAL_MONTHS if self.is_valid() else USUAL_MONTHS
