"""The form in which a later document that amends a plan is named; the features above use it too."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.documents.choice_field import DocumentChoiceField
from khaigiang.planning.documents.models import Document


class AmendingForm(forms.Form):
    """Which later document changes a plan, and from which day."""

    document = DocumentChoiceField(
        queryset=None, label=_("Changed by"), help_text=_("The later document, in the register of documents.")
    )
    clause = forms.CharField(max_length=120, required=False, label=_("Clause"))
    in_force_on = forms.DateField(label=_("In force from"))

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["document"]
        assert isinstance(field, DocumentChoiceField)
        field.queryset = documents

    def day(self) -> date | None:
        """The day from which it changes the plan, once that can be read."""
        return self.cleaned_data.get("in_force_on") if self.is_bound and "in_force_on" not in self.errors else None

    def facts(self) -> dict[str, Any]:
        """By which document and clause, from which day."""
        return {name: self.cleaned_data[name] for name in ("document", "clause", "in_force_on")}
