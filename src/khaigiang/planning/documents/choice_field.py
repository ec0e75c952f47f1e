"""The form field in which a document is chosen; forms of the features above use it too."""

from django import forms
from django.utils.text import Truncator

from khaigiang.planning.documents.models import Document

LONGEST_LABEL = 110


class DocumentChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Documents by number, day and what they are about."""

    def label_from_instance(self, obj: Document) -> str:
        dated = f"{obj.issued_on.day}/{obj.issued_on.month}/{obj.issued_on.year}" if obj.issued_on else ""
        return Truncator(" · ".join(filter(None, (obj.number, dated, obj.abstract)))).chars(LONGEST_LABEL)
