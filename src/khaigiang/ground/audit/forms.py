"""What the audit is narrowed to."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class AuditFilterForm(forms.Form):
    """Who or what, which act, in which days."""

    text = forms.CharField(label=_("Person or subject"), required=False)
    act = forms.ChoiceField(label=_("Act"), required=False)
    first_day = forms.DateField(label=_("From"), required=False)
    last_day = forms.DateField(label=_("Until and including"), required=False)

    def __init__(self, data: QueryDict, *, acts: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        act = self.fields["act"]
        assert isinstance(act, forms.ChoiceField)
        act.choices = [("", _("all acts")), *acts]
